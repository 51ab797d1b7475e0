package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What wake-ups promise. One may be doubled, so the tests look at who was woken. */
@Timeout(60)
public abstract class WakeUpsContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TenantId acme = Given.tenant();
  private final StreamKey sleeper = Given.keyIn(acme);
  private final StreamKey fence = Given.keyIn(acme);
  private final BlockingQueue<StreamKey> woken = new LinkedBlockingQueue<>();

  protected abstract Ports ports();

  /** A store of this test alone, whose wake-ups nobody started. */
  protected abstract void openFresh();

  /** Moves the clock and, where a store does not look by itself, has it look. */
  protected abstract void pass(Duration duration);

  @BeforeEach
  void open() {
    openFresh();
    ports().journal().onCommit(this::note);
    ports().wakeUps().start();
  }

  @Test
  void a_sleeper_is_woken_when_its_time_has_come() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR)));

    pass(HOUR.plusMillis(1));

    assertThat(nextWoken()).isEqualTo(sleeper);
  }

  @Test
  void a_sleeper_is_not_woken_before_its_time() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR)));
    append(fence, 0, StreamState.asleepUntil(in(HOUR.minusMinutes(1))));

    pass(HOUR.minusSeconds(1));

    assertThat(nextWoken()).isEqualTo(fence);
    assertThat(woken).doesNotContain(sleeper);
  }

  @Test
  void a_sleeper_that_was_put_off_is_woken_at_the_new_time() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR)));
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR.multipliedBy(3))));
    append(fence, 0, StreamState.asleepUntil(in(HOUR.multipliedBy(2))));

    pass(HOUR.multipliedBy(2).plusMillis(1));
    assertThat(nextWoken()).isEqualTo(fence);
    assertThat(woken).doesNotContain(sleeper);
    append(fence, 0, StreamState.ended());

    pass(HOUR.plusMillis(1));
    assertThat(wokenOtherThan(fence)).isEqualTo(sleeper);
  }

  @Test
  void a_sleeper_without_a_time_is_left_alone() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR)));
    append(sleeper, 0, StreamState.asleep());
    append(fence, 0, StreamState.asleepUntil(in(HOUR.multipliedBy(2))));

    pass(HOUR.multipliedBy(2).plusMillis(1));

    assertThat(nextWoken()).isEqualTo(fence);
    assertThat(woken).doesNotContain(sleeper);
  }

  @Test
  void a_timer_of_a_refused_append_was_never_set() throws Exception {
    assertThatThrownBy(() -> append(sleeper, 5, StreamState.asleepUntil(in(HOUR))))
        .isInstanceOf(VersionConflictException.class);
    append(fence, 0, StreamState.asleepUntil(in(HOUR.multipliedBy(2))));

    pass(HOUR.multipliedBy(2).plusMillis(1));

    assertThat(nextWoken()).isEqualTo(fence);
    assertThat(woken).doesNotContain(sleeper);
  }

  @Test
  void a_time_that_has_passed_already_is_woken_soon() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR.negated())));

    pass(Duration.ofMillis(1));

    assertThat(nextWoken()).isEqualTo(sleeper);
  }

  @Test
  void whoever_was_woken_is_live_for_its_holder_to_find() throws Exception {
    append(sleeper, 0, StreamState.asleepUntil(in(HOUR)));
    assertThat(ports().journal().live(Set.of(sleeper.partition()))).doesNotContain(sleeper);

    pass(HOUR.plusMillis(1));

    assertThat(nextWoken()).isEqualTo(sleeper);
    assertThat(ports().journal().live(Set.of(sleeper.partition()))).contains(sleeper);
    assertThat(ports().journal().read(sleeper, 0).events()).isEmpty();
  }

  private void note(Append append) {
    append.streams().stream()
        .filter(part -> part.state() instanceof StreamState.Live)
        .map(part -> new StreamKey(append.tenant(), part.stream()))
        .forEach(woken::add);
  }

  private void append(StreamKey key, long expected, StreamState state) {
    ports().journal().append(Given.appendTo(key, expected, state));
  }

  private Instant in(Duration duration) {
    return ports().clock().instant().plus(duration);
  }

  private StreamKey nextWoken() throws InterruptedException {
    StreamKey next = woken.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody was woken within 20 s");
    }
    return next;
  }

  private StreamKey wokenOtherThan(StreamKey key) throws InterruptedException {
    StreamKey next = nextWoken();
    return next.equals(key) ? wokenOtherThan(key) : next;
  }
}
