package dev.deskhand.runbooks.run;

import dev.deskhand.journal.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds runs that wait for each other's locks in a circle, in which none would ever go on: each
 * holds a lock for a step inside which it waits for the next one's. One of them has to give way,
 * and all agree which: the one whose id is the last in the alphabet.
 */
final class LockCircle {
  private final RunStore store;
  private final StreamKey own;
  private final Instant now;
  private final Set<String> seen = new HashSet<>();

  LockCircle(RunStore store, StreamKey own, Instant now) {
    this.store = store;
    this.own = own;
    this.now = now;
  }

  /** Why a run has to give way, instead of waiting for a lock; empty if it may wait. */
  Optional<String> givesWay(Run run, StepRef waiting, String wanted) {
    Set<String> around = new HashSet<>();
    run.steps()
        .locks()
        .forEach(
            (holder, lock) -> {
              if (run.plan().step(holder).all().stream()
                  .anyMatch(it -> it.id().equals(waiting.step()))) {
                around.add(lock);
              }
            });
    if (around.isEmpty()) {
      return Optional.empty();
    }
    List<RunId> circle = new ArrayList<>();
    boolean isLast =
        leadsTo(around, wanted, circle)
            && circle.stream().allMatch(it -> it.value().compareTo(id().value()) < 0);
    return isLast
        ? Optional.of(
            "the lock '"
                + wanted
                + "' will never be free: run "
                + circle.getLast()
                + " holds it, and waits for a lock of this run; take locks in the same order in"
                + " every runbook")
        : Optional.empty();
  }

  /**
   * Whether whoever holds a lock waits, to give it back, for one of these.
   *
   * @param through gets the runs in between, the one that holds the lock last
   */
  private boolean leadsTo(Set<String> ends, String lock, List<RunId> through) {
    Optional<RunId> holder = store.locks().holder(own.tenant(), lock);
    if (holder.isEmpty() || holder.get().equals(id()) || !seen.add(lock)) {
      return false;
    }
    Optional<Run> run = store.find(own.tenant(), holder.get()).map(StoredRun::run);
    for (String next : run.map(it -> wanted(it, lock)).orElse(List.of())) {
      if (ends.contains(next) || leadsTo(ends, next, through)) {
        through.add(holder.get());
        return true;
      }
    }
    return false;
  }

  /** The locks that a run waits for inside the step for which it holds one. */
  private List<String> wanted(Run run, String held) {
    return RunDecider.next(run, now).moves().stream()
        .filter(Move.TakeLock.class::isInstance)
        .map(Move.TakeLock.class::cast)
        .filter(take -> isInside(run, held, take.step()))
        .map(Move.TakeLock::lock)
        .toList();
  }

  private static boolean isInside(Run run, String held, StepRef step) {
    return run.steps().locks().entrySet().stream()
        .filter(it -> it.getValue().equals(held))
        .flatMap(it -> run.plan().step(it.getKey()).all().stream())
        .anyMatch(it -> it.id().equals(step.step()));
  }

  private RunId id() {
    return RunId.of(own);
  }
}
