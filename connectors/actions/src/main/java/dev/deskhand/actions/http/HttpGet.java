package dev.deskhand.actions.http;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.util.Set;

/**
 * {@code http.get}: reads a {@code path} below the target's base. {@code id} stands for {@code
 * {id}} in it, {@code query} is one {@code name=value}. Any status but 2xx is a failure.
 */
public final class HttpGet implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "http",
          Set.of("path"),
          Set.of("id", "query", "expect-status"),
          Set.of(EffectClass.READ),
          HttpStep.OUTPUTS);

  @Override
  public String name() {
    return "http.get";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = HttpTarget.of(target, secrets);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return HttpStep.get(call);
  }
}
