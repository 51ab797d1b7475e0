package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/** {@code world.once} and its like: an effect of one class, made in the world. */
final class Deed implements StepAction {
  static final String KIND = "world";

  private final EffectClass effect;
  private final Way way;
  private final Halt halt;
  private final Announcements announcements;

  Deed(EffectClass effect, Outside outside, Halt halt, Announcements announcements) {
    this.effect = effect;
    this.way = outside.way();
    this.halt = halt;
    this.announcements = announcements;
  }

  static String nameOf(EffectClass effect) {
    return "world." + effect.label();
  }

  static Signature signatureOf(EffectClass effect) {
    return new Signature(KIND, Set.of(), Set.of(), Set.of(effect), Set.of());
  }

  @Override
  public String name() {
    return nameOf(effect);
  }

  @Override
  public Signature signature() {
    return signatureOf(effect);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    if (!halt.leaves(Point.BEFORE_EFFECT, effect)) {
      return new ActionResult.Uncertain("dead");
    }
    ActionResult result = effect(call);
    return halt.diesAt(Point.AFTER_EFFECT, effect) ? new ActionResult.Uncertain("dead") : result;
  }

  @Override
  public ProbeResult probe(ActionCall call) throws InterruptedException {
    if (!halt.leaves(Point.BEFORE_PROBE, effect)) {
      return new ProbeResult.CannotTell("dead");
    }
    ProbeResult answer = question(call);
    return halt.diesAt(Point.AFTER_PROBE, effect) ? new ProbeResult.CannotTell("dead") : answer;
  }

  private ActionResult effect(ActionCall call) throws InterruptedException {
    try {
      return way.effect(effect, call, announcements.epoch(call.key(), call.attempt()));
    } finally {
      halt.returned();
    }
  }

  private ProbeResult question(ActionCall call) throws InterruptedException {
    try {
      return way.probe(effect, call);
    } finally {
      halt.returned();
    }
  }
}
