package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssh.copy-to}: puts {@code content} in the place of the file at {@code path} of a host, at
 * once, after the host has compared its SHA-256; who may do what with the file stays. Outputs
 * {@code sha256} and {@code changed}: {@code false} if it was there before.
 */
public final class SshCopyTo implements StepAction {
  private static final int LARGEST = 1 << 20;
  private static final Signature SIGNATURE =
      new Signature(
          "ssh",
          Set.of("path", "content"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("sha256", "changed"));

  @Override
  public String name() {
    return "ssh.copy-to";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String path = RemoteFile.path(call);
    String content = call.argument("content");
    if (content.length() > LARGEST) {
      throw new ActionException("argument 'content': expected at most 1 MiB");
    }
    String sha256 = RemoteFile.sha256(content);
    String tried = "copying " + path + " to '" + call.target().name() + "': ";
    return new HostDeed(tried, ran -> ended(tried, sha256, ran))
        .perform(
            HostRequest.put(
                call,
                List.of(sha256, path),
                out -> out.write(content.getBytes(StandardCharsets.UTF_8))),
            call);
  }

  private static ActionResult ended(String tried, String sha256, HostAnswer.Ran ran) {
    String changed = Boolean.toString(!ran.output().strip().equals("same"));
    return ran.exitCode() == 0
        ? new ActionResult.Done(
            Map.of("sha256", sha256, "changed", changed), tried + "its SHA-256 is " + sha256)
        : new Failed(Cause.PERMANENT, tried + "it did not take its place: " + ran.output().strip());
  }
}
