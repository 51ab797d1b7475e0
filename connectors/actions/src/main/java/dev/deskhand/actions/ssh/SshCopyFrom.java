package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.ssh.HostRequest.Verb;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Output;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssh.copy-from}: reads the text file at {@code path} of a host, 1 MiB at most, and compares
 * its SHA-256 with what the host says. Outputs {@code content} and {@code sha256}. What is no UTF-8
 * text, or is larger, is a lasting failure.
 */
public final class SshCopyFrom implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ssh", Set.of("path"), Set.of(), Set.of(EffectClass.READ), Set.of("content", "sha256"));

  @Override
  public String name() {
    return "ssh.copy-from";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String path = RemoteFile.path(call);
    String tried = "copying " + path + " from '" + call.target().name() + "': ";
    HostRequest sum = HostRequest.of(Verb.LOOK, call, "path", List.of("sha256sum", "--", path));
    HostRequest content = HostRequest.of(Verb.LOOK, call, "path", List.of("cat", "--", path));
    SshHost host = SshHost.of(call);
    Deadline deadline = Deadline.in(call.timeout());
    var quiet = new ActionCall.Services(call.secrets(), Output.NONE, call.fence());
    HostAnswer summed = host.ask(sum, deadline, quiet);
    if (!(summed instanceof HostAnswer.Ran said) || said.exitCode() != 0) {
      return failed(tried, summed);
    }
    HostAnswer read = host.ask(content, deadline, quiet);
    return read instanceof HostAnswer.Ran ran && ran.exitCode() == 0
        ? compared(tried, said.output(), ran.output())
        : failed(tried, read);
  }

  private static ActionResult compared(String tried, String said, String content) {
    String sha256 = RemoteFile.sha256(content);
    return said.startsWith(sha256)
        ? new ActionResult.Done(
            Map.of("content", content, "sha256", sha256), tried + "its SHA-256 is " + sha256)
        : new Failed(
            Cause.PERMANENT,
            tried + "it is no text of at most 1 MiB, or was changed while it was read");
  }

  static ActionResult failed(String tried, HostAnswer answer) {
    return switch (answer) {
      case HostAnswer.Ran ran -> new Failed(Cause.PERMANENT, tried + ran.output().strip());
      case HostAnswer.Unreached(HostAnswer.Again again, String reason) ->
          new Failed(HostDeed.cause(again), tried + reason);
      case HostAnswer.Silent silent -> new Failed(Cause.TRANSIENT, tried + silent.reason());
      case HostAnswer.Refused refused ->
          new Failed(Cause.PERMANENT, tried + "the host refused " + refused.reason());
      case HostAnswer.Cancelled _, HostAnswer.Claimed _, HostAnswer.Running _, HostAnswer.Lost _ ->
          new Failed(Cause.PERMANENT, tried + "the host answered another question");
    };
  }
}
