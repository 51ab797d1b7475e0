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
import java.util.Optional;

/**
 * A run in the hands of its worker: what is committed, and the results that are not yet. Results
 * are never lost to somebody else's write (an approval, a cancellation): they are written behind
 * it. Owned by one thread.
 */
final class RunLog {
  private final RunStore store;
  private final InstantSource clock;
  private final Lease lease;
  private final List<RunEvent> results = new ArrayList<>();
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

  /** The run with the results that are not committed yet. */
  Run run() {
    Instant at = now();
    Run run = committed.run();
    for (RunEvent result : results) {
      run = run.apply(result, at);
    }
    return run;
  }

  Instant now() {
    return Micros.now(clock);
  }

  /** Keeps an event for the next commit. */
  void record(RunEvent event) {
    results.add(event);
  }

  /** What came of announcing an effect. */
  enum Announcement {
    COMMITTED,
    /** The run changed meanwhile: decide anew. */
    OVERTAKEN,
    /** All effects are stopped. */
    FROZEN
  }

  /** Commits the results and an announcement of an effect, unless the tenant is frozen. */
  Announcement announce(RunEvent announcement) {
    List<RunEvent> events = new ArrayList<>(results);
    events.add(announcement);
    try {
      Append.Builder append = append().guardedBy(Append.Guard.NOT_FROZEN);
      StoredRun after = RunStore.write(append, committed, events, now());
      store.append(append.build());
      committed = after;
      results.clear();
      return Announcement.COMMITTED;
    } catch (VersionConflictException _) {
      reload();
      return Announcement.OVERTAKEN;
    } catch (FrozenException _) {
      return Announcement.FROZEN;
    }
  }

  /** Commits the results; the run's state follows from them. */
  void save() {
    save(Optional.empty());
  }

  /** Commits the results; the run is looked at again at a time. */
  void saveUntil(Instant wakeAt) {
    save(Optional.of(StreamState.asleepUntil(wakeAt)));
  }

  private void save(Optional<StreamState> state) {
    while (true) {
      try {
        Append.Builder append = append();
        StoredRun after =
            state.isPresent()
                ? RunStore.write(append, committed, results, now(), state.get())
                : RunStore.write(append, committed, results, now());
        store.append(append.build());
        committed = after;
        results.clear();
        return;
      } catch (VersionConflictException _) {
        reload();
      }
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
  }
}
