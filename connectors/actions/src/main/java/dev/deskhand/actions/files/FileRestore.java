package dev.deskhand.actions.files;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * {@code file.restore}: puts the {@code copy} that {@code file.write} kept back in the place of the
 * file at {@code path}, or deletes the file if there was none. The copy stays. Output {@code
 * sha256}, empty if the file is gone.
 */
public final class FileRestore implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "files",
          Set.of("path", "copy"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("sha256"));

  @Override
  public String name() {
    return "file.restore";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String copy = call.argument("copy");
    boolean named = OpenFolder.parts("copy", copy).size() == 1 && copy.contains(FileWrite.KEPT);
    if (!named) {
      throw new ActionException("argument 'copy': expected what file.write gave as its copy");
    }
    return FileStep.perform(call, "restoring", (folder, name) -> restore(folder, name, copy));
  }

  private static ActionResult restore(OpenFolder folder, String name, String copy)
      throws IOException {
    if (!copy.startsWith(name + FileWrite.KEPT)) {
      throw new ActionException("argument 'copy' is none of '" + name + "'");
    }
    if (copy.endsWith(FileWrite.ABSENT)) {
      if (!folder.has(copy)) {
        throw new IOException(copy + " is not there");
      }
      folder.delete(name);
      return new ActionResult.Done(Map.of("sha256", ""), name + " is gone, as it was before");
    }
    folder.copy(copy, name, copy + FileWrite.TEMPORARY);
    String sha256 = FileStep.read(folder, name).sha256();
    return new ActionResult.Done(
        Map.of("sha256", sha256), name + " is as it was before: SHA-256 " + sha256);
  }
}
