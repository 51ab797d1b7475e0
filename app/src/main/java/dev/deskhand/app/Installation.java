package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.TicketParties;
import dev.deskhand.content.ContentException;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.desks.builtin.BuiltinDesk;
import dev.deskhand.desks.rt.RtDesk;
import dev.deskhand.desks.zendesk.ZendeskDesk;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.LinkedPeople;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PeopleWithRoles;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import dev.deskhand.permissions.RoleSource;
import dev.deskhand.permissions.SignInRoles;
import dev.deskhand.permissions.SignIns;
import dev.deskhand.permissions.StandIns;
import dev.deskhand.permissions.yaml.PeopleReader;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.storage.Database;
import dev.deskhand.storage.PostgresDatabase;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a set of settings names, read and checked, and ready to be opened. */
final class Installation {
  /** Triggers may name a desk that is not connected here: it tells of nothing. */
  private static final Set<String> DESKS = Set.of(BuiltinDesk.NAME, RtDesk.NAME, ZendeskDesk.NAME);

  private final Settings settings;
  private final Contacts contacts = new Contacts();
  private final Actions actions;
  private final Problems problems = new Problems();
  private final Map<String, StepAction.Signature> signatures;
  private final Optional<People> people;

  private Installation(Settings settings) {
    this.settings = settings;
    this.actions =
        new Actions(
            settings
                .offered()
                .extensions()
                .find(StepAction.class, contacts.actions(), StepAction::name, problems)
                .values());
    this.signatures = actions.signatures();
    this.people = readPeople();
    people.ifPresent(this::requireService);
    settings.targets().forEach(this::requireKnownKind);
  }

  private void requireService(People known) {
    if (known.principal(TenantId.DEFAULT, TicketParties.SERVICE).isEmpty()) {
      problems.add(
          new SourcePosition(settings.people().toString(), 1, 1),
          "nobody acts for ticket events: add under services: "
              + TicketParties.SERVICE
              + ": { name: Ticket triggers, owner: SOMEBODY, roles: [ticket-triggers] }");
    }
  }

  private void requireKnownKind(Target target) {
    Set<String> kinds =
        signatures.values().stream()
            .map(StepAction.Signature::targetKind)
            .collect(Collectors.toSet());
    if (!kinds.contains(target.kind())) {
      problems.add(
          placeOf(target),
          "target '"
              + target.name()
              + "': no action works on the kind '"
              + target.kind()
              + "': "
              + Problems.suggestion(target.kind(), kinds));
    }
  }

  /** What the actions say to the settings of the targets, before anything is done on them. */
  private void checkTarget(Target target, Secrets secrets, Problems found) {
    for (String action : actions.names()) {
      StepAction known = actions.find(action).orElseThrow();
      if (known.signature().targetKind().equals(target.kind())) {
        try {
          known.check(target, secrets);
        } catch (ActionException e) {
          String which = "target '" + target.name() + "'";
          String why = String.valueOf(e.getMessage());
          found.add(placeOf(target), why.startsWith(which) ? why : which + ": " + why);
        }
      }
    }
  }

  private SourcePosition placeOf(Target target) {
    return settings
        .described()
        .kinds()
        .getOrDefault(target.name(), new SourcePosition("targets", 1, 1));
  }

  /** The roles that signing in and groups give. */
  private Set<Role> given() {
    Stream<Map<String, Set<Role>>> ways =
        Stream.concat(
            settings.doors().oidc().flatMap(Settings.Oidc::roles).map(RoleClaim::roles).stream(),
            settings.doors().groups().map(Settings.Groups::roles).stream());
    return ways.flatMap(way -> way.values().stream())
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** Reads what is quickly read: the people. */
  static Installation read(Settings settings) {
    return new Installation(settings);
  }

  /** Everything that is wrong with targets, people and catalogue. */
  List<Problem> problems(Secrets secrets) {
    Problems found = new Problems();
    settings.targets().forEach(target -> checkTarget(target, secrets, found));
    found.addAll(problems());
    return found.all();
  }

  /** Everything that is wrong with people and catalogue; none when it can be opened. */
  List<Problem> problems() {
    return reading(UnaryOperator.identity()).problems();
  }

  /**
   * The catalogue.
   *
   * @throws dev.deskhand.content.ContentException if anything is wrong with people or catalogue
   */
  Content checked() {
    CatalogueKeeper.Reading reading = reading(UnaryOperator.identity());
    return reading.content().orElseThrow(() -> new ContentException(reading.problems()));
  }

  Optional<People> people() {
    return people;
  }

  /**
   * Reads and checks the catalogue; what is wrong with the people is wrong here.
   *
   * @param change what is different from the files as they are now
   */
  private CatalogueKeeper.Reading reading(UnaryOperator<CatalogueFiles> change) {
    Problems found = new Problems();
    found.addAll(problems.all());
    CatalogueFiles files = change.apply(CatalogueFiles.read(settings.catalogue(), found));
    Optional<Content> content =
        new ContentLoader(
                new ContentLoader.Surroundings(
                    signatures, people, given(), DESKS, settings.targets()),
                found)
            .load(files);
    return new CatalogueKeeper.Reading(files.version(), content, found.all());
  }

  /**
   * Opens the database and the doors, reads the catalogue behind them, and starts to work. A
   * request that comes before the catalogue is read is stored and acknowledged, and worked
   * afterwards: by this start, or, where the catalogue turns out to be broken, by the next one that
   * succeeds.
   *
   * @throws dev.deskhand.content.ContentException if anything is wrong with people or catalogue;
   *     the doors are closed again, and nothing was worked
   */
  static Deskhand open(
      Settings settings, Redactor secrets, Language language, InstantSource clock) {
    Doors.warmUp(settings, secrets);
    CompletableFuture<Stores> opening =
        CompletableFuture.supplyAsync(() -> stores(settings, secrets, clock), Installation::aside);
    Installation read = read(settings);
    Stores stores = join(opening);
    if (!read.problems.isEmpty()) {
      stores.close();
      throw new ContentException(read.problems());
    }
    return read.open(new Ground.Site(settings, secrets, clock), language, stores);
  }

  private Deskhand open(Ground.Site site, Language language, Stores stores) {
    Assembly assembly = new Assembly(site, language);
    Secrets secrets = site.secrets();
    InstantSource clock = site.clock();
    AccountLinks links = new AccountLinks(stores.journal(), clock);
    IdentityDirectory linked = new LinkedPeople(people.orElseThrow(), links);
    Aside aside = Aside.start(settings.doors(), secrets, clock);
    List<RoleSource> sources = new ArrayList<>();
    aside.groups().map(GroupsWorker::roles).ifPresent(sources::add);
    settings
        .doors()
        .oidc()
        .flatMap(Settings.Oidc::roles)
        .map(it -> new SignInRoles(new SignIns(stores.journal(), clock), linked, it, clock))
        .ifPresent(sources::add);
    IdentityDirectory holding = linked;
    for (RoleSource source : sources) {
      holding = new PeopleWithRoles(holding, source);
    }
    IdentityDirectory known =
        new StandIns(holding, new Delegations(stores.journal(), clock), clock);
    Front front = assembly.front(stores, known, aside);
    try {
      return assembly.open(front, known, new Assembly.Means(actions, contacts), this::reading);
    } catch (RuntimeException e) {
      front.close();
      throw e;
    }
  }

  private static void aside(Runnable task) {
    Thread.ofPlatform().daemon().name("store-opening").start(task);
  }

  /** Opens the database; one that turns out to be restored is frozen. */
  private static Stores stores(Settings settings, Secrets secrets, InstantSource clock) {
    Stores stores = Stores.open(database(settings, secrets), personalKeys(settings), clock);
    try {
      AuditKeeping.holdWhatWasRestored(settings, secrets, stores, clock);
      return stores;
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  /** The database of an installation. */
  static Database database(Settings settings, Secrets secrets) {
    return switch (settings.database()) {
      case Settings.DatabaseChoice.Sqlite _ ->
          new SqliteDatabase(settings.data().resolve("deskhand.db"));
      case Settings.DatabaseChoice.Postgresql postgresql ->
          new PostgresDatabase(
              postgresql.url(), postgresql.user(), secrets.resolve(postgresql.password()));
    };
  }

  /** The keys of persons, never in the database. */
  static Path personalKeys(Settings settings) {
    return settings.data().resolve("personal-keys.db");
  }

  private static Stores join(CompletableFuture<Stores> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Optional<People> readPeople() {
    String file = settings.people().toString();
    try {
      return PeopleReader.read(
          TenantId.DEFAULT, file, Files.readString(settings.people()), problems);
    } catch (IOException e) {
      problems.add(
          new SourcePosition(file, 1, 1),
          "the people file can't be read: write it, or name another one under 'people'");
      return Optional.empty();
    }
  }
}
