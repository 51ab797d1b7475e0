package dev.deskhand.actions.files;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code file.diff}: how the file at {@code path} differs from {@code content}. Outputs {@code
 * same} ({@code true} or {@code false}) and {@code diff}: the lines from the first that differs to
 * the last, those of the file with {@code -}, those of the content with {@code +}.
 */
public final class FileDiff implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "files",
          Set.of("path", "content"),
          Set.of(),
          Set.of(EffectClass.READ),
          Set.of("same", "diff"));

  @Override
  public String name() {
    return "file.diff";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String wanted = new String(FileStep.content(call), StandardCharsets.UTF_8);
    return FileStep.perform(
        call,
        "comparing",
        (folder, name) -> {
          String there = folder.has(name) ? FileStep.read(folder, name).text() : "";
          String diff = diff(there.lines().toList(), wanted.lines().toList());
          String same = Boolean.toString(there.equals(wanted));
          return new ActionResult.Done(Map.of("same", same, "diff", diff), name + "\n" + diff);
        });
  }

  private static String diff(List<String> before, List<String> after) {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    return Stream.concat(
            before.subList(head, before.size() - tail).stream().map("-"::concat),
            after.subList(head, after.size() - tail).stream().map("+"::concat))
        .collect(Collectors.joining("\n"));
  }
}
