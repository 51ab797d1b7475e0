package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.message.Outbound.Signpost;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.journal.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is asked for in another place than it goes on in: whoever asked reads one thing there, the
 * answer itself or where it is.
 */
final class AskedElsewhereTest {
  private static final String WAY = "by the request's own way";
  private static final String NO_RUN = "r-00000000000000000000";

  private final House house = new House();

  /** What was shown by the way of this request. */
  private List<Object> shownBy(String way) {
    Stream<ChannelPost> posts =
        house.outside.posts().stream()
            .filter(it -> it.replaces().isEmpty())
            .filter(it -> way.equals(it.answerBy().map(Personal::value).orElse("")));
    Stream<Signpost> signposts =
        house.outside.signposts().stream().filter(it -> it.answerBy().value().equals(way));
    return Stream.<Object>concat(posts, signposts).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "run agree",
        "run unlock-account account=ada",
        "run unlock-account",
        "run unlock-account acount=ada",
        "run nosuch",
        "run",
        "runs",
        "my",
        "status",
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
        "unlink web:office:ada",
        "delegate approver to cleo until tomorrow",
        "undelegate nosuch",
        "delegations",
        "break-glass unlock-account account=ada it is an emergency",
        "reviews",
        "review " + NO_RUN + " all is well",
        "tokens",
        "revoke-token nosuch",
        "open-ticket",
        "open-ticket The chair squeaks",
        "take rt-42",
        "take rt-42 VPN says authentication failed",
        "ask nobody",
        "never mind",
        "VPN says authentication failed",
        "unlock my account",
        "gibberish"
      })
  void each_command_shows_one_thing_where_it_was_typed(String command) {
    house.commandsElsewhere("ada", "d-1", command, WAY);
    house.settle();

    assertThat(shownBy(WAY)).hasSize(1);
  }

  @Test
  void each_step_of_a_conversation_that_is_typed_there_shows_one_thing() {
    List<String> ways = new ArrayList<>();
    for (String typed :
        List.of("run unlock-account", "ada", "VPN says authentication failed", "stop", "stop")) {
      ways.add("way " + ways.size());
      house.commandsElsewhere("ada", "d-" + ways.size(), typed, ways.getLast());
      house.settle();
    }

    assertThat(ways).allSatisfy(way -> assertThat(shownBy(way)).hasSize(1));
  }

  @Test
  void a_stranger_is_answered_by_the_way_of_their_press() {
    house.clicks("nobody-knows-me", "d-1", ButtonReader.ticket(), WAY);
    house.settle();

    assertThat(shownBy(WAY)).hasSize(1);
  }

  @Test
  void what_a_run_says_later_stands_in_its_conversation_alone() {
    house.commandsElsewhere("ada", "d-1", "run unlock-account account=ada", WAY);
    house.settle();

    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(house.outside.posts()).isNotEmpty().allMatch(it -> it.answerBy().isEmpty());
    assertThat(house.outside.signposts())
        .singleElement()
        .matches(it -> it.conversation().place().equals("ada"));
  }

  @Test
  void a_request_that_is_answered_where_it_was_made_has_no_signpost() {
    house.commands("ada", "d-1", "run unlock-account account=ada");
    house.settle();

    assertThat(house.outside.signposts()).isEmpty();
  }

  @Test
  void a_signpost_whose_fate_is_unknown_is_not_put_up_twice() {
    house.outside.loseReply(() -> DeliveryFailedException.retry("the answer was lost"));

    house.commandsElsewhere("ada", "d-1", "run unlock-account account=ada", WAY);
    house.settle();
    house.pass(Duration.ofMinutes(5));

    assertThat(shownBy(WAY)).hasSize(1);
  }
}
