package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FileChecksumTest extends FileContract {
  @Override
  protected StepAction action() {
    return new FileChecksum();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd"));
  }

  @Test
  void the_sum_is_that_of_what_is_read() throws Exception {
    Done sum = (Done) action().perform(workingCall());
    Done read = (Done) new FileRead().perform(workingCall());

    assertThat(sum.output()).containsEntry("found", "true").containsEntry("bytes", "15");
    assertThat(sum.output().get("sha256")).hasSize(64).isEqualTo(read.output().get("sha256"));
  }

  @Test
  void no_file_is_an_answer() throws Exception {
    Done absent = (Done) action().perform(Calls.withArgument(workingCall(), "path", "etc/none"));

    assertThat(absent.output()).isEqualTo(Map.of("found", "false", "bytes", "0", "sha256", ""));
  }

  @Test
  void another_sum_than_expected_is_a_passing_failure() throws Exception {
    Failed other =
        (Failed) action().perform(Calls.withArgument(workingCall(), "expect", "0".repeat(64)));

    assertThat(other.cause()).isEqualTo(Failed.Cause.TRANSIENT);
  }
}
