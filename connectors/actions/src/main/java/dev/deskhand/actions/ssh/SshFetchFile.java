package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.files.OpenFolder;
import dev.deskhand.actions.ssh.HostRequest.Verb;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Output;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code ssh.fetch-file}: puts the file at {@code path} of a host, of any bytes and at most 64 MiB,
 * in the place of {@code file} in the folder that the target's {@code files} names, at once, after
 * its SHA-256 was compared with what the host says. Outputs {@code sha256}, {@code bytes} and
 * {@code changed}: {@code false} if it was there before.
 */
public final class SshFetchFile implements StepAction {
  private static final int DIGITS = 64;
  private static final Signature SIGNATURE =
      new Signature(
          "ssh",
          Set.of("path", "file"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("sha256", "bytes", "changed"));

  @Override
  public String name() {
    return "ssh.fetch-file";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String path = RemoteFile.path(call);
    LocalFile file = LocalFile.of(call);
    String tried = "fetching " + path + " of '" + call.target().name() + "': ";
    HostRequest sum = HostRequest.of(Verb.LOOK, call, "path", List.of("sha256sum", "--", path));
    Deadline deadline = Deadline.in(call.timeout());
    HostAnswer summed = SshHost.of(call).ask(sum, deadline, quiet(call));
    if (!(summed instanceof HostAnswer.Ran said) || said.exitCode() != 0) {
      return SshCopyFrom.failed(tried, summed);
    }
    String sha256 = said.output().substring(0, Math.min(DIGITS, said.output().length()));
    return there(file, sha256, tried) instanceof ActionResult.Done done
        ? done
        : fetched(call, file, new Wanted(path, sha256, tried), deadline);
  }

  /** What is fetched, and the SHA-256 that the host has said. */
  private record Wanted(String path, String sha256, String tried) {}

  private static ActionResult there(LocalFile file, String sha256, String tried)
      throws InterruptedException {
    try {
      LocalFile.Sum there = file.sum();
      return there.sha256().equals(sha256)
          ? done(there, "false", tried)
          : new Failed(Cause.TRANSIENT, tried + "another file is there");
    } catch (ClosedByInterruptException e) {
      throw OpenFolder.interrupted(e);
    } catch (IOException e) {
      return new Failed(Cause.TRANSIENT, tried + "no file is there: " + e);
    }
  }

  private static ActionResult fetched(
      ActionCall call, LocalFile file, Wanted wanted, Deadline deadline)
      throws InterruptedException {
    AtomicReference<ActionResult> result =
        new AtomicReference<>(new Failed(Cause.PERMANENT, wanted.tried() + "nothing came"));
    try {
      file.fill(
          call,
          out -> {
            ActionResult received = received(call, out, wanted, deadline);
            result.set(received);
            return received instanceof ActionResult.Done;
          });
      return Objects.requireNonNull(result.get());
    } catch (ClosedByInterruptException e) {
      throw OpenFolder.interrupted(e);
    } catch (IOException e) {
      return new Failed(Cause.PERMANENT, wanted.tried() + "it can't be written here: " + e);
    }
  }

  private static ActionResult received(
      ActionCall call, OutputStream out, Wanted wanted, Deadline deadline)
      throws InterruptedException {
    HostRequest content =
        HostRequest.of(Verb.LOOK, call, "path", List.of("cat", "--", wanted.path()));
    FileSink sink = new FileSink(out);
    HostAnswer answer = SshHost.of(call).ask(content, deadline, quiet(call), sink);
    LocalFile.Sum sum = sink.sum();
    if (sum.bytes() > LocalFile.LARGEST) {
      return new Failed(Cause.PERMANENT, wanted.tried() + "it has more than 64 MiB");
    }
    if (!(answer instanceof HostAnswer.Ran ran) || ran.exitCode() != 0) {
      return SshCopyFrom.failed(wanted.tried(), answer);
    }
    return sum.sha256().equals(wanted.sha256())
        ? done(sum, "true", wanted.tried())
        : new Failed(
            Cause.TRANSIENT, wanted.tried() + "it was changed while it was read, or did not come");
  }

  private static ActionResult.Done done(LocalFile.Sum sum, String changed, String tried) {
    return new ActionResult.Done(
        Map.of("sha256", sum.sha256(), "bytes", Long.toString(sum.bytes()), "changed", changed),
        tried + "its SHA-256 is " + sum.sha256());
  }

  private static ActionCall.Services quiet(ActionCall call) {
    return new ActionCall.Services(call.secrets(), Output.NONE, call.fence());
  }
}
