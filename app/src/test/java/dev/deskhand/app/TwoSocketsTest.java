package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.http.WebSocketPeer;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Deskhands over one PostgreSQL that share one app's connections of Socket Mode. */
final class TwoSocketsTest {
  private static final String TICKET = "Your ticket is";
  private static final String QUESTION = "What does the VPN client show";
  private static final String FAILED = "It says \"Authentication failed\"";
  private static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "D0ADA");

  @TempDir private static Path data;
  private static EmbeddedPostgres server;
  private static SlackSimulator slack;
  private static SlackSender sender;
  private static House one;
  private static House other;

  @BeforeAll
  static void open() throws IOException {
    server = EmbeddedPostgres.builder().start();
    slack = SlackSimulator.start(0, InstantSource.system());
    slack.app().install(PeopleInSlack.manifest());
    sender = slack.socketSender();
    House.write(data, "database-password", "not looked at");
    House.write(data, "bot-token", slack.botToken());
    House.write(data, "app-token", slack.appToken());
    one = replica();
    other = replica();
  }

  private static House replica() {
    return House.open(
        data,
        new Doors(
            Optional.of(
                new Settings.Slack(
                    Map.of(SlackSimulator.TEAM, "file:bot-token"),
                    new Settings.SlackIntake.Socket("file:app-token"),
                    URI.create(slack.methodsUrl()),
                    "/desk")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Map.of("ada", "slack:" + SlackSimulator.TEAM + ":U0ADA"),
        new DatabaseChoice.Postgresql(
            "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
            "postgres",
            "file:database-password"));
  }

  @AfterAll
  static void close() throws IOException {
    one.close();
    other.close();
    sender.close();
    slack.close();
    server.close();
  }

  @BeforeEach
  void both_are_connected() {
    Await.until("both are connected", () -> slack.sockets().peers().size() == 2);
  }

  private static long said(String words) {
    return slack.messages().stream().filter(it -> it.says(words)).count();
  }

  /** What is asked last is answered last: whatever was doubled stands there by then. */
  private static void calm() {
    for (int each = 0; each < 2; each++) {
      long before = slack.messages().size();
      assertThat(sender.send(sender.command(ADA, "frozen")).status()).isEqualTo(200);
      Await.until("it is answered", () -> slack.messages().size() > before);
    }
  }

  /** Each of the two hears it. */
  private static void toBoth(SlackDelivery delivery) {
    int before = slack.sockets().ways().size();

    assertThat(sender.sendTwice(delivery)).extracting(AppAnswer::status).containsOnly(200);

    List<WebSocketPeer> ways = slack.sockets().ways();
    assertThat(ways.subList(before, ways.size())).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void what_the_other_hears_again_is_done_once_and_nothing_is_lost() {
    long before = said(TICKET);

    for (int many = 0; many < 4; many++) {
      toBoth(sender.command(ADA, "open-ticket The beamer is dark " + many));
      toBoth(sender.directMessage(ADA, "open-ticket The chair squeaks " + many));
    }

    Await.until("each has its ticket", () -> said(TICKET) - before >= 8);
    calm();
    assertThat(said(TICKET) - before).isEqualTo(8);
    assertThat(slack.sockets().oddities()).isEmpty();
  }

  @Test
  void a_line_that_breaks_under_one_leaves_the_same_to_the_other() {
    long before = said(TICKET);
    SlackDelivery asked = sender.directMessage(ADA, "open-ticket The lamp flickers");
    slack.sockets().hangUpOnNext();

    assertThat(sender.send(asked).status()).isEqualTo(503);
    assertThat(sender.send(asked).status()).isEqualTo(200);

    Await.until("it has its ticket", () -> said(TICKET) - before >= 1);
    calm();
    assertThat(said(TICKET) - before).isEqualTo(1);
  }

  @Test
  void a_question_is_asked_once_and_a_press_that_both_hear_counts_once() {
    toBoth(sender.directMessage(ADA, "VPN says authentication failed"));
    SlackMessage question =
        Await.some(
            "the question",
            () -> slack.messages().stream().filter(it -> it.says(QUESTION)).findFirst());
    toBoth(
        sender.click(
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
    calm();
    assertThat(said(QUESTION)).isEqualTo(1);
    assertThat(said("answered already")).isZero();
  }
}
