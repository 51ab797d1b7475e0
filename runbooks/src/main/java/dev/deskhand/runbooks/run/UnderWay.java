package dev.deskhand.runbooks.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The attempts of one run that this process is making at the moment, each on a thread of its own
 * and within a time: what takes longer is interrupted and given up, whether it listens or not.
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
    RunEvent.Result event(Outcomes outcomes);
  }

  /** One of them; a step may be given up and begun again, so that its answers differ by this. */
  private record Running(StepRef step, Thread thread, long until, Ending late) {}

  /** What ends a wait. */
  private sealed interface News {
    /** The answer of a thread. */
    record Answer(Thread from, Ending ending) implements News {}

    /** The time of a wait is over, or of one that came to its end before. */
    record TimeOver() implements News {}

    /** Somebody wants whoever waits to look around. */
    record Woken() implements News {}
  }

  private final Map<StepRef, Running> running = new HashMap<>();
  private final Patience patience;
  private final LinkedBlockingQueue<News> news = new LinkedBlockingQueue<>();

  UnderWay(Patience patience) {
    this.patience = patience;
  }

  Set<StepRef> steps() {
    return Set.copyOf(running.keySet());
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /**
   * Begins.
   *
   * @param within the time that it has
   * @param work never throws
   * @param late what it comes to when its time is over
   */
  void start(StepRef step, Duration within, Supplier<Ending> work, Ending late) {
    Thread thread =
        Thread.ofVirtual()
            .name("attempt-" + step)
            .unstarted(() -> news.add(new News.Answer(Thread.currentThread(), work.get())));
    running.put(step, new Running(step, thread, System.nanoTime() + within.toNanos(), late));
    thread.start();
  }

  /** Ends the wait that is, or else the next one. For any thread. */
  void wake() {
    news.add(new News.Woken());
  }

  /**
   * The next that has ended.
   *
   * @return empty if none has within this time, or before somebody woke the wait; rarely without
   *     either
   * @throws InterruptedException if the process stops; what is under way is found without result
   */
  Optional<Finished> await(Duration longest) throws InterruptedException {
    long now = System.nanoTime();
    Optional<Running> first =
        running.values().stream().min(Comparator.comparingLong(it -> it.until() - now));
    long left = first.map(it -> it.until() - now).orElse(Long.MAX_VALUE);
    if (next(Duration.ofNanos(Math.min(longest.toNanos(), left))) instanceof News.Answer answer) {
      return taken(answer);
    }
    return first.filter(it -> System.nanoTime() - it.until() >= 0).map(this::givenUp);
  }

  private News next(Duration longest) throws InterruptedException {
    News there = there();
    if (!(there instanceof News.TimeOver) || !longest.isPositive()) {
      return there;
    }
    Patience.Wait wait = patience.begin(longest, () -> news.add(new News.TimeOver()));
    try {
      News first = news.take();
      return first instanceof News.TimeOver ? there() : first;
    } finally {
      patience.end(wait);
    }
  }

  /** The first that is there already, behind waits that were over as an answer came. */
  private News there() {
    News next = news.poll();
    while (next instanceof News.TimeOver) {
      next = news.poll();
    }
    return next == null ? new News.TimeOver() : next;
  }

  /** What comes after its time finds its place taken, and nobody who waits for it. */
  private Optional<Finished> taken(News.Answer answer) {
    Optional<Running> from =
        running.values().stream().filter(it -> it.thread().equals(answer.from())).findFirst();
    from.ifPresent(it -> running.remove(it.step()));
    return from.map(it -> new Finished(it.step(), answer.ending()));
  }

  private Finished givenUp(Running late) {
    running.remove(late.step());
    late.thread().interrupt();
    return new Finished(late.step(), late.late());
  }

  /**
   * Interrupts what is under way and waits until it has ended, or its time is over: nobody makes it
   * anew beside it.
   */
  void end() {
    running.values().forEach(it -> it.thread().interrupt());
    boolean interrupted = false;
    while (!isEmpty()) {
      try {
        await(Duration.ofDays(1));
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
