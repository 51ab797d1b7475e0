package dev.deskhand.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, moved on by hand, so that nobody waits for what takes time. Thread-safe. */
final class Drift implements InstantSource {
  private final InstantSource machine = InstantSource.system();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead.get());
  }

  void advance(Duration duration) {
    ahead.accumulateAndGet(duration, Duration::plus);
  }
}
