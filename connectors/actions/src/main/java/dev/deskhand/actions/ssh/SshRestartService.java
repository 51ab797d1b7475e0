package dev.deskhand.actions.ssh;

import dev.deskhand.actions.ssh.HostRequest.Verb;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssh.restart-service}: {@code systemctl restart} of a {@code service}, with a marker of
 * each attempt as {@link HostDeed} describes it. Output {@code exit-code}.
 */
public final class SshRestartService implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ssh",
          Set.of("service"),
          Set.of(),
          Set.of(EffectClass.PROBE, EffectClass.ONCE),
          Set.of("exit-code"));

  @Override
  public String name() {
    return "ssh.restart-service";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    Systemctl restart = Systemctl.of("restart", call);
    return deed(restart, call).perform(restart.request(Verb.ACT, call), call);
  }

  @Override
  public ProbeResult probe(ActionCall call) throws InterruptedException {
    Systemctl restart = Systemctl.of("restart", call);
    return deed(restart, call).probe(restart.request(Verb.PROBE, call), call);
  }

  private static HostDeed deed(Systemctl restart, ActionCall call) {
    String tried = "restarting " + restart.service() + " on '" + call.target().name() + "': ";
    return new HostDeed(tried, ran -> ended(tried, ran));
  }

  private static ActionResult ended(String tried, HostAnswer.Ran ran) {
    String seen = tried + "systemctl ended with " + ran.exitCode();
    String evidence = ran.output().isBlank() ? seen : seen + "\n" + ran.output().strip();
    return ran.exitCode() == 0
        ? new ActionResult.Done(Map.of("exit-code", "0"), evidence)
        : new Failed(Cause.PERMANENT, evidence);
  }
}
