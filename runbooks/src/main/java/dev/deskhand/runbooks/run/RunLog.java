package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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
  private StoredRun committed;

  RunLog(RunStore store, InstantSource clock, Lease lease, StoredRun committed) {
    this.store = store;
    this.clock = clock;
    this.lease = lease;
    this.committed = committed;
  }

  StoredRun committed() {
    return committed;
  }

  /** The run with the events that are not committed yet. */
  Run run() {
    Instant at = now();
    Run run = committed.run();
    for (RunEvent result : pending) {
      run = run.apply(result, at);
    }
    return run;
  }

  Instant now() {
    return Micros.now(clock);
  }

  /** Keeps an event for the next commit. */
  void record(RunEvent event) {
    pending.add(event);
  }

  /** What came of a commit. */
  enum Commit {
    COMMITTED,
    /** The run changed meanwhile: decide anew. */
    OVERTAKEN,
    /** All effects are stopped. */
    FROZEN
  }

  /** Commits what is pending and an announcement of an effect, unless the tenant is frozen. */
  Commit announce(RunEvent announcement) {
    List<RunEvent> events = new ArrayList<>(pending);
    events.add(announcement);
    Append.Builder append = append().guardedBy(Append.Guard.NOT_FROZEN);
    return commit(append, RunStore.write(append, committed, events, now()));
  }

  /** Commits what is pending; the run's state follows from it. */
  Commit save() {
    Append.Builder append = append();
    return commit(append, RunStore.write(append, committed, pending, now()));
  }

  /** Commits what is pending; the run is looked at again at a time. */
  Commit saveUntil(Instant wakeAt) {
    Append.Builder append = append();
    StreamState asleep = StreamState.asleepUntil(wakeAt);
    return commit(append, RunStore.write(append, committed, pending, now(), asleep));
  }

  private Commit commit(Append.Builder append, StoredRun after) {
    try {
      store.append(append.build());
      committed = after;
      pending.clear();
      return Commit.COMMITTED;
    } catch (VersionConflictException _) {
      reload();
      return Commit.OVERTAKEN;
    } catch (FrozenException _) {
      return Commit.FROZEN;
    }
  }

  private Append.Builder append() {
    return Append.in(committed.key().tenant()).under(lease);
  }

  private void reload() {
    committed =
        store
            .find(committed.key())
            .orElseThrow(() -> new IllegalStateException(committed.key() + " has vanished"));
    pending.removeIf(event -> !tellsOfAnAttempt(event));
  }

  /** True for what happened in the world, whatever has become of the run meanwhile. */
  private static boolean tellsOfAnAttempt(RunEvent event) {
    return switch (event) {
      case RunEvent.StepSucceeded _,
          RunEvent.StepFailed _,
          RunEvent.StepUnclear _,
          RunEvent.StepUnanswered _,
          RunEvent.StepUncertain _ ->
          true;
      case RunEvent.RunRequested _,
          RunEvent.ApprovalAsked _,
          RunEvent.Approved _,
          RunEvent.ApprovalDeclined _,
          RunEvent.ApprovalExpired _,
          RunEvent.RunStarted _,
          RunEvent.StepSkipped _,
          RunEvent.StepIntended _,
          RunEvent.StepDispatched _,
          RunEvent.StepSettled _,
          RunEvent.RollbackStarted _,
          RunEvent.CancelAsked _,
          RunEvent.RunEnded _ ->
          false;
    };
  }
}
