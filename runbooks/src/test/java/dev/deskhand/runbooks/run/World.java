package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The outside: remembers every attempt that reached it and every effect that came of one. */
final class World {
  /** An attempt as the target saw it. */
  record Received(String key, int attempt, String target, Map<String, String> arguments) {}

  /** What an attempt comes to. */
  interface Reaction {
    ActionResult to(ActionCall call);
  }

  private final List<Received> received = new ArrayList<>();
  private final List<String> applied = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, Reaction> free = new ConcurrentHashMap<>();
  private final Map<String, Deque<Reaction>> scripts = new HashMap<>();
  private final Map<String, Deque<ProbeResult>> answers = new HashMap<>();
  private Runnable afterEffect = () -> {};

  /** One action for each class, named {@code test.once} and so on. */
  List<StepAction> actions() {
    return Arrays.stream(EffectClass.values()).<StepAction>map(Deed::new).toList();
  }

  /** What the next attempts of a step come to instead of success. */
  synchronized void script(String step, Reaction... results) {
    scripts.computeIfAbsent(step, _ -> new ArrayDeque<>()).addAll(List.of(results));
  }

  /** What the target says when it is asked about a step. */
  synchronized void answer(String step, ProbeResult... results) {
    answers.computeIfAbsent(step, _ -> new ArrayDeque<>()).addAll(List.of(results));
  }

  synchronized void afterEffect(Runnable hook) {
    afterEffect = hook;
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  synchronized List<Received> received(String step) {
    return received.stream().filter(it -> stepOf(it.key()).equals(step)).toList();
  }

  /** How often the effect of a step happened. */
  synchronized long applied(String step) {
    return applied.stream().filter(key -> stepOf(key).equals(step)).count();
  }

  synchronized List<String> appliedSteps() {
    return applied.stream().map(World::stepOf).toList();
  }

  static Reaction busy() {
    return _ -> new ActionResult.Failed(ActionResult.Failed.Cause.TRANSIENT, "busy");
  }

  static Reaction broken() {
    return _ -> new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "broken");
  }

  static Reaction cutOff() {
    return _ -> new ActionResult.Uncertain("cut off");
  }

  private static String stepOf(String key) {
    return key.substring(key.indexOf('.') + 1);
  }

  /** What every attempt of a step comes to, without keeping others waiting meanwhile. */
  synchronized void outside(String step, Reaction reaction) {
    free.put(step, reaction);
  }

  private ActionResult perform(EffectClass effect, ActionCall call) {
    Reaction reaction = free.get(stepOf(call.key()));
    return reaction == null ? applied(effect, call) : reaction.to(call);
  }

  private synchronized ActionResult applied(EffectClass effect, ActionCall call) {
    received.add(new Received(call.key(), call.attempt(), call.target().name(), call.arguments()));
    Deque<Reaction> script = scripts.get(stepOf(call.key()));
    if (script != null && !script.isEmpty()) {
      return script.poll().to(call);
    }
    boolean first = known.add(call.key());
    if (first || (effect != EffectClass.KEYED && effect != EffectClass.TX)) {
      applied.add(call.key());
    }
    afterEffect.run();
    return new ActionResult.Done(Map.of("key", call.key()), "did " + call.key());
  }

  private synchronized ProbeResult probe(ActionCall call) {
    Optional<ProbeResult> scripted =
        Optional.ofNullable(answers.get(stepOf(call.key()))).map(Deque::poll);
    return scripted.orElseGet(
        () ->
            known.contains(call.key())
                ? new ProbeResult.Happened(
                    new ActionResult.Done(Map.of("key", call.key()), "it happened"))
                : new ProbeResult.DidNotHappen());
  }

  private final class Deed implements StepAction {
    private final EffectClass effect;

    Deed(EffectClass effect) {
      this.effect = effect;
    }

    @Override
    public String name() {
      return "test." + effect.label();
    }

    @Override
    public Signature signature() {
      return new Signature(
              "test",
              Set.of(),
              Set.of("value", "words", "params"),
              Set.of(effect),
              Set.of("key"),
              Set.of("words", "params"))
          .withValues("params");
    }

    @Override
    public ActionResult perform(ActionCall call) {
      return World.this.perform(effect, call);
    }

    @Override
    public ProbeResult probe(ActionCall call) {
      return World.this.probe(call);
    }
  }
}
