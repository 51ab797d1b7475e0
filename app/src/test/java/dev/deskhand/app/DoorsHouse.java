package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.teams.Cloud;
import dev.deskhand.teams.MicrosoftCards;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A house with all its doors: Slack over HTTP or over a connection, Teams, the chat page and the
 * built-in desk.
 */
final class DoorsHouse implements AutoCloseable {
  /** Those who may approve what support asks for, each at one door only. */
  static final int APPROVERS = 5;

  /** Those of support who are at one door only. */
  static final String TEAMS_HELPER = "tess";

  static final String CHAT_HELPER = "wim";

  /** The one of support who is in another workspace, and in no other place. */
  static final String NEIGHBOUR = "nina";

  /** That workspace. */
  static final String SECOND = "T0SECOND";

  /** The name of zoe. */
  static final String HOSTILE_NAME =
      "<!channel> <at>Bob</at> [x](https://evil.example) <b>b</b> \u202E\u0007 "
          + "n".repeat(100_000);

  private static final String SECRET = "a practice secret of this test";

  private static final String AGREE =
      """
      runbook: agree
      title: Agree to a note
      risk: low
      inputs:
        note: { type: string, question: Which note? }
      steps:
        - { id: then, title: A moment, wait: { for: 1s } }
      tell: { succeeded: The note is agreed to., failed: It was not done. }
      """;

  private static final String WORDY =
      """
      runbook: wordy
      title: Say very much
      risk: low
      steps:
        - id: say
          title: Ask for a lot
          action: sql.query
          target: company-database
          with:
            statement: >-
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
              SELECT i, 'line ' || i AS line FROM n
      tell: { succeeded: All of it is said., failed: It was not said. }
      """;

  private static final String PAINT =
      """
      runbook: paint
      title: Paint a wall
      risk: low
      inputs:
        colour: { type: choice, values: [scarlet, emerald], question: Which colour? }
        size: { type: choice, values: [small, large], question: Which size? }
      steps:
        - { id: first, title: A moment, wait: { for: 1s } }
      tell: { succeeded: The wall is painted., failed: It was not done. }
      """;

  private static final String POLICY =
      """
      @id("doors-wait") @reason("IT support may wait.") @authority("automatic")
      permit (
        principal in Role::"it-support",
        action in [Action::"see", Action::"start"],
        resource
      ) when { resource in [
        Runbook::"paced", Runbook::"long", Runbook::"wordy", Runbook::"paint", Runbook::"survey"
      ] };

      @id("doors-ask") @reason("What says much asks a database.") @authority("automatic")
      permit (principal in Role::"it-support", action == Action::"perform", resource is Target)
      when { context has runbook && context.runbook == "wordy" };

      @id("doors-agree-is-known") @reason("IT support knows it.") @authority("automatic")
      permit (principal in Role::"it-support", action == Action::"see", resource == Runbook::"agree");

      @id("doors-agree") @reason("A note takes a yes.")
      @authority("approval") @approver("sre") @approvals("1") @valid("PT4H")
      permit (
        principal in Role::"it-support",
        action == Action::"start",
        resource == Runbook::"agree"
      );
      """;

  final SlackSimulator slack;
  final TeamsSimulator teams;
  final House house;
  final PeopleInSlack slackDoor;
  final SlackSimulator second;
  final PeopleInSlack secondDoor;
  final PeopleInTeams teamsDoor;
  final PeopleOnChatPage chat;
  final PeopleAtDesk desk;
  final PlainBrowsers browsers;
  private final SlackSender slackSender;
  private final SlackSender secondSender;
  private final TeamsSender teamsSender;

  /** How Slack reaches it. */
  enum Way {
    HTTP,
    SOCKET
  }

  DoorsHouse(Path data, Way way, InstantSource clock) {
    slack = SlackSimulator.start(0, clock);
    slack.app().install(PeopleInSlack.manifest());
    teams = TeamsSimulator.start(0, clock);
    people().forEach(it -> slack.addUser(PeopleInSlack.user(it), it));
    second = slack.neighbour(SECOND);
    second.app().install(PeopleInSlack.manifest());
    second.addUser(PeopleInSlack.user(NEIGHBOUR), NEIGHBOUR);
    House.write(data, "signing-secret", SECRET);
    House.write(data, "bot-token", slack.botToken());
    House.write(data, "second-token", second.botToken());
    House.write(data, "app-token", slack.appToken());
    House.write(data, "password", teams.password());
    house = House.openOn(data, doors(way), peopleFile(), catalogue(data), clock);
    slackSender = sender(slack, way);
    secondSender = sender(second, way);
    teamsSender = teams.sender(house.at("/teams/messages"));
    slackDoor = new PeopleInSlack(slack, slackSender);
    secondDoor = new PeopleInSlack(second, secondSender, SECOND);
    teamsDoor = new PeopleInTeams(teams, teamsSender);
    chat = new PeopleOnChatPage(house.deskhand());
    desk = new PeopleAtDesk(house.deskhand());
    browsers = new PlainBrowsers(house.deskhand());
  }

  private Doors doors(Way way) {
    Settings.Slack slackDoors =
        new Settings.Slack(
            Map.of(SlackSimulator.TEAM, "file:bot-token", SECOND, "file:second-token"),
            way == Way.HTTP
                ? new Settings.SlackIntake.Signed("file:signing-secret")
                : new Settings.SlackIntake.Socket("file:app-token"),
            URI.create(slack.methodsUrl()),
            "/desk");
    Settings.Teams teamsDoors =
        new Settings.Teams(
            List.of(TeamsSimulator.TENANT),
            Optional.of(
                new Settings.TeamsApp(
                    TeamsSimulator.APP,
                    "file:password",
                    Cloud.PUBLIC,
                    teams.login(),
                    teams.openId())),
            List.of(teams.service()));
    return new Doors(
        Optional.of(slackDoors),
        Optional.of(teamsDoors),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private SlackSender sender(SlackSimulator of, Way way) {
    return way == Way.HTTP ? overHttp(of) : of.socketSender();
  }

  /** People of a workspace that the app should not be in. */
  PeopleInSlack foreigners(SlackSimulator foreign, String team, Way way) {
    return new PeopleInSlack(foreign, sender(foreign, way), team);
  }

  private SlackSender overHttp(SlackSimulator of) {
    return of.sender(
        new SigningSecret(SECRET),
        new SlackEndpoints(
            house.at("/slack/events"),
            house.at("/slack/commands"),
            house.at("/slack/interactivity")));
  }

  private static Path catalogue(Path data) {
    Path folder = data.resolve("doors");
    House.write(folder, "paced.runbook.yaml", runbook("paced", "Take your time", "6s"));
    House.write(folder, "long.runbook.yaml", runbook("long", "Take very long", "1h"));
    House.write(folder, "agree.runbook.yaml", AGREE);
    House.write(folder, "wordy.runbook.yaml", WORDY);
    House.write(folder, "paint.runbook.yaml", PAINT);
    House.write(folder, "survey.runbook.yaml", survey());
    House.write(folder, "doors.cedar", POLICY);
    draw(folder.resolve("wifi-menu.png"));
    return folder;
  }

  /** Takes the shipped picture's place; it is small enough for a card. */
  private static void draw(Path file) {
    BufferedImage sketch = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    try {
      if (!ImageIO.write(sketch, "png", file.toFile())) {
        throw new AssertionError("this Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String runbook(String name, String title, String first) {
    return """
    runbook: %s
    title: %s
    risk: low
    steps:
      - { id: first, title: A while, wait: { for: %s } }
      - { id: then, title: And a little more, wait: { for: 1s } }
    tell: { succeeded: %s is over., failed: It was not done. }
    """
        .formatted(name, title, first, title);
  }

  /** What it asks in a form of several pages; the number of the question is the right answer. */
  static Map<String, String> surveyed() {
    return IntStream.range(0, 120)
        .boxed()
        .collect(Collectors.toMap("Which is number %d?"::formatted, String::valueOf));
  }

  private static String survey() {
    String fields =
        surveyed().entrySet().stream()
            .map(
                it ->
                    "n%s: { type: integer, question: \"%s\" }"
                        .formatted(it.getValue(), it.getKey()))
            .collect(Collectors.joining("\n"));
    return """
    runbook: survey
    title: Ask very much
    risk: low
    steps:
      - id: all
        title: Ask for all of it
        ask:
          within: 2h
          form:
    %s
      - id: see
        title: See that all of it is known
        when: steps.all.n0 == "0" && steps.all.n119 == "119"
        finish: succeeded
        because: All of it is known.
      - id: done
        title: Give up
        finish: failed
        because: Not all of it is known.
    tell: { succeeded: All of it is answered., failed: It was not answered. }
    """
        .formatted(fields.indent(10).stripTrailing());
  }

  /** Everybody that tests act as. */
  static List<String> people() {
    Stream<String> approvers =
        Stream.of("slack", "teams", "chat").flatMap(it -> approvers(it).stream());
    return Stream.concat(
            Stream.of("ada", "elena", "mia", "tara", "zoe", TEAMS_HELPER, CHAT_HELPER), approvers)
        .toList();
  }

  /** Those of a door. */
  static List<String> approvers(String door) {
    return IntStream.rangeClosed(1, APPROVERS).mapToObj(it -> door + it).toList();
  }

  private static String peopleFile() {
    List<String> lines = new ArrayList<>(List.of("people:"));
    lines.add(person("ada", "staff", everywhere("ada")));
    lines.add(person("elena", "staff, it-support", everywhere("elena")));
    lines.add(person("mia", "staff", everywhere("mia")));
    lines.add(person("tara", "staff, it-support", everywhere("tara")));
    lines.add(person("zoe", "staff", everywhere("zoe")));
    lines.add(
        person(
            NEIGHBOUR,
            "staff, it-support",
            "slack:" + SECOND + ":" + PeopleInSlack.user(NEIGHBOUR)));
    lines.add(person(TEAMS_HELPER, "staff, it-support", PeopleInTeams.account(TEAMS_HELPER)));
    lines.add(person(CHAT_HELPER, "staff, it-support", "web:local:" + CHAT_HELPER));
    approvers("slack")
        .forEach(it -> lines.add(person(it, "staff, sre", PeopleInSlack.account(it))));
    approvers("teams")
        .forEach(it -> lines.add(person(it, "staff, sre", PeopleInTeams.account(it))));
    approvers("chat").forEach(it -> lines.add(person(it, "staff, sre", "web:local:" + it)));
    lines.add("services:");
    lines.add("  desk-triggers: { name: Triggers, owner: elena, roles: [ticket-triggers] }");
    return String.join("\n", lines) + "\n";
  }

  private static String everywhere(String person) {
    return String.join(
        "\", \"",
        PeopleInSlack.account(person),
        PeopleInTeams.account(person),
        "web:local:" + person);
  }

  private static String person(String id, String roles, String accounts) {
    String name =
        id.equals("zoe") ? HOSTILE_NAME.replace("\u202E", "\\u202E").replace("\u0007", "\\a") : id;
    return "  %s:\n    name: \"%s\"\n    roles: [%s]\n    accounts: [\"%s\"]"
        .formatted(id, name, roles, accounts);
  }

  @Override
  public void close() {
    browsers.close();
    chat.close();
    desk.close();
    slackSender.close();
    secondSender.close();
    teamsSender.close();
    house.close();
    slack.close();
    teams.close();
    assertThat(slack.limits().impatient() + second.limits().impatient())
        .as("too soon in Slack")
        .isZero();
    assertThat(teams.limits().impatient()).as("too soon in Teams").isZero();
    if (MicrosoftCards.areHere()) {
      assertThat(MicrosoftCards.complaints(teams.shown())).isEmpty();
    }
  }
}
