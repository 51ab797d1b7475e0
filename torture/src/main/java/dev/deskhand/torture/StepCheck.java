package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.torture.Breach.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what the journal says of one step with what the world saw of it. */
final class StepCheck {
  private final String key;
  private final EffectClass effect;
  private final List<RunEvent> events;
  private final List<Received> effects;
  private final List<Received> all;
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * A check.
   *
   * @param events of the run that tell of this step, in order
   * @param received effects and probes of this step, in order
   */
  StepCheck(
      String run,
      StepRef step,
      EffectClass effect,
      List<RunEvent> events,
      List<Received> received) {
    this.key = run + "." + step;
    this.effect = effect;
    this.events = events;
    this.all = received;
    this.effects = received.stream().filter(it -> it.kind() == Received.Kind.EFFECT).toList();
  }

  List<Breach> breaches() {
    attempts();
    applied();
    uncertain();
    return breaches;
  }

  /** I7: each attempt that came was announced once and came once; I5 for {@code once}. */
  private void attempts() {
    Set<Integer> intended = new TreeSet<>();
    Set<Integer> dispatched = new TreeSet<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.StepIntended it && !intended.add(it.attempt())) {
        breach("I7", Kind.DOUBLED, "attempt " + it.attempt() + " was announced twice");
      }
      if (event instanceof RunEvent.StepDispatched it) {
        dispatched.add(it.attempt());
      }
    }
    Set<Integer> came = new TreeSet<>();
    for (Received received : effects) {
      if (!came.add(received.attempt())) {
        breach("I7", Kind.DOUBLED, "attempt " + received.attempt() + " reached the world twice");
      }
      if (!intended.contains(received.attempt())) {
        breach("I7", Kind.LOST, "attempt " + received.attempt() + " was never announced");
      }
      if (effect == EffectClass.ONCE && !dispatched.contains(received.attempt())) {
        breach("I7", Kind.LOST, "attempt " + received.attempt() + " was never dispatched");
      }
    }
  }

  /** I2 and I4: how often it happened, against what is said of it. */
  private void applied() {
    long applied = effects.stream().filter(Received::isApplied).count();
    boolean bounded = effect != EffectClass.READ && effect != EffectClass.IDEMPOTENT;
    if (bounded && applied > 1) {
      breach("I2", Kind.DOUBLED, "it happened " + applied + " times, attempts " + numbers());
    }
    if (said(RunEvent.StepSucceeded.class) && applied == 0) {
      breach("I2", Kind.LOST, "it is said to be done, and never happened, attempts " + numbers());
    }
    boolean told =
        said(RunEvent.StepSucceeded.class)
            || said(RunEvent.StepUncertain.class)
            || said(RunEvent.StepSettled.class);
    if (applied > 0 && !told && effect != EffectClass.READ) {
      breach("I4", Kind.WRONG_UNKNOWN, "it happened, and the journal has not heard of it");
    }
  }

  /** I4: unknown is what nobody can know, and nothing else. */
  private void uncertain() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof RunEvent.StepUncertain said
          && !isUnknowable(said.attempt(), events.subList(0, i))) {
        breach(
            "I4",
            Kind.WRONG_UNKNOWN,
            "attempt " + said.attempt() + " is said to be unknown: " + said.reason());
      }
    }
  }

  private boolean isUnknowable(int attempt, List<RunEvent> before) {
    boolean unheard = all.stream().anyMatch(Received::isUnheard);
    return switch (effect) {
      case READ -> false;
      case ONCE ->
          before.stream()
              .anyMatch(it -> it instanceof RunEvent.StepDispatched d && d.attempt() == attempt);
      default -> unheard || attemptWithoutResult(attempt, before);
    };
  }

  /**
   * An earlier attempt may have happened, although later ones did not; what a person has said of it
   * counts for all before.
   */
  static boolean attemptWithoutResult(int attempt, List<RunEvent> before) {
    Set<Integer> open = new TreeSet<>();
    for (RunEvent event : before) {
      switch (event) {
        case RunEvent.StepIntended it when it.attempt() < attempt -> open.add(it.attempt());
        case RunEvent.StepFailed it -> open.remove(it.attempt());
        case RunEvent.StepSettled _ -> open.clear();
        default -> {}
      }
    }
    return !open.isEmpty();
  }

  private boolean said(Class<? extends RunEvent> type) {
    return events.stream().anyMatch(type::isInstance);
  }

  private List<Integer> numbers() {
    return effects.stream().map(Received::attempt).toList();
  }

  private void breach(String invariant, Kind kind, String what) {
    breaches.add(new Breach(invariant, kind, key + " (" + effect.label() + "): " + what));
  }
}
