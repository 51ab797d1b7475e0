package dev.deskhand.actions.http;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code http.put}: puts JSON, given as {@code json} or as the text {@code body}, or none.
 * Idempotent by RFC 9110, section 9.2.2.
 */
public final class HttpPut implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
              "http",
              Set.of("path"),
              Set.of("id", "query", "json", "body", "expect-status"),
              Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
              HttpStep.OUTPUTS)
          .withStructure("json", "body");

  @Override
  public String name() {
    return "http.put";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return HttpStep.put(call);
  }
}
