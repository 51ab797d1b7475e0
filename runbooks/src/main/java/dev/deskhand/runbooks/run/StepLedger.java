package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a run's steps. Immutable.
 *
 * @param outputs of the steps that succeeded
 * @param doubted steps of which an attempt may have happened although a later one failed
 * @param locks held, by the step that took them
 * @param begun when the first attempt was announced of which nobody has said that it did not
 *     happen, where that counts
 */
public record StepLedger(
    Map<StepRef, StepProgress> progress,
    Map<StepId, Map<String, String>> outputs,
    Set<StepRef> doubted,
    Map<StepId, String> locks,
    Map<StepRef, Instant> begun) {
  static final StepLedger EMPTY = new StepLedger(Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

  public StepLedger {
    progress = Collections.unmodifiableMap(progress);
    outputs = Collections.unmodifiableMap(outputs);
    doubted = Set.copyOf(doubted);
    locks = Map.copyOf(locks);
    begun = Collections.unmodifiableMap(begun);
  }

  Optional<StepProgress> progress(StepRef step) {
    return Optional.ofNullable(progress.get(step));
  }

  int failures(StepRef step) {
    return StepProgress.failures(progress(step));
  }

  StepLedger with(StepRef step, StepProgress next) {
    Map<StepRef, StepProgress> all = new LinkedHashMap<>(progress);
    all.put(step, next);
    return new StepLedger(all, outputs, doubted, locks, begun);
  }

  StepLedger giving(StepId step, Map<String, String> output) {
    Map<StepId, Map<String, String>> all = new LinkedHashMap<>(outputs);
    all.put(step, output);
    return new StepLedger(progress, all, doubted, locks, begun);
  }

  /**
   * Of what a target deduplicates, it counts when its key was sent first; of what a target is asked
   * for, no attempt begins before the last one is known not to have happened.
   */
  StepLedger beginning(StepRef step, EffectClass effect, Instant at) {
    boolean counts =
        switch (effect) {
          case KEYED -> !begun.containsKey(step);
          case PROBE -> true;
          case READ, IDEMPOTENT, TX, ONCE -> false;
        };
    if (!counts) {
      return this;
    }
    Map<StepRef, Instant> all = new HashMap<>(begun);
    all.put(step, at);
    return new StepLedger(progress, outputs, doubted, locks, all);
  }

  /**
   * Read-only steps have no effect to be doubted, and INTENT alone says of those that can't be
   * repeated that nothing happened.
   */
  StepLedger doubting(StepRef step, EffectClass effect) {
    if (effect == EffectClass.READ || effect == EffectClass.ONCE) {
      return this;
    }
    Set<StepRef> more = new HashSet<>(doubted);
    more.add(step);
    return new StepLedger(progress, outputs, more, locks, begun);
  }

  /** What a person says of a step is said of all its attempts so far. */
  StepLedger trusting(StepRef step) {
    Set<StepRef> rest = new HashSet<>(doubted);
    rest.remove(step);
    Map<StepRef, Instant> others = new HashMap<>(begun);
    others.remove(step);
    return new StepLedger(progress, outputs, rest, locks, others);
  }

  StepLedger holding(StepId step, String lock) {
    Map<StepId, String> all = new LinkedHashMap<>(locks);
    all.put(step, lock);
    return new StepLedger(progress, outputs, doubted, all, begun);
  }

  StepLedger releasing(StepId step) {
    Map<StepId, String> rest = new LinkedHashMap<>(locks);
    rest.remove(step);
    return new StepLedger(progress, outputs, doubted, rest, begun);
  }
}
