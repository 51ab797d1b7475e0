package dev.deskhand.app;

import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.yaml.KnownContent;
import dev.deskhand.bot.trigger.yaml.TriggerReader;
import dev.deskhand.content.InputType;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.Calendar;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.yaml.ChildRunbooks;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.runbooks.yaml.RunbookSurroundings;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeFiles;
import dev.deskhand.trees.yaml.TreeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks a whole catalogue; every problem of every file is told at once. */
final class ContentLoader {
  private final Surroundings surroundings;
  private final Map<String, StepAction.Signature> actions;
  private final Problems problems;

  /**
   * What stands outside the catalogue and may be named in it.
   *
   * @param people who is known; empty where their file can't be read
   * @param given the roles that signing in and groups may give to them
   * @param desks the names of help desks that Deskhand can speak to
   */
  record Surroundings(
      Map<String, StepAction.Signature> actions,
      Optional<People> people,
      Set<Role> given,
      Set<String> desks,
      List<Target> targets) {
    /** The roles that somebody may have; empty where that is not known. */
    private Optional<Set<Role>> roles() {
      return people.map(it -> union(it.roles(), given));
    }

    private KnownContent known(List<Runbook> runbooks, List<Tree> trees, List<Offer> offers) {
      return new KnownContent(
          runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), Runbook::inputs)),
          trees.stream().map(it -> it.id().value()).collect(Collectors.toSet()),
          offers.stream().collect(Collectors.toMap(it -> it.name().value(), Function.identity())),
          people.map(People::services).orElse(Set.of()),
          desks);
    }
  }

  ContentLoader(Surroundings surroundings, Problems problems) {
    this.surroundings = surroundings;
    this.actions = surroundings.actions();
    this.problems = problems;
  }

  /** The catalogue that some files describe; empty when there is any problem. */
  Optional<Content> load(CatalogueFiles files) {
    Calendars calendars = calendars(files);
    Optional<Policies> policies = policies(files);
    Optional<Set<Role>> roles =
        policies
            .map(Policies::roles)
            .flatMap(it -> surroundings.roles().map(had -> union(it, had)));
    List<Runbook> runbooks =
        runbooks(
            files,
            new RunbookSurroundings(calendars.names(), roles, new Targets(surroundings.targets())));
    Known known = known(runbooks, files);
    List<Tree> trees = trees(files, known);
    Map<String, String> utterances = new TreeMap<>(files.ending(CatalogueFiles.INTENTS));
    utterances.putAll(files.ending(IntentsReader.RASA_ENDING));
    var intents =
        IntentsReader.read(utterances, intents(runbooks, trees), problems)
            .backedBy(backed(runbooks));
    policies.ifPresent(it -> requireClassified(it, runbooks));
    List<Offer> offers =
        offers(files, new OfferOwners(surroundings.people(), policies, runbooks, trees));
    List<Trigger> triggers = triggers(files, surroundings.known(runbooks, trees, offers));
    return problems.isEmpty()
        ? policies.map(
            it ->
                new Content(
                    runbooks,
                    trees,
                    intents,
                    it,
                    pictures(files, trees),
                    calendars,
                    triggers,
                    offers))
        : Optional.empty();
  }

  /** What no policy speaks of could never be started: somebody forgot it. */
  private void requireClassified(Policies policies, List<Runbook> runbooks) {
    policies
        .matrix(runbooks.stream().map(RunAccess::resource).toList())
        .unclassified()
        .forEach(
            name ->
                problems.add(
                    new SourcePosition(name + RunbookReader.ENDING, 1, 1),
                    "no policy says who may start the runbook '"
                        + name
                        + "': write one in a .cedar file, with @authority(\"automatic\"),"
                        + " (\"approval\") or (\"human-only\")"));
  }

  private List<Runbook> runbooks(CatalogueFiles files, RunbookSurroundings named) {
    RunbookReader reader = new RunbookReader(actions, named);
    List<Runbook> all = new ArrayList<>();
    files
        .ending(RunbookReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    ChildRunbooks.check(all, names(files, RunbookReader.ENDING), problems);
    return all;
  }

  private static <T> Set<T> union(Set<T> some, Set<T> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  /** What files of a kind are about, whether or not they can be read. */
  private static Set<String> names(CatalogueFiles files, String ending) {
    return files.ending(ending).keySet().stream()
        .map(name -> name.substring(0, name.length() - ending.length()))
        .collect(Collectors.toSet());
  }

  private List<Tree> trees(CatalogueFiles files, Known known) {
    return TreeFiles.read(files.ending(TreeReader.FILE_ENDING), known, problems);
  }

  /** Those that trees show; whatever else lies beside them is nobody's business. */
  private static CataloguePictures pictures(CatalogueFiles files, List<Tree> trees) {
    Map<String, byte[]> byDigest = new HashMap<>();
    for (CataloguePicture picture : files.pictures().values()) {
      if (picture.reading() instanceof PictureReading.Proven(PictureFile file)) {
        byDigest.put(file.sha256(), picture.bytes());
      }
    }
    return CataloguePictures.of(trees, byDigest);
  }

  private Calendars calendars(CatalogueFiles files) {
    CalendarReader reader = new CalendarReader(files.ending(CalendarReader.EVENTS_ENDING));
    List<Calendar> all = new ArrayList<>();
    files
        .ending(CalendarReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return new Calendars(all);
  }

  private List<Trigger> triggers(CatalogueFiles files, KnownContent known) {
    TriggerReader reader = new TriggerReader(known);
    List<Trigger> all = new ArrayList<>();
    files
        .ending(TriggerReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return all;
  }

  private List<Offer> offers(CatalogueFiles files, OfferOwners owners) {
    OfferReader reader = new OfferReader(owners.known());
    List<Offer> all = new ArrayList<>();
    files
        .ending(OfferReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return all;
  }

  private Optional<Policies> policies(CatalogueFiles files) {
    Map<String, String> schemas = files.ending(CatalogueFiles.SCHEMA);
    if (schemas.size() != 1) {
      problems.add(
          new SourcePosition("catalog", 1, 1),
          "expected one " + CatalogueFiles.SCHEMA + " file, found " + schemas.keySet());
      return Optional.empty();
    }
    Map.Entry<String, String> schema = schemas.entrySet().iterator().next();
    List<PolicyFile> policies =
        files.ending(CatalogueFiles.POLICY).entrySet().stream()
            .map(entry -> new PolicyFile(entry.getKey(), entry.getValue()))
            .toList();
    return PolicyReader.read(
        new PolicyFile(schema.getKey(), schema.getValue()),
        policies,
        surroundings.roles(),
        problems);
  }

  /** The inputs whose values something knows: only what is any text has to be learnt. */
  private static Set<String> backed(List<Runbook> runbooks) {
    return runbooks.stream()
        .flatMap(runbook -> runbook.inputs().stream())
        .filter(input -> !(input.type() instanceof InputType.Text))
        .map(InputDeclaration::name)
        .collect(Collectors.toSet());
  }

  private static List<Intent> intents(List<Runbook> runbooks, List<Tree> trees) {
    List<Intent> all = new ArrayList<>();
    trees.forEach(it -> all.add(new Intent(Intent.Kind.TREE, it.id().value(), it.title())));
    runbooks.forEach(it -> all.add(new Intent(Intent.Kind.RUNBOOK, it.id().value(), it.title())));
    return all;
  }

  private Known known(List<Runbook> runbooks, CatalogueFiles files) {
    Map<String, Known.Action> byName = new TreeMap<>();
    actions.forEach(
        (name, signature) ->
            byName.put(
                name,
                new Known.Action(
                    signature.effects().equals(Set.of(EffectClass.READ))
                        ? Known.Effect.READ_ONLY
                        : Known.Effect.CHANGES,
                    signature.required(),
                    signature.optional(),
                    signature.outputs())));
    return new Known(
        byName,
        runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), ContentLoader::inputs)),
        names(files, TreeReader.FILE_ENDING),
        files.pictures().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().reading())));
  }

  private static Known.Runbook inputs(Runbook runbook) {
    Map<String, InputDeclaration> inputs =
        runbook.inputs().stream()
            .collect(Collectors.toMap(InputDeclaration::name, Function.identity()));
    Set<String> required =
        runbook.inputs().stream()
            .filter(it -> it.presence() instanceof InputDeclaration.Presence.Required)
            .map(InputDeclaration::name)
            .collect(Collectors.toSet());
    Set<String> optional = new HashSet<>(inputs.keySet());
    optional.removeAll(required);
    return new Known.Runbook(
        required,
        optional,
        (name, value) -> Optional.ofNullable(inputs.get(name)).flatMap(it -> it.refusal(value)));
  }
}
