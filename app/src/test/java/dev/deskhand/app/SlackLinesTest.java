package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Delivery;
import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lines between Slack and the whole of Deskhand may do to it. */
final class SlackLinesTest {
  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*(builtin-\\d+)");
  private static final String POST = "chat.postMessage";
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 10;

  @TempDir private Path data;

  @Test
  void a_connection_that_breaks_loses_nothing_and_doubles_nothing() {
    try (DoorsHouse doors = new DoorsHouse(data, DoorsHouse.Way.SOCKET, InstantSource.system())) {
      long before = doors.house.requests();
      List<Runnable> troubles =
          List.of(
              () -> doors.slack.sockets().hangUpOnNext(),
              () -> doors.slack.sockets().announceEnd("warning"),
              () -> doors.slack.sockets().drop(),
              () -> doors.slack.sockets().announceEnd("refresh_requested"));

      for (Runnable trouble : troubles) {
        Delivery asked = doors.slackDoor.command("mia", "open-ticket The chair squeaks");
        trouble.run();
        boolean taken = asked.send();
        for (int more = 0; !taken && more < MOST_TRIES; more++) {
          taken = asked.again();
        }
        assertThat(taken).isTrue();
        assertThat(asked.again()).isTrue();
      }

      Await.until("each has its ticket", () -> tickets(doors).size() >= troubles.size());
      assertThat(tickets(doors)).doesNotHaveDuplicates().hasSize(troubles.size());
      assertThat(doors.house.requests() - before).isEqualTo(2L * troubles.size());
      assertThat(doors.slack.sockets().oddities()).isEmpty();
    }
  }

  private static List<String> tickets(DoorsHouse doors) {
    return doors.slackDoor.shown("mia").stream()
        .map(Shown::text)
        .map(TICKET::matcher)
        .filter(Matcher::find)
        .map(it -> it.group(1))
        .toList();
  }

  @Test
  void limits_are_obeyed_by_method_and_channel_and_nothing_is_lost() {
    try (DoorsHouse doors = new DoorsHouse(data, DoorsHouse.Way.HTTP, InstantSource.system())) {
      SlackSeat ada = SlackSimulator.seat("U0ADA", "C0HELP");
      doors.slack.limit(POST, PAUSE);

      mention(doors, ada);
      mention(doors, ada);
      Await.until("Slack asks for a pause", () -> doors.slack.limits().refusals() == 1);
      long asked = System.nanoTime();
      Await.until(
          "what was on its way has arrived",
          () -> System.nanoTime() - asked > PAUSE.dividedBy(3).toNanos());
      mention(doors, ada);
      assertThat(doors.slackDoor.command("elena", "frozen").send()).isTrue();

      Await.until("elena is answered", () -> !doors.slackDoor.shown("elena").isEmpty());
      assertThat(in(doors, "C0HELP")).as("another channel waits for nobody").hasSize(1);
      Await.until(
          "everybody is answered", Duration.ofMinutes(1), () -> in(doors, "C0HELP").size() == 3);
      assertThat(in(doors, "C0HELP").stream().map(it -> it.threadTs().orElseThrow()))
          .doesNotHaveDuplicates();
      assertThat(doors.slack.limits().impatient()).isZero();
    }
  }

  /** In a thread of its own, so that none waits for another's answer. */
  private static void mention(DoorsHouse doors, SlackSeat seat) {
    SlackMessage said = doors.slack.say(seat, "Something is wrong here");
    assertThat(doors.slackDoor.mention(seat, said.ts(), "frozen")).isTrue();
  }

  private static List<SlackMessage> in(DoorsHouse doors, String channel) {
    return Stream.of(doors.slack.messages())
        .flatMap(List::stream)
        .filter(it -> it.channel().equals(channel))
        .toList();
  }
}
