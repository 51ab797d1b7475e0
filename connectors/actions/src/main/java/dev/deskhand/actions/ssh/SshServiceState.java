package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.ssh.HostRequest.Verb;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssh.service-state}: what systemd says of a {@code service}. Output {@code state}: {@code
 * active}, {@code inactive}, {@code failed}, {@code activating} and so on. With {@code expect} any
 * other state is a passing failure, so that a step can wait for it.
 */
public final class SshServiceState implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ssh", Set.of("service"), Set.of("expect"), Set.of(EffectClass.READ), Set.of("state"));

  /** Exit codes of {@code systemctl is-active} that come with a state: systemctl(1). */
  private static final Set<Integer> ANSWERS = Set.of(0, 3, 4);

  @Override
  public String name() {
    return "ssh.service-state";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    Systemctl asked = Systemctl.of("is-active", call);
    HostRequest request = asked.request(Verb.LOOK, call);
    SshHost host = SshHost.of(call);
    HostAnswer answer = host.ask(request, Deadline.in(call.timeout()), call.services());
    String tried = "asking for the state of " + asked.service() + " on '" + host.name() + "': ";
    return switch (answer) {
      case HostAnswer.Ran ran when ANSWERS.contains(ran.exitCode()) ->
          expected(call, host, asked.service(), ran.output().strip());
      case HostAnswer.Ran ran ->
          failed(
              Cause.PERMANENT,
              tried + "systemctl ended with " + ran.exitCode() + ": " + ran.output().strip());
      case HostAnswer.Unreached(HostAnswer.Again again, String reason) ->
          failed(HostDeed.cause(again), tried + reason);
      case HostAnswer.Silent silent -> failed(Cause.TRANSIENT, tried + silent.reason());
      case HostAnswer.Refused refused ->
          failed(Cause.PERMANENT, tried + "the host refused " + refused.reason());
      case HostAnswer.Cancelled _, HostAnswer.Claimed _, HostAnswer.Running _, HostAnswer.Lost _ ->
          failed(Cause.PERMANENT, tried + "the host answered another question");
    };
  }

  private static ActionResult expected(
      ActionCall call, SshHost host, String service, String state) {
    String expected = call.optionalArgument("expect").orElse(state);
    return expected.equals(state)
        ? new ActionResult.Done(
            Map.of("state", state), service + " on '" + host.name() + "' is " + state)
        : failed(
            Cause.TRANSIENT,
            "expected "
                + service
                + " on '"
                + host.name()
                + "' to be "
                + expected
                + ", but it is "
                + state);
  }

  private static Failed failed(Cause cause, String reason) {
    return new Failed(cause, reason);
  }
}
