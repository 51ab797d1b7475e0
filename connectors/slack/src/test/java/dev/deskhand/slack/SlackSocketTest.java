package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.sandbox.http.WebSocketPeer;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackDelivery.Kind;
import dev.deskhand.sandbox.slack.SlackSockets;
import dev.deskhand.slack.SlackTown.Way;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of connections to Slack, and of what was under way on them. */
final class SlackSocketTest {
  private static final String OPEN = "apps.connections.open";

  private final SlackTown town = new SlackTown(Way.SOCKET);
  private final SlackSockets sockets = town.slack.sockets();

  @AfterEach
  void close() {
    assertThat(sockets.oddities()).isEmpty();
    town.close();
  }

  private void assertHeard(String text) {
    assertThat(town.sender.send(town.sender.command(ADA, text)).status()).isEqualTo(200);
  }

  @Test
  void when_slack_announces_an_end_the_next_connection_is_open_before_the_old_one_is_closed() {
    assertHeard("before");
    WebSocketPeer old = sockets.await();

    sockets.announceEnd("refresh_requested");
    WebSocketPeer next = sockets.await();
    assertHeard("after");

    assertThat(next).isNotSameAs(old);
    assertThat(town.reception.accepted()).hasSize(2);
    assertThat(town.slack.effects(OPEN)).isEqualTo(2);
  }

  private static void until(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
      Thread.onSpinWait();
    }
  }

  @Test
  void one_connection_more_than_slack_takes_waits_until_another_ends() {
    town.slack.limits().lift(); // all of them connect at one moment of a clock that stands still
    List<SlackSocket> others = Stream.generate(town::another).limit(SlackSockets.MOST - 1).toList();
    SlackSocket waiting = town.another();
    others.forEach(SlackSocket::start);
    until(() -> sockets.peers().size() == SlackSockets.MOST);
    List<WebSocketPeer> connected = sockets.peers();

    waiting.start();
    until(() -> town.slack.effects(OPEN) > SlackSockets.MOST);
    assertThat(sockets.peers()).isEqualTo(connected);
    assertHeard("while it waits");
    others.getFirst().close();
    until(() -> !connected.containsAll(sockets.peers()));

    assertThat(sockets.peers()).hasSize(SlackSockets.MOST);
    assertThat(town.slack.effects(OPEN)).as("addresses that it asked for").isLessThan(20);
    others.forEach(SlackSocket::close);
    waiting.close();
  }

  @Test
  void a_connection_that_is_lost_is_opened_again_and_nothing_is_heard_twice() {
    SlackDelivery mention = town.sender.mention(ADA, "once");
    assertThat(town.sender.send(mention).status()).isEqualTo(200);

    town.slack.failNext(OPEN, 503, 0);
    sockets.drop();

    assertThat(town.sender.sendTwice(mention)).allMatch(answer -> answer.status() == 200);
    assertThat(town.reception.accepted()).hasSize(1);
  }

  @Test
  void a_line_that_breaks_before_the_acknowledgement_is_noticed_and_the_same_is_heard_once() {
    SlackDelivery mention = town.sender.mention(ADA, "once");
    sockets.hangUpOnNext();

    assertThat(town.sender.send(mention).status()).isEqualTo(503);
    assertThat(town.sender.sendTwice(mention)).allMatch(answer -> answer.status() == 200);

    assertThat(town.reception.accepted()).hasSize(1);
    assertThat(town.slack.effects(OPEN)).isEqualTo(2);
  }

  @Test
  void what_was_not_stored_is_not_acknowledged_and_is_taken_when_it_comes_again() {
    SlackDelivery mention = town.sender.mention(ADA, "patience");
    town.reception.breakDown();
    assertThat(town.sender.send(mention).status()).isEqualTo(503);
    town.reception.recover();

    assertThat(town.sender.sendTwice(mention)).allMatch(answer -> answer.status() == 200);

    assertThat(town.reception.accepted()).hasSize(1);
    assertThat(town.slack.effects(OPEN)).isEqualTo(1);
  }

  @Test
  void a_line_that_fell_silent_is_given_up() {
    WebSocketPeer silent = sockets.await();

    sockets.fallSilent();
    assertHeard("still there");

    assertThat(town.slack.effects(OPEN)).isEqualTo(2);
    assertThat(silent.pings()).isPositive();
  }

  @Test
  void pings_are_answered() {
    WebSocketPeer peer = sockets.await();

    peer.ping();
    assertHeard("x");

    assertThat(peer.pongs()).isEqualTo(1);
  }

  @Test
  void a_refused_token_and_a_pause_that_is_asked_for_are_borne() {
    WebSocketPeer _ = sockets.await();
    town.slack.failNext(OPEN, 401, 0);
    town.slack.failNext(OPEN, 429, 1);
    sockets.drop();

    assertHeard("after the pause");
  }

  @Test
  void what_can_not_be_understood_is_acknowledged_and_does_no_harm() {
    for (String body :
        List.of(
            "{\"type\":\"event_callback\"}",
            "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_mention\",\"blocks\":7}}",
            "{\"type\":\"of_tomorrow\"}")) {
      assertThat(town.sender.send(new SlackDelivery(Kind.EVENT, body)).status()).isEqualTo(200);
    }
    sockets.await().send("nonsense");
    sockets.await().send("{\"type\":\"of_tomorrow\"}");
    assertHeard("x");

    assertThat(town.reception.accepted()).hasSize(1);
    assertThat(town.slack.effects(OPEN)).isEqualTo(1);
  }

  @Test
  void closing_hangs_up_without_waiting_for_the_next_pulse() {
    try (SlackTown calm = new SlackTown(Way.SOCKET, Duration.ofMinutes(1))) {
      SlackSockets of = calm.slack.sockets();
      assertThat(calm.sender.send(calm.sender.command(ADA, "before")).status()).isEqualTo(200);

      calm.hangUp();

      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!of.peers().isEmpty() && System.nanoTime() < end) {
        Thread.onSpinWait(); // the other side hears of it a moment later
      }
      assertThat(of.peers()).isEmpty();
    }
  }

  @Test
  void closing_hangs_up() {
    WebSocketPeer peer = sockets.await();

    town.close();

    assertThat(peer.pongs()).isZero();
    assertThat(sockets.peers()).isEmpty();
  }
}
