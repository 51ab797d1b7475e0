package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * To the world by the HTTP actions that are shipped: what a status means, how long an answer is
 * waited for and when to ask again is theirs to say. They know neither probes nor transactions;
 * such attempts go by {@link Line}.
 */
final class OverHttp implements Way {
  private final Outside outside;
  private final Way line;
  private final StepAction get = shipped("http.get");
  private final StepAction put = shipped("http.put");
  private final StepAction post = shipped("http.post");

  OverHttp(Outside outside) {
    this.outside = outside;
    this.line = new Line(outside);
  }

  /** Found as the application finds them. */
  private static StepAction shipped(String name) {
    return ServiceLoader.load(StepAction.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no action is shipped that is called " + name));
  }

  @Override
  public ActionResult effect(EffectClass effect, ActionCall call, long epoch)
      throws InterruptedException {
    return switch (effect) {
      case READ -> get.perform(request(effect, call, epoch));
      case IDEMPOTENT -> put.perform(request(effect, call, epoch));
      case KEYED, ONCE -> post.perform(request(effect, call, epoch));
      case TX, PROBE -> line.effect(effect, call, epoch);
    };
  }

  private ActionCall request(EffectClass effect, ActionCall call, long epoch) {
    Target target =
        new Target(
            call.target().name(),
            "http",
            Map.of("base-url", outside.url().toString(), "private", "allow"));
    String path =
        String.join(
            "/",
            outside.space(),
            call.key(),
            Integer.toString(call.attempt()),
            effect.name(),
            Long.toString(epoch),
            outside.sender());
    return new ActionCall(
        call.key(),
        call.attempt(),
        target,
        Map.of("path", path),
        Map.of(),
        outside.patience(),
        call.services());
  }
}
