package dev.deskhand.actions.http;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.time.Duration;
import java.util.Set;

/**
 * {@code http.post}: posts JSON, given as {@code json} or as the text {@code body}, or none, with
 * the step's key in {@code Idempotency-Key}. Declare {@code effect: keyed} only if the service
 * deduplicates on that header.
 */
public final class HttpPost implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
              "http",
              Set.of("path"),
              Set.of("id", "query", "json", "body", "expect-status"),
              Set.of(EffectClass.KEYED, EffectClass.ONCE),
              HttpStep.OUTPUTS)
          .withStructure("json", "body")
          .forgettingAfter(Duration.ofDays(1));

  @Override
  public String name() {
    return "http.post";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return HttpStep.post(call);
  }
}
