package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.slack.SlackSimulator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Slack shows a channel nothing of a command or press: whoever made it reads one line there, the
 * answer or where it is.
 */
final class SlackCommandsTest {
  private static final String CHANNEL = "C0HELP";
  private static final String OFFER = "🔄 Restart a service";
  private static final String NO_RUN = "r-00000000000000000000";
  private static final List<String> PEOPLE = List.of("ada", "elena", "mia", "tara", "zoe");

  @TempDir private static Path data;
  private static DoorsHouse doors;

  @BeforeAll
  static void open() {
    doors = new DoorsHouse(data, DoorsHouse.Way.HTTP, InstantSource.system());
    doors.slack.addUser("U0MALLORY", "mallory");
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static long lines(String person) {
    String user = PeopleInSlack.user(person);
    return doors.slack.messages().stream()
        .filter(it -> it.channel().equals(CHANNEL) && it.onlyFor().filter(user::equals).isPresent())
        .count();
  }

  private static void hasOneLine(String person, String words) {
    long before = lines(person);
    assertThat(
            doors.slackDoor.command(
                SlackSimulator.seat(PeopleInSlack.user(person), CHANNEL), words))
        .isTrue();
    Await.until(
        person + " reads a line in the channel for: " + words, () -> lines(person) > before);
    assertThat(lines(person)).as(words).isEqualTo(before + 1);
  }

  @Test
  void each_command_that_is_typed_in_a_channel_has_one_line_there() {
    List<String> commands =
        List.of(
            "help",
            "run unlock-account account=ada",
            "run unlock-account",
            "never mind",
            "run nosuch",
            "run unlock-account acount=ada",
            "run",
            "run agree note=x",
            "runs",
            "my",
            "show " + NO_RUN,
            "cancel " + NO_RUN,
            "pause " + NO_RUN,
            "resume " + NO_RUN,
            "approve " + NO_RUN,
            "decline " + NO_RUN + " why",
            "request-changes " + NO_RUN + " what",
            "resolve " + NO_RUN + " step done",
            "answer " + NO_RUN + " step a=b",
            "freeze everything because of this",
            "unfreeze everything because of that",
            "frozen",
            "catalogue",
            "pin-offer nosuch",
            "link",
            "accounts",
            "unlink web:local:nobody",
            "delegate sre to tara until tomorrow",
            "undelegate nosuch",
            "delegations",
            "break-glass unlock-account account=ada it is an emergency",
            "reviews",
            "review " + NO_RUN + " all is well",
            "tokens",
            "revoke-token nosuch",
            "open-ticket The chair squeaks",
            "take builtin-1 VPN says authentication failed",
            "ask nobody",
            "VPN says authentication failed",
            "gibberish");

    for (int i = 0; i < commands.size(); i++) {
      hasOneLine(PEOPLE.get(i % PEOPLE.size()), commands.get(i));
    }
    PEOPLE.forEach(person -> hasOneLine(person, "frozen"));

    assertThat(PEOPLE.stream().mapToLong(SlackCommandsTest::lines).sum())
        .as("what was said before is not said again")
        .isEqualTo(commands.size() + PEOPLE.size());
  }

  @Test
  void each_press_of_a_pinned_button_that_opens_no_form_has_one_line_there() {
    Shown pinned = doors.slackDoor.pin("elena", "restart-a-service");
    for (String person : List.of("tara", "mallory")) {
      long before = lines(person);
      doors.slack.failNext("views.open", 503, 0);

      assertThat(
              doors.slackDoor.pressPinned(person, pinned, OFFER, UnaryOperator.identity()).send())
          .isTrue();

      Await.until(person + " reads a line in the channel", () -> lines(person) > before);
      assertThat(lines(person)).isEqualTo(before + 1);
    }
  }
}
