package dev.deskhand.app;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.yaml.KnownContent;
import dev.deskhand.bot.trigger.yaml.TriggerReader;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.calendar.Calendar;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final String INTENTS = ".intents.yaml";
  private static final String POLICY = ".cedar";
  private static final String SCHEMA = ".cedarschema";

  private final Surroundings surroundings;
  private final Map<String, StepAction.Signature> actions;
  private final Problems problems;

  /**
   * What stands outside the catalogue and may be named in it.
   *
   * @param people who is known; empty where their file can't be read
   * @param desks the names of help desks that Deskhand can speak to
   */
  record Surroundings(
      Map<String, StepAction.Signature> actions, Optional<People> people, Set<String> desks) {
    private KnownContent known(List<Runbook> runbooks, List<Tree> trees) {
      return new KnownContent(
          runbooks.stream()
              .collect(
                  Collectors.toMap(
                      it -> it.id().value(),
                      it ->
                          new KnownContent.Inputs(
                              ContentLoader.inputs(it).required(),
                              ContentLoader.inputs(it).optional()))),
          trees.stream().map(it -> it.id().value()).collect(Collectors.toSet()),
          people.map(People::services).orElse(Set.of()),
          desks);
    }
  }

  ContentLoader(Surroundings surroundings, Problems problems) {
    this.surroundings = surroundings;
    this.actions = surroundings.actions();
    this.problems = problems;
  }

  /** The catalogue of some folders; empty when there is any problem. */
  Optional<Content> load(List<Path> folders) {
    Map<String, Path> files = files(folders);
    Calendars calendars = calendars(files);
    List<Runbook> runbooks = runbooks(files, calendars);
    Known known = known(runbooks);
    List<Tree> trees = trees(files, known);
    var intents = IntentsReader.read(texts(files, INTENTS), intents(runbooks, trees), problems);
    List<Trigger> triggers = triggers(files, runbooks, trees);
    Optional<Policies> policies = policies(files);
    policies.ifPresent(it -> requireClassified(it, runbooks));
    List<Offer> offers =
        offers(files, new OfferOwners(surroundings.people(), policies, runbooks, trees));
    return problems.isEmpty()
        ? policies.map(
            it -> new Content(runbooks, trees, intents, it, known, calendars, triggers, offers))
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

  private Map<String, Path> files(List<Path> folders) {
    Map<String, Path> byName = new TreeMap<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile)
            .forEach(file -> byName.put(file.getFileName().toString(), file));
      } catch (IOException e) {
        problems.add(
            new SourcePosition(folder.toString(), 1, 1),
            "the catalogue's folder can't be read: make it, or take it out of 'catalog'");
      }
    }
    return byName;
  }

  private List<Runbook> runbooks(Map<String, Path> files, Calendars calendars) {
    RunbookReader reader = new RunbookReader(actions, calendars.names());
    List<Runbook> all = new ArrayList<>();
    texts(files, RunbookReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return all;
  }

  private List<Tree> trees(Map<String, Path> files, Known known) {
    List<Tree> all = new ArrayList<>();
    texts(files, TreeReader.FILE_ENDING)
        .forEach((name, text) -> TreeReader.read(name, text, known, problems).ifPresent(all::add));
    return all;
  }

  private Calendars calendars(Map<String, Path> files) {
    CalendarReader reader = new CalendarReader(texts(files, CalendarReader.EVENTS_ENDING));
    List<Calendar> all = new ArrayList<>();
    texts(files, CalendarReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return new Calendars(all);
  }

  private List<Trigger> triggers(
      Map<String, Path> files, List<Runbook> runbooks, List<Tree> trees) {
    TriggerReader reader = new TriggerReader(surroundings.known(runbooks, trees));
    List<Trigger> all = new ArrayList<>();
    texts(files, TriggerReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return all;
  }

  private List<Offer> offers(Map<String, Path> files, OfferOwners owners) {
    OfferReader reader = new OfferReader(owners.known());
    List<Offer> all = new ArrayList<>();
    texts(files, OfferReader.ENDING)
        .forEach((name, text) -> reader.read(name, text, problems).ifPresent(all::add));
    return all;
  }

  private Optional<Policies> policies(Map<String, Path> files) {
    Map<String, String> schemas = texts(files, SCHEMA);
    if (schemas.size() != 1) {
      problems.add(
          new SourcePosition("catalog", 1, 1),
          "expected one " + SCHEMA + " file, found " + schemas.keySet());
      return Optional.empty();
    }
    Map.Entry<String, String> schema = schemas.entrySet().iterator().next();
    List<PolicyFile> policies =
        texts(files, POLICY).entrySet().stream()
            .map(entry -> new PolicyFile(entry.getKey(), entry.getValue()))
            .toList();
    return PolicyReader.read(
        new PolicyFile(schema.getKey(), schema.getValue()), policies, problems);
  }

  private static List<Intent> intents(List<Runbook> runbooks, List<Tree> trees) {
    List<Intent> all = new ArrayList<>();
    trees.forEach(it -> all.add(new Intent(Intent.Kind.TREE, it.id().value(), it.title())));
    runbooks.forEach(it -> all.add(new Intent(Intent.Kind.RUNBOOK, it.id().value(), it.title())));
    return all;
  }

  private Known known(List<Runbook> runbooks) {
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
        runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), ContentLoader::inputs)));
  }

  private static Known.Runbook inputs(Runbook runbook) {
    Function<Boolean, Set<String>> names =
        required ->
            runbook.inputs().stream()
                .filter(
                    it ->
                        required.equals(
                            it.presence() instanceof InputDeclaration.Presence.Required))
                .map(InputDeclaration::name)
                .collect(Collectors.toSet());
    return new Known.Runbook(names.apply(true), names.apply(false));
  }

  private Map<String, String> texts(Map<String, Path> files, String ending) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          if (name.endsWith(ending)) {
            try {
              texts.put(name, Files.readString(file));
            } catch (IOException e) {
              problems.add(
                  new SourcePosition(file.toString(), 1, 1), "the file can't be read as UTF-8");
            }
          }
        });
    return texts;
  }
}
