package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.ProbeResult;
import java.util.function.Function;

/**
 * A command that is run once for each attempt, and what its answers mean. The host keeps a marker
 * of each attempt for seven days, under {@code ~/.deskhand/KEY/}, so that it can be asked later
 * whether it happened; asking prevents an attempt that has not begun.
 *
 * @param tried for messages, such as {@code restarting vpn-gateway on 'gw1': }
 * @param judge what a command that ended comes to
 */
record HostDeed(String tried, Function<HostAnswer.Ran, ActionResult> judge) {

  ActionResult perform(HostRequest request, ActionCall call) throws InterruptedException {
    HostAnswer answer = SshHost.of(call).ask(request, Deadline.in(call.timeout()), call.services());
    return switch (answer) {
      case HostAnswer.Ran ran -> judge.apply(ran);
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

  ProbeResult probe(HostRequest request, ActionCall call) throws InterruptedException {
    HostAnswer answer = SshHost.of(call).ask(request, Deadline.in(call.timeout()), call.services());
    return switch (answer) {
      case HostAnswer.Ran ran -> new ProbeResult.Happened(judge.apply(ran));
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

  static Cause cause(HostAnswer.Again again) {
    return switch (again) {
      case MAY_HELP -> Cause.TRANSIENT;
      case WILL_NOT_HELP -> Cause.PERMANENT;
    };
  }
}
