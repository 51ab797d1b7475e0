package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FileDiffTest extends FileContract {
  @Override
  protected StepAction action() {
    return new FileDiff();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd", "content", "welcome\nto some\n"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("content");
  }

  @Test
  void the_lines_that_differ_are_told() throws Exception {
    Done differs = (Done) action().perform(workingCall());
    Done same =
        (Done) action().perform(Calls.withArgument(workingCall(), "content", "welcome\nto all\n"));

    assertThat(differs.output()).isEqualTo(Map.of("same", "false", "diff", "-to all\n+to some"));
    assertThat(same.output()).isEqualTo(Map.of("same", "true", "diff", ""));
  }
}
