package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import java.util.Map;

/** To the world by a line of text. */
record Line(Outside outside) implements Way {
  @Override
  public ActionResult effect(EffectClass effect, ActionCall call, long epoch) {
    call.fence().pass();
    return switch (outside.effect(call.key(), call.attempt(), effect.name(), epoch)) {
      case DONE -> new ActionResult.Done(Map.of(), "did " + call.key());
      case BUSY -> new ActionResult.Failed(ActionResult.Failed.Cause.TRANSIENT, "busy");
      case REFUSED -> new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "refused");
      case CUT, SILENCE, HAPPENED, NOT -> new ActionResult.Uncertain("no answer");
    };
  }

  @Override
  public ProbeResult probe(EffectClass effect, ActionCall call) {
    return switch (outside.probe(call.key(), call.attempt(), effect.name())) {
      case HAPPENED -> new ProbeResult.Happened(new ActionResult.Done(Map.of(), "it happened"));
      case NOT -> new ProbeResult.DidNotHappen();
      case DONE, BUSY, REFUSED, CUT, SILENCE -> new ProbeResult.CannotTell("no answer");
    };
  }
}
