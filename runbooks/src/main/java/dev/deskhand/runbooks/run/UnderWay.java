package dev.deskhand.runbooks.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one run that this process is making at the moment, each on a thread of its own.
 * Owned by the run's thread; only the queue is shared.
 */
final class UnderWay {
  /**
   * What came of one.
   *
   * @param event makes the event that says so, from the run as it is by then
   */
  record Finished(StepRef step, Ending event) {}

  /** Turns a result into its event. */
  @FunctionalInterface
  interface Ending {
    RunEvent event(Outcomes outcomes);
  }

  private final Set<StepRef> steps = new HashSet<>();
  private final LinkedBlockingQueue<Finished> finished = new LinkedBlockingQueue<>();

  Set<StepRef> steps() {
    return steps;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Begins; the work never throws. */
  void start(StepRef step, Supplier<Ending> work) {
    steps.add(step);
    Thread.ofVirtual()
        .name("attempt-" + step)
        .start(() -> finished.add(new Finished(step, work.get())));
  }

  /**
   * The next that has ended.
   *
   * @return empty if none has within this time
   * @throws InterruptedException if the process stops; what is under way is found without result
   */
  Optional<Finished> await(Duration longest) throws InterruptedException {
    @Nullable Finished next = finished.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    Optional.ofNullable(next).ifPresent(it -> steps.remove(it.step()));
    return Optional.ofNullable(next);
  }
}
