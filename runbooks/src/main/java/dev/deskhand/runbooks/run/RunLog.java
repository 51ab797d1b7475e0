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
 * somebody else writes first (an approval, a cancellation), or a commit failed, the results of
 * attempts are never lost: they are written behind what is there. What was only decided is
 * forgotten, since it was decided about another run. Owned by one thread.
 */
final class RunLog {
  private final RunStore store;
  private final InstantSource clock;
  private final Lease lease;
  private final List<Pending> pending = new ArrayList<>();
  private StoredRun committed;
  private Run run;

  /** The last event that this log has written, is writing, or has read. */
  private volatile long known;

  /** An event that is not committed yet, with what is too long for it. */
  private record Pending(RunEvent event, List<Artefact> artefacts, Origin origin) {}

  private enum Origin {
    DECISION,
    ATTEMPT
  }

  RunLog(RunStore store, InstantSource clock, Lease lease, StoredRun committed) {
    this.store = store;
    this.clock = clock;
    this.lease = lease;
    this.committed = committed;
    this.run = committed.run();
    this.known = committed.sequence();
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

  /** True if an attempt has a result that is not committed. */
  boolean hasResults() {
    return pending.stream().anyMatch(it -> it.origin() == Origin.ATTEMPT);
  }

  /** True if others have written up to this event, and it was not read. For any thread. */
  boolean isBehind(long sequence) {
    return sequence > known;
  }

  /** Keeps what was decided for the next commit; what is too long for it is kept beside it. */
  void record(RunEvent event) {
    add(event, Origin.DECISION);
  }

  /** The same with what came of an attempt: it is true, whatever becomes of the run meanwhile. */
  void result(RunEvent.Result event) {
    add(event, Origin.ATTEMPT);
  }

  private void add(RunEvent event, Origin origin) {
    List<Artefact> artefacts = new ArrayList<>();
    RunEvent fitting = LongTexts.shortened(event, artefacts::add);
    pending.add(new Pending(fitting, artefacts, origin));
    run = run.apply(fitting, now());
  }

  private List<RunEvent> events() {
    return pending.stream().map(Pending::event).toList();
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
    List<RunEvent> events = new ArrayList<>(events());
    events.addAll(announcements);
    List<StepRef> steps = announcements.stream().map(RunEvent.OfStep::step).toList();
    Append.Builder append = append(events).unlessFrozen(run.plan().scopes(steps));
    return commit(append, store.write(append, committed, events, now()));
  }

  /** Commits what is pending; the run's state follows from it. */
  Commit save() {
    Append.Builder append = append(events());
    return commit(append, store.write(append, committed, events(), now()));
  }

  /** Commits what is pending; the run is looked at again at a time. */
  Commit saveUntil(Instant wakeAt) {
    Append.Builder append = append(events());
    StreamState asleep = StreamState.asleepUntil(wakeAt);
    return commit(append, store.write(append, committed, events(), now(), asleep));
  }

  /**
   * Commits what is pending and that a lock is taken.
   *
   * @return empty if some run holds it; nothing was committed then
   */
  Optional<Commit> take(StepRef step, String lock) {
    List<RunEvent> events = new ArrayList<>(events());
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
    pending.forEach(it -> it.artefacts().forEach(append::keep));
    try {
      known = after.sequence();
      store.append(append.build());
      committed = after;
      run = after.run();
      pending.clear();
      return Commit.COMMITTED;
    } catch (VersionConflictException _) {
      reload();
      return Commit.OVERTAKEN;
    } catch (FrozenException _) {
      known = committed.sequence();
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

  /**
   * Reads the run anew. What was decided is forgotten, and so are results that it has: a commit
   * that failed may have been made all the same.
   */
  void reload() {
    committed =
        store
            .find(committed.key())
            .orElseThrow(() -> new IllegalStateException(committed.key() + " has vanished"));
    known = committed.sequence();
    run = committed.run();
    pending.removeIf(it -> !isWaitedFor(it));
    pending.forEach(it -> run = run.apply(it.event(), now()));
  }

  private boolean isWaitedFor(Pending it) {
    return it.origin() == Origin.ATTEMPT
        && it.event() instanceof RunEvent.Result result
        && committed.run().awaitsResult(result.step(), result.attempt());
  }
}
