package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TimerlessTest {
  private static final StreamKey KEY = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r-1"));

  private final Timerless timerless = new Timerless();

  @Test
  void a_new_stream_has_no_timer() {
    assertThat(timerless.knows(move(0, 2, StreamHeads.LIVE, null))).isTrue();
  }

  @Test
  void one_that_somebody_else_may_have_moved_may_have_a_timer() {
    timerless.learn(List.of(move(0, 2, StreamHeads.LIVE, null)));

    assertThat(timerless.knows(move(2, 3, StreamHeads.LIVE, null))).isTrue();
    assertThat(timerless.knows(move(4, 5, StreamHeads.LIVE, null))).isFalse();
  }

  @Test
  void one_that_sleeps_may_have_a_timer() {
    timerless.learn(List.of(move(0, 2, StreamHeads.LIVE, null)));
    timerless.learn(List.of(move(2, 3, "asleep", 1_000L)));

    assertThat(timerless.knows(move(3, 4, StreamHeads.LIVE, null))).isFalse();
    assertThat(timerless.knows(move(2, 3, StreamHeads.LIVE, null))).isFalse();
  }

  private static HotRows.Move move(
      long expected, long sequence, String state, @Nullable Long wakeAt) {
    return new HotRows.Move(KEY, expected, sequence, state, wakeAt, 7);
  }
}
