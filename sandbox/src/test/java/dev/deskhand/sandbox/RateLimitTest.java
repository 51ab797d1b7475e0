package dev.deskhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.sandbox.http.Fault;
import dev.deskhand.sandbox.http.RateLimit;
import dev.deskhand.sandbox.http.RateLimit.Count;
import dev.deskhand.sandbox.slack.wire.Tiers;
import dev.deskhand.sandbox.teams.wire.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slack and Teams take in what time. */
final class RateLimitTest {
  private Instant now = Instant.EPOCH;
  private final RateLimit limit = new RateLimit(() -> now);

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** How many of the calls pass at once, and what the first is told that does not. */
  private Optional<Duration> refusedAfter(int passing, String method, List<Count> counts) {
    for (int call = 0; call < passing; call++) {
      assertThat(limit.refusal(method, counts)).as("call %d of %s", call, method).isEmpty();
    }
    return limit.refusal(method, counts).flatMap(Fault.Fail::retryAfter);
  }

  @ParameterizedTest
  @CsvSource({
    "chat.postMessage, 30, 30",
    "chat.update, 50, 60",
    "chat.postEphemeral, 100, 60",
    "conversations.history, 50, 60",
    "views.open, 100, 60",
    "apps.connections.open, 10, 600"
  })
  void slack_takes_so_many_at_once_and_names_when_it_takes_more(
      String method, int most, int seconds) {
    List<Count> counts = Tiers.counts(method, "token", "C0HELP");

    assertThat(refusedAfter(most, method, counts)).contains(Duration.ofSeconds(seconds));
    assertThat(limit.refusal(method, Tiers.counts(method, "another", "C0HELP"))).isEmpty();
    pass(Duration.ofSeconds(seconds));
    assertThat(limit.refusal(method, counts)).isEmpty();
    assertThat(limit.impatient()).isZero();
    assertThat(limit.refusals()).isEqualTo(1);
  }

  @Test
  void posts_are_counted_by_channel_and_changes_by_workspace() {
    assertThat(refusedAfter(30, "chat.postMessage", Tiers.counts("chat.postMessage", "t", "C1")))
        .isPresent();
    assertThat(limit.refusal("chat.postMessage", Tiers.counts("chat.postMessage", "t", "C2")))
        .isEmpty();
    assertThat(refusedAfter(50, "chat.update", Tiers.counts("chat.update", "t", "C1"))).isPresent();
    assertThat(limit.refusal("chat.update", Tiers.counts("chat.update", "t", "C2"))).isPresent();
  }

  @Test
  void a_conversation_of_teams_takes_what_each_of_its_windows_takes() {
    List<Count> counts = List.of(new Count("19:a", Throttle.CONVERSATION));

    assertThat(refusedAfter(7, "POST", counts)).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(refusedAfter(1, "POST", counts)).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(2));
    for (int more = 8; more < 60; more++) {
      pass(Duration.ofMillis(250));
      assertThat(limit.refusal("POST", counts)).as("call %d", more).isEmpty();
    }
    pass(Duration.ofMillis(250));
    assertThat(limit.refusal("POST", counts)).as("sixty in thirty seconds").isPresent();
  }

  @Test
  void whoever_does_not_wait_as_long_as_they_were_told_is_counted() {
    List<Count> counts = Tiers.counts("chat.postMessage", "t", "C1");
    assertThat(refusedAfter(30, "chat.postMessage", counts)).isPresent();

    pass(Duration.ofMillis(100));
    assertThat(limit.refusal("chat.postMessage", counts)).isPresent();
    assertThat(limit.impatient()).as("that was on its way").isZero();
    pass(Duration.ofSeconds(3));
    assertThat(limit.refusal("chat.postMessage", counts)).isPresent();
    assertThat(limit.impatient()).isEqualTo(1);
  }

  @Test
  void after_a_rest_everything_may_be_called_again_and_nobody_was_too_soon() {
    List<Count> counts = Tiers.counts("chat.postMessage", "t", "C1");
    assertThat(refusedAfter(30, "chat.postMessage", counts)).isPresent();
    pass(Duration.ofSeconds(3));

    limit.rest();

    assertThat(refusedAfter(30, "chat.postMessage", counts)).isPresent();
    assertThat(limit.impatient()).isZero();
  }

  @Test
  void what_is_lifted_holds_no_more_but_what_a_test_set() {
    limit.lift();
    limit.set("chat.update", Duration.ofSeconds(9));

    List<Count> posts = Tiers.counts("chat.postMessage", "t", "C1");
    for (int call = 0; call < 60; call++) {
      assertThat(limit.refusal("chat.postMessage", posts)).isEmpty();
    }
    assertThat(refusedAfter(1, "chat.update", Tiers.counts("chat.update", "t", "C1")))
        .contains(Duration.ofSeconds(9));
  }
}
