package dev.deskhand.actions.files;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * {@code file.checksum}: whether there is a file at {@code path}, and what it is. Outputs {@code
 * found} ({@code true} or {@code false}), {@code bytes} and {@code sha256} (empty if there is
 * none). With {@code expect}, any other checksum is a passing failure, so that a step can wait for
 * it.
 */
public final class FileChecksum implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "files",
          Set.of("path"),
          Set.of("expect"),
          Set.of(EffectClass.READ),
          Set.of("found", "bytes", "sha256"));

  @Override
  public String name() {
    return "file.checksum";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return FileStep.perform(
        call,
        "asking for the checksum of",
        (folder, name) -> expected(call, name, checksum(folder, name)));
  }

  private static FileStep.Content checksum(OpenFolder folder, String name) throws IOException {
    return folder.has(name) ? FileStep.read(folder, name) : new FileStep.Content("", 0, "");
  }

  private static ActionResult expected(ActionCall call, String name, FileStep.Content found) {
    String evidence =
        found.sha256().isEmpty() ? name + " is not there" : name + " is " + found.sha256();
    String expected = call.optionalArgument("expect").orElse(found.sha256());
    return expected.equals(found.sha256())
        ? new ActionResult.Done(
            Map.of(
                "found", Boolean.toString(!found.sha256().isEmpty()),
                "bytes", Long.toString(found.bytes()),
                "sha256", found.sha256()),
            evidence)
        : new Failed(Cause.TRANSIENT, "expected " + expected + ", but " + evidence);
  }
}
