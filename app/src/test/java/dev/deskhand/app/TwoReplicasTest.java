package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.slack.SignedDelivery;
import dev.deskhand.sandbox.slack.Signing;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.Cloud;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two Deskhands over one PostgreSQL, behind one Slack and one Teams. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoReplicasTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String SECRET = "a practice secret of this test";
  private static final String QUESTION = "What does the VPN client show";
  private static final String FAILED = "It says \"Authentication failed\"";
  private static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "D0ADA");
  private static final TeamsSeat BOB = TeamsSimulator.personal(TeamsSimulator.BOB);

  @TempDir private static Path data;
  private static EmbeddedPostgres server;
  private static SlackSimulator slack;
  private static TeamsSimulator teams;
  private static Replica one;
  private static Replica other;

  /** One of the two, and who delivers to it. */
  private record Replica(House house, SlackSender slack, TeamsSender teams)
      implements AutoCloseable {
    static Replica open() {
      House house =
          House.open(
              data,
              doors(),
              Map.of(
                  "ada", "slack:" + SlackSimulator.TEAM + ":U0ADA",
                  "bob", "teams:" + TeamsSimulator.TENANT + ":" + TeamsSimulator.BOB),
              new DatabaseChoice.Postgresql(
                  "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                  "postgres",
                  "file:database-password"));
      return new Replica(
          house,
          TwoReplicasTest.slack.sender(
              new SigningSecret(SECRET),
              new SlackEndpoints(
                  house.at("/slack/events"),
                  house.at("/slack/commands"),
                  house.at("/slack/interactivity"))),
          TwoReplicasTest.teams.sender(house.at("/teams/messages")));
    }

    @Override
    public void close() {
      slack.close();
      teams.close();
      house.close();
    }
  }

  @BeforeAll
  static void open() throws IOException {
    server = EmbeddedPostgres.builder().start();
    slack = SlackSimulator.start(0, InstantSource.system());
    slack.app().install(PeopleInSlack.manifest());
    teams = TeamsSimulator.start(0, InstantSource.system());
    House.write(data, "database-password", "not looked at");
    House.write(data, "signing-secret", SECRET);
    House.write(data, "bot-token", slack.botToken());
    House.write(data, "password", teams.password());
    one = Replica.open();
    other = Replica.open();
  }

  @AfterAll
  static void close() throws IOException {
    other.close();
    slack.close();
    teams.close();
    server.close();
  }

  private static Doors doors() {
    return new Doors(
        Optional.of(
            new Settings.Slack(
                Map.of(SlackSimulator.TEAM, "file:bot-token"),
                new Settings.SlackIntake.Signed("file:signing-secret"),
                URI.create(slack.methodsUrl()),
                "/desk")),
        Optional.of(
            new Settings.Teams(
                List.of(TeamsSimulator.TENANT),
                Optional.of(
                    new Settings.TeamsApp(
                        TeamsSimulator.APP,
                        "file:password",
                        Cloud.PUBLIC,
                        teams.login(),
                        teams.openId())),
                List.of(teams.service()))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same request comes to both, at the same moment. */
  private static void toBoth(SlackDelivery delivery) throws Exception {
    SignedDelivery signed = one.slack().sign(delivery, Signing.VALID);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          Stream.of(one, other)
              .map(it -> both.submit(() -> it.slack().send(signed).status()))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
  }

  private static void toBoth(String activity) throws Exception {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          Stream.of(one, other)
              .map(it -> both.submit(() -> it.teams().send(activity).status()))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
  }

  /** How many came in, of those that people made. */
  private static long requests() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet counted =
            statement.executeQuery(
                "SELECT count(*) FROM inbox WHERE source LIKE 'slack/%' OR source LIKE"
                    + " 'teams/%'")) {
      assertThat(counted.next()).isTrue();
      return counted.getLong(1);
    }
  }

  private static SlackMessage saysInSlack(String words) {
    return slack.awaitMessage(it -> it.says(words), PATIENCE);
  }

  private static TeamsMessage saysInTeams(String words) {
    return teams.awaitMessage(it -> it.says(words), PATIENCE);
  }

  private static long inSlack(String words) {
    return slack.messages().stream().filter(it -> it.says(words)).count();
  }

  private static long inTeams(String words) {
    return teams.messages().stream().filter(it -> it.says(words)).count();
  }

  @Test
  @Order(1)
  void what_is_delivered_to_both_is_done_once() throws Exception {
    long before = requests();

    toBoth(one.slack().command(ADA, "open-ticket The beamer is dark"));
    toBoth(one.teams().message(BOB, "open-ticket The chair squeaks"));

    saysInSlack("Your ticket is");
    saysInTeams("Your ticket is");
    assertThat(requests() - before).isEqualTo(2);
    both_are_calm();
    assertThat(inSlack("Your ticket is")).isEqualTo(1);
    assertThat(inTeams("Your ticket is")).isEqualTo(1);
  }

  /** What is asked last is answered last: whatever was doubled stands there by then. */
  private static void both_are_calm() {
    for (Replica each : List.of(one, other)) {
      String asked = "frozen";
      long inSlack = slack.messages().size();
      long inTeams = teams.messages().size();
      assertThat(each.slack().send(each.slack().command(ADA, asked)).status()).isEqualTo(200);
      assertThat(each.teams().send(each.teams().message(BOB, asked)).status()).isEqualTo(200);
      Await.until(
          "both are answered",
          () -> slack.messages().size() > inSlack && teams.messages().size() > inTeams);
    }
  }

  @Test
  @Order(2)
  void a_question_is_asked_once_and_a_press_that_both_hear_counts_once() throws Exception {
    toBoth(one.slack().directMessage(ADA, "VPN says authentication failed"));
    SlackMessage question = saysInSlack(QUESTION);
    toBoth(
        other
            .slack()
            .click(
                ADA,
                question,
                question.buttons().stream()
                    .filter(it -> it.label().equals(FAILED))
                    .findFirst()
                    .orElseThrow()));

    Await.until(
        "the question is over",
        () ->
            slack.messages().stream()
                .filter(it -> it.ts().equals(question.ts()))
                .allMatch(it -> it.buttons().isEmpty()));
    both_are_calm();
    assertThat(inSlack(QUESTION)).isEqualTo(1);
    assertThat(inSlack("answered already")).isZero();
  }

  @Test
  @Order(3)
  void when_one_ends_the_other_answers_alone() {
    one.close();

    assertThat(other.slack().send(other.slack().command(ADA, "open-ticket Alone")).status())
        .isEqualTo(200);
    assertThat(other.teams().send(other.teams().message(BOB, "open-ticket Alone")).status())
        .isEqualTo(200);

    Await.until("both have theirs", PATIENCE, () -> inSlack("Your ticket is") == 2);
    Await.until("both have theirs", PATIENCE, () -> inTeams("Your ticket is") == 2);
  }
}
