package dev.deskhand.app.bench;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * Does nothing, at once, so that what is measured is the engine. Public for those who find it as
 * another's action.
 */
public final class Nothing implements StepAction {
  static final String KIND = "bench";
  static final String NAME = "bench.nothing";

  private final Before before;

  /** What happens before nothing is done. */
  @FunctionalInterface
  interface Before {
    void happens(ActionCall call) throws InterruptedException;
  }

  /** As servers have it. */
  public Nothing() {
    this(_ -> {});
  }

  Nothing(Before before) {
    this.before = before;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Signature signature() {
    return new Signature(
        KIND,
        Set.of(),
        Set.of(),
        Set.of(EffectClass.READ, EffectClass.IDEMPOTENT, EffectClass.ONCE),
        Set.of());
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    before.happens(call);
    return new ActionResult.Done(Map.of(), "nothing was to be done");
  }
}
