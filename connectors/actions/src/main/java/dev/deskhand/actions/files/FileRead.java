package dev.deskhand.actions.files;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * {@code file.read}: what stands in the file at {@code path}. Outputs {@code content} (1 MiB at
 * most, with a mark where it was cut), {@code bytes} and {@code sha256}.
 */
public final class FileRead implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "files",
          Set.of("path"),
          Set.of(),
          Set.of(EffectClass.READ),
          Set.of("content", "bytes", "sha256"));

  @Override
  public String name() {
    return "file.read";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = target.required("root");
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return FileStep.perform(call, "reading", FileRead::read);
  }

  private static ActionResult read(OpenFolder folder, String name) throws IOException {
    FileStep.Content content = FileStep.read(folder, name);
    return new ActionResult.Done(
        Map.of(
            "content", content.text(),
            "bytes", Long.toString(content.bytes()),
            "sha256", content.sha256()),
        name + " has " + content.bytes() + " bytes, SHA-256 " + content.sha256());
  }
}
