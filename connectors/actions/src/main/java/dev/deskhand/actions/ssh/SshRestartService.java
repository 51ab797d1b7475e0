package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
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
 * {@code ssh.restart-service}: {@code systemctl restart} of a {@code service}. The host keeps a
 * marker of each attempt for seven days, under {@code ~/.deskhand/KEY/}, so that it can be asked
 * later whether it happened; asking prevents an attempt that has not begun. Output {@code
 * exit-code}.
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
    HostRequest request = HostRequest.of(Verb.RESTART, call);
    SshHost host = SshHost.of(call);
    HostAnswer answer = host.ask(request, Deadline.in(call.timeout()));
    String tried = tried(request, host);
    return switch (answer) {
      case HostAnswer.Ran ran -> ended(tried, ran);
      case HostAnswer.Unreached(HostAnswer.Again again, String reason) ->
          new Failed(cause(again), tried + reason);
      case HostAnswer.Refused refused ->
          new Failed(Cause.PERMANENT, tried + "the host refused " + refused.reason());
      case HostAnswer.Cancelled _ ->
          new Failed(Cause.TRANSIENT, tried + "this attempt was cancelled before it could begin");
      case HostAnswer.Claimed _ ->
          new ActionResult.Uncertain(tried + "this attempt was begun before, elsewhere");
      case HostAnswer.Silent silent -> new ActionResult.Uncertain(tried + silent.reason());
      case HostAnswer.Running _, HostAnswer.Lost _ ->
          new ActionResult.Uncertain(tried + "the host answered another question");
    };
  }

  @Override
  public ProbeResult probe(ActionCall call) throws InterruptedException {
    HostRequest request = HostRequest.of(Verb.PROBE, call);
    SshHost host = SshHost.of(call);
    HostAnswer answer = host.ask(request, Deadline.in(call.timeout()));
    String tried = tried(request, host);
    return switch (answer) {
      case HostAnswer.Ran ran -> new ProbeResult.Happened(ended(tried, ran));
      case HostAnswer.Cancelled _ -> new ProbeResult.DidNotHappen();
      case HostAnswer.Running _ -> new ProbeResult.StillRunning();
      case HostAnswer.Lost _ ->
          new ProbeResult.CannotTell(
              tried + "it was begun, is no longer going on, and left no exit code");
      case HostAnswer.Unreached unreached -> new ProbeResult.CannotTell(tried + unreached.reason());
      case HostAnswer.Silent silent -> new ProbeResult.CannotTell(tried + silent.reason());
      case HostAnswer.Refused refused ->
          new ProbeResult.CannotTell(tried + "the host refused " + refused.reason());
      case HostAnswer.Claimed _ ->
          new ProbeResult.CannotTell(tried + "the host answered another question");
    };
  }

  private static String tried(HostRequest request, SshHost host) {
    return "restarting " + request.service() + " on '" + host.name() + "': ";
  }

  private static ActionResult ended(String tried, HostAnswer.Ran ran) {
    String seen = tried + "systemctl ended with " + ran.exitCode();
    String evidence = ran.output().isBlank() ? seen : seen + "\n" + ran.output().strip();
    return ran.exitCode() == 0
        ? new ActionResult.Done(Map.of("exit-code", "0"), evidence)
        : new Failed(Cause.PERMANENT, evidence);
  }

  static Cause cause(HostAnswer.Again again) {
    return switch (again) {
      case MAY_HELP -> Cause.TRANSIENT;
      case WILL_NOT_HELP -> Cause.PERMANENT;
    };
  }
}
