package dev.deskhand.actions.files;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * {@code file.write}: puts {@code content} in the place of the file at {@code path}, at once, and
 * keeps what was there beside it, as {@code NAME.deskhand-KEY}. Outputs {@code changed}, {@code
 * sha256} and {@code copy}: what {@code file.restore} needs to put it back, also if there was no
 * file.
 */
public final class FileWrite implements StepAction {
  /** Between a file's name and the key of the step that changed it. */
  static final String KEPT = ".deskhand-";

  /** Behind the name of a copy of nothing. */
  static final String ABSENT = ".absent";

  static final String TEMPORARY = ".new";

  private static final Signature SIGNATURE =
      new Signature(
          "files",
          Set.of("path", "content"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed", "sha256", "copy"));

  @Override
  public String name() {
    return "file.write";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    byte[] content = FileStep.content(call);
    String key = KEPT + call.key();
    return FileStep.perform(
        call, "writing", (folder, name) -> write(folder, name, name + key, content));
  }

  private static ActionResult write(OpenFolder folder, String name, String kept, byte[] content)
      throws IOException {
    String wanted = FileStep.sha256(content);
    String copy = keep(folder, name, kept);
    boolean same = folder.has(name) && FileStep.read(folder, name).sha256().equals(wanted);
    if (!same) {
      folder.write(name, content, kept + TEMPORARY);
    }
    return new ActionResult.Done(
        Map.of("changed", Boolean.toString(!same), "sha256", wanted, "copy", copy),
        name + (same ? " was so before" : " has been written") + ": SHA-256 " + wanted);
  }

  /** Once for each step: a second attempt finds what the first one left. */
  private static String keep(OpenFolder folder, String name, String kept) throws IOException {
    if (folder.has(kept + ABSENT)) {
      return kept + ABSENT;
    }
    if (folder.has(kept)) {
      return kept;
    }
    if (folder.has(name)) {
      folder.copy(name, kept, kept + TEMPORARY);
      return kept;
    }
    folder.write(kept + ABSENT, new byte[0], kept + TEMPORARY);
    return kept + ABSENT;
  }
}
