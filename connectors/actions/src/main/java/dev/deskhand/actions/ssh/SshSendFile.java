package dev.deskhand.actions.ssh;

import dev.deskhand.actions.files.OpenFolder;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssh.send-file}: puts {@code file}, of any bytes and at most 64 MiB, from the folder that
 * the target's {@code files} names, in the place of the file at {@code path} of a host, as {@code
 * ssh.copy-to} does. Outputs {@code sha256}, {@code bytes} and {@code changed}: {@code false} if it
 * was there before.
 */
public final class SshSendFile implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ssh",
          Set.of("path", "file"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("sha256", "bytes", "changed"));

  @Override
  public String name() {
    return "ssh.send-file";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String path = RemoteFile.path(call);
    LocalFile file = LocalFile.of(call);
    String tried = "sending a file to " + path + " of '" + call.target().name() + "': ";
    try {
      LocalFile.Sum sum = file.sum();
      if (sum.bytes() > LocalFile.LARGEST) {
        return new Failed(Cause.PERMANENT, tried + "it has more than 64 MiB");
      }
      return new HostDeed(tried, ran -> ended(tried, sum, ran))
          .perform(HostRequest.put(call, List.of(sum.sha256(), path), file::writeTo), call);
    } catch (ClosedByInterruptException e) {
      throw OpenFolder.interrupted(e);
    } catch (IOException e) {
      return new Failed(Cause.PERMANENT, tried + "it can't be read: " + e);
    }
  }

  private static ActionResult ended(String tried, LocalFile.Sum sum, HostAnswer.Ran ran) {
    String changed = Boolean.toString(!ran.output().strip().equals("same"));
    return ran.exitCode() == 0
        ? new ActionResult.Done(
            Map.of("sha256", sum.sha256(), "bytes", Long.toString(sum.bytes()), "changed", changed),
            tried + "its SHA-256 is " + sum.sha256())
        : new Failed(Cause.PERMANENT, tried + "it did not take its place: " + ran.output().strip());
  }
}
