package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run in the hands of its worker: what is committed, and the events that are not yet. When
 * somebody else writes first (an approval, a cancellation), the results of effects are never lost:
 * they are written behind it. What was only decided is forgotten, since it was decided about
 * another run. Owned by one thread.
 */
final class RunLog {
  private final RunStore store;
  private final InstantSource clock;
  private final Lease lease;
  private final List<RunEvent> pending = new ArrayList<>();
  private final List<Artefact> artefacts = new ArrayList<>();
  private StoredRun committed;
  private Run run;

  RunLog(RunStore store, InstantSource clock, Lease lease, StoredRun committed) {
    this.store = store;
    this.clock = clock;
    this.lease = lease;
    this.committed = committed;
    this.run = committed.run();
  }

  StoredRun committed() {
    return committed;
  }

  /** The run with the events that are not committed yet. */
  Run run() {
    return run;
  }

  Instant now() {
    return Micros.now(clock);
  }

  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Keeps an event for the next commit; what is too long for it is kept beside it. */
  void record(RunEvent event) {
    RunEvent fitting = LongTexts.shortened(event, artefacts::add);
    pending.add(fitting);
    run = run.apply(fitting, now());
  }

  /** What came of a commit. */
  enum Commit {
    COMMITTED,
    /** The run changed meanwhile: decide anew. */
    OVERTAKEN,
    /** All effects are stopped. */
    FROZEN
  }

  /** Commits what is pending and announcements of effects, unless they are frozen. */
  Commit announce(List<? extends RunEvent.OfStep> announcements) {
    List<RunEvent> events = new ArrayList<>(pending);
    events.addAll(announcements);
    List<StepRef> steps = announcements.stream().map(RunEvent.OfStep::step).toList();
    Append.Builder append = append(events).unlessFrozen(run.plan().scopes(steps));
    return commit(append, store.write(append, committed, events, now()));
  }

  /** Commits what is pending; the run's state follows from it. */
  Commit save() {
    Append.Builder append = append(pending);
    return commit(append, store.write(append, committed, pending, now()));
  }

  /** Commits what is pending; the run is looked at again at a time. */
  Commit saveUntil(Instant wakeAt) {
    Append.Builder append = append(pending);
    StreamState asleep = StreamState.asleepUntil(wakeAt);
    return commit(append, store.write(append, committed, pending, now(), asleep));
  }

  /**
   * Commits what is pending and that a lock is taken.
   *
   * @return empty if some run holds it; nothing was committed then
   */
  Optional<Commit> take(StepRef step, String lock) {
    List<RunEvent> events = new ArrayList<>(pending);
    events.add(new RunEvent.LockTaken(step, lock));
    Append.Builder append = append(events);
    return store.locks().take(append, lock, committed.id())
        ? Optional.of(commit(append, store.write(append, committed, events, now())))
        : Optional.empty();
  }

  /** Why this run must not wait for a lock that another holds; empty if it may. */
  Optional<String> givesWay(Move.TakeLock take) {
    return switch (take.ifLocked()) {
      case WAIT ->
          new LockCircle(store, committed.key(), now()).givesWay(run, take.step(), take.lock());
      case REFUSE ->
          store
              .locks()
              .holder(committed.key().tenant(), take.lock())
              .map(
                  holder ->
                      "Run "
                          + holder
                          + " does that already, or what can't be done beside it. Ask again when"
                          + " it has ended, or have it cancelled.");
    };
  }

  private Commit commit(Append.Builder append, StoredRun after) {
    artefacts.forEach(append::keep);
    try {
      store.append(append.build());
      committed = after;
      run = after.run();
      pending.clear();
      artefacts.clear();
      return Commit.COMMITTED;
    } catch (VersionConflictException _) {
      reload();
      return Commit.OVERTAKEN;
    } catch (FrozenException _) {
      return Commit.FROZEN;
    }
  }

  /** An append under the lease; locks that these events give up are released in it. */
  private Append.Builder append(List<RunEvent> events) {
    Append.Builder append = Append.in(committed.key().tenant()).under(lease);
    for (RunEvent event : events) {
      if (event instanceof RunEvent.LockReleased released) {
        store.locks().release(append, released.lock());
      } else if (event instanceof RunEvent.RunEnded) {
        run.steps().locks().values().forEach(lock -> store.locks().release(append, lock));
      }
    }
    return append;
  }

  private void reload() {
    committed =
        store
            .find(committed.key())
            .orElseThrow(() -> new IllegalStateException(committed.key() + " has vanished"));
    pending.removeIf(event -> !tellsOfAnAttempt(event));
    run = committed.run();
    pending.forEach(event -> run = run.apply(event, now()));
  }

  /** True for what happened in the world, whatever has become of the run meanwhile. */
  private static boolean tellsOfAnAttempt(RunEvent event) {
    return event instanceof RunEvent.StepSucceeded
        || event instanceof RunEvent.StepFailed
        || event instanceof RunEvent.StepUnclear
        || event instanceof RunEvent.StepUnanswered
        || event instanceof RunEvent.StepUncertain;
  }
}
