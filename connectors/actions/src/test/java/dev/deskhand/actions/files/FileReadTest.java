package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FileReadTest extends FileContract {
  @Override
  protected StepAction action() {
    return new FileRead();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd"));
  }

  @Test
  void a_file_is_read() throws Exception {
    Done read = (Done) action().perform(workingCall());

    assertThat(read.output())
        .containsEntry("content", "welcome\nto all\n")
        .containsEntry("bytes", "15");
  }

  @Test
  void a_large_file_is_cut_with_a_mark_but_summed_up_whole() throws Exception {
    Files.writeString(in("root/large"), "x".repeat(3_000_000));

    Done read = (Done) action().perform(Calls.withArgument(workingCall(), "path", "large"));

    assertThat(read.output()).containsEntry("bytes", "3000000");
    assertThat(read.output().get("content")).endsWith("more bytes]");
  }
}
