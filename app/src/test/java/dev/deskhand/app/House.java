package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.app.console.Server;
import dev.deskhand.app.story.Story;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.app.story.StoryReader;
import dev.deskhand.app.story.World;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The whole of Deskhand over a practice company, in this process, with the doors that a test wants.
 */
final class House implements AutoCloseable {
  private static final Map<String, String> ROLES =
      Map.of(
          "ada", "staff",
          "bob", "staff",
          "elena", "staff, it-support",
          "grace", "staff, sre, approver",
          "sam", "staff, security, break-glass");

  /** Tests ask again and again until something holds; what limits do is shown elsewhere. */
  private static final Allowances PLENTY =
      new Allowances(
          new Rate(100_000, Duration.ofMinutes(1)),
          new Rate(100_000, Duration.ofHours(1)),
          new Rate(100_000, Duration.ofMinutes(1)),
          Optional.empty());

  private final Sandbox sandbox;
  private final Path data;
  private final Deskhand deskhand;
  private final StoryPlayer player;

  private House(Sandbox sandbox, Path data, Deskhand deskhand, World world) {
    this.sandbox = sandbox;
    this.data = data;
    this.deskhand = deskhand;
    this.player =
        new StoryPlayer(
            deskhand.address(),
            person -> deskhand.loginLink(new PersonId(person)),
            world,
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /**
   * Builds and opens one.
   *
   * @param data where it stores things; secrets are files in it
   * @param accounts those that people have besides the one at the chat page, by person
   */
  static House open(Path data, Doors doors, Map<String, String> accounts) {
    return open(data, doors, accounts, new DatabaseChoice.Sqlite());
  }

  /** One with the limits of whoever configures none. */
  static House openWithUsualLimits(Path data, Doors doors) {
    return open(
        data,
        _ -> doors,
        people(Map.of()),
        new DatabaseChoice.Sqlite(),
        new Ground(
            Shipped.catalogue(), Allowances.DEFAULT, InstantSource.system(), Outside.PRACTICE));
  }

  /** One whose targets are others, of which stories ask elsewhere. */
  static House openElsewhere(
      Path data, UnaryOperator<List<Target>> targets, UnaryOperator<World> world) {
    return open(
        data,
        _ -> Doors.NONE,
        people(Map.of()),
        new DatabaseChoice.Sqlite(),
        new Ground(
            Shipped.catalogue(), PLENTY, InstantSource.system(), new Outside(targets, world)));
  }

  /** One with people of its own, files over the shipped ones, and a clock that may be moved. */
  static House openOn(Path data, Doors doors, String people, Path catalogue, InstantSource clock) {
    Path offers = data.resolve("offers");
    OfferAdoption.adopt(
        Shipped.catalogue(), offers, new PersonId("elena"), LocalDate.of(2030, 12, 31));
    List<Path> folders =
        Stream.concat(Shipped.catalogue().stream(), Stream.of(offers, catalogue)).toList();
    return open(
        data,
        _ -> doors,
        people,
        new DatabaseChoice.Sqlite(),
        new Ground(folders, PLENTY, clock, Outside.PRACTICE));
  }

  static House open(Path data, Doors doors, Map<String, String> accounts, DatabaseChoice database) {
    return open(data, _ -> doors, people(accounts), database, Shipped.catalogue());
  }

  /** One in which groups of its directory give roles. */
  static House openWithGroups(Path data, Duration keep, Map<String, Set<Role>> roles) {
    return open(
        data,
        targets ->
            new Doors(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                targets.stream()
                    .filter(target -> target.name().equals("company-directory"))
                    .findFirst()
                    .map(target -> new Settings.Groups(target, keep, roles))),
        people(Map.of()),
        new DatabaseChoice.Sqlite(),
        Shipped.catalogue());
  }

  /** One in which elena answers for all offers that are shipped. */
  static House openWithOffers(Path data, Doors doors, Map<String, String> accounts) {
    Path offers = data.resolve("offers");
    OfferAdoption.adopt(
        Shipped.catalogue(), offers, new PersonId("elena"), LocalDate.of(2030, 12, 31));
    return open(
        data,
        _ -> doors,
        people(accounts),
        new DatabaseChoice.Sqlite(),
        Stream.concat(Shipped.catalogue().stream(), Stream.of(offers)).toList());
  }

  /** One with a catalogue of its own over the shipped one. */
  static House openWith(Path catalogue, Path data, Doors doors) {
    return open(
        data,
        _ -> doors,
        people(Map.of()),
        new DatabaseChoice.Sqlite(),
        Stream.concat(Shipped.catalogue().stream(), Stream.of(catalogue)).toList());
  }

  private static House open(
      Path data,
      Function<List<Target>, Doors> doors,
      String people,
      DatabaseChoice database,
      List<Path> catalogue) {
    return open(
        data,
        doors,
        people,
        database,
        new Ground(catalogue, PLENTY, InstantSource.system(), Outside.PRACTICE));
  }

  /** What else a house stands on. */
  private record Ground(
      List<Path> catalogue, Allowances allowances, InstantSource clock, Outside outside) {}

  /** What takes the place of the practice company. */
  private record Outside(UnaryOperator<List<Target>> targets, UnaryOperator<World> world) {
    static final Outside PRACTICE = new Outside(targets -> targets, world -> world);
  }

  private static House open(
      Path data,
      Function<List<Target>, Doors> doors,
      String people,
      DatabaseChoice database,
      Ground ground) {
    Sandbox sandbox = Sandbox.start();
    try {
      List<Target> targets = ground.outside().targets().apply(DemoTargets.of(sandbox));
      Settings settings =
          new Settings(
              new Listen("127.0.0.1", 0, ground.allowances()),
              URI.create("http://127.0.0.1:0"),
              Shipped.lendModels(data),
              Settings.Keeping.in(database),
              new Settings.Offered(ground.catalogue()),
              write(data, "people.yaml", people),
              doors.apply(targets),
              new Settings.Described(targets));
      return new House(
          sandbox,
          data,
          Installation.open(
              settings, DemoTargets.secrets(sandbox, data), Language.of(settings), ground.clock()),
          ground.outside().world().apply(new SandboxWorld(sandbox)));
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /** Writes a file into a folder, which is made; returns its path. */
  static Path write(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name + " failed", e);
    }
  }

  /** The people file: everybody has the chat page, and what accounts are given. */
  static String people(Map<String, String> accounts) {
    StringBuilder text = new StringBuilder("people:\n");
    ROLES.forEach(
        (id, roles) ->
            text.append("  %s:\n    name: %s\n".formatted(id, id))
                .append("    roles: [%s]\n".formatted(roles))
                .append("    accounts: [\"web:local:%s\"".formatted(id))
                .append(accounts.containsKey(id) ? ", \"" + accounts.get(id) + "\"" : "")
                .append("]\n"));
    return text.append(
            """
            services:
              desk-triggers:
                name: Ticket triggers
                owner: elena
                roles: [ticket-triggers]
            """)
        .toString();
  }

  /** A code that makes whoever enters it this person, as the command line prints it. */
  String linkCode(String person) {
    try (Server server =
        new Server(
            deskhand.address(),
            new ConsoleTokens(LoginKey.in(data), InstantSource.system()),
            new PersonId(person))) {
      return server.linkCode().path("code").asText();
    }
  }

  /** What the policies would say to somebody who wants a service restarted. */
  String plan(String person) {
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(data), InstantSource.system());
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(at("/api/v1/plans"))
                  .header("Authorization", tokens.header(TenantId.DEFAULT, new PersonId(person)))
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"id": "1", "runbook": "restart-service",
                           "inputs": {"host": "vpn-gw-1", "service": "vpn-gateway"}}
                          """))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError("the server went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Plays lines of a story at the chat page; see docs/story-format.md. */
  void play(String lines) {
    player.play(story(lines), "elena");
  }

  /** Plays a story of the catalogue. */
  void playFile(Path file) {
    try {
      player.play(read(Files.readString(file)), "elena");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Story story(String lines) {
    return read("story: test\ntitle: A test\nlines:\n" + lines.indent(2));
  }

  private static Story read(String text) {
    Problems problems = new Problems();
    var story = StoryReader.read("test.story.yaml", text, problems);
    problems.throwIfAny();
    return story.orElseThrow();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Deskhand deskhand() {
    return deskhand;
  }

  URI at(String path) {
    return deskhand.address().resolve(path);
  }

  /** How many requests were ever stored. */
  long requests() {
    return count("SELECT count(*) FROM inbox");
  }

  /** How much was ever stored: requests, events, audit entries, and deliveries. */
  long records() {
    return Stream.of("inbox", "event", "audit", "outbox")
        .mapToLong(table -> count("SELECT count(*) FROM " + table))
        .sum();
  }

  private long count(String query) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("deskhand.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  @Override
  public void close() {
    player.close();
    deskhand.close();
    sandbox.close();
    Shipped.keepModels(data);
  }
}
