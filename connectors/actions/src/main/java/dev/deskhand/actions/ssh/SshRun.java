package dev.deskhand.actions.ssh;

import dev.deskhand.actions.ExitCodes;
import dev.deskhand.actions.ssh.HostRequest.Verb;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.util.Set;

/**
 * {@code ssh.run}: runs the program and arguments of the list {@code argv}, with a marker of each
 * attempt as {@link HostDeed} describes it. No shell reads them. Any exit code but 0, or those that
 * {@code exit-codes} lists with commas, is a lasting failure. Outputs {@code exit-code} and {@code
 * output}: what it wrote to both streams, without the last line ends.
 */
public final class SshRun implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ssh",
          Set.of("argv"),
          Set.of("exit-codes"),
          Set.of(EffectClass.READ, EffectClass.IDEMPOTENT, EffectClass.PROBE, EffectClass.ONCE),
          Set.of("exit-code", "output"),
          Set.of("argv"));

  @Override
  public String name() {
    return "ssh.run";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = SshHost.of(target, secrets);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    HostRequest request = HostRequest.of(Verb.ACT, call, "argv", call.list("argv"));
    return deed(request, call).perform(request, call);
  }

  @Override
  public ProbeResult probe(ActionCall call) throws InterruptedException {
    HostRequest request = HostRequest.of(Verb.PROBE, call, "argv", call.list("argv"));
    return deed(request, call).probe(request, call);
  }

  private static HostDeed deed(HostRequest request, ActionCall call) {
    ExitCodes wanted = ExitCodes.of(call);
    String tried = "running " + request.words().getFirst() + " on '" + call.target().name() + "': ";
    return new HostDeed(tried, ran -> wanted.judge(tried, ran.exitCode(), ran.output()));
  }
}
