package dev.deskhand.app;

import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Leases;
import dev.deskhand.web.Component.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a database answers and takes what is written, told within {@link #PATIENCE}, however long
 * it itself is silent. It is asked by one at a time, whoever wants to know. Thread-safe.
 */
final class Pulse {
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Journal journal;
  private final Leases leases;
  private CompletableFuture<State> asked = CompletableFuture.completedFuture(State.READY);

  Pulse(Journal journal, Leases leases) {
    this.journal = journal;
    this.leases = leases;
  }

  State state() {
    return asked()
        .copy()
        .completeOnTimeout(State.FAILED, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private synchronized CompletableFuture<State> asked() {
    if (asked.isDone()) {
      asked = CompletableFuture.supplyAsync(this::ask, Pulse::aside);
    }
    return asked;
  }

  private State ask() {
    try {
      journal.bookmark("health");
    } catch (JournalException _) {
      return State.FAILED;
    }
    return leases.areKept() ? State.READY : State.STALLED;
  }

  private static void aside(Runnable task) {
    Thread.ofVirtual().name("health").start(task);
  }
}
