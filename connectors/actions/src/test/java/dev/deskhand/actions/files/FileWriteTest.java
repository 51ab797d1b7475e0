package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FileWriteTest extends FileContract {
  @Override
  protected StepAction action() {
    return new FileWrite();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd", "content", "hello\n"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("content");
  }

  @Test
  void what_was_there_is_kept_and_can_be_put_back() throws Exception {
    Files.setPosixFilePermissions(
        in("root/etc/motd"), PosixFilePermissions.fromString("rw-r--r--"));

    Done done = (Done) action().perform(workingCall());
    String written = read("root/etc/motd");
    Done again = (Done) action().perform(Calls.withAttempt(workingCall(), 2));
    Done restored = (Done) new FileRestore().perform(restoring(done));

    assertThat(written).isEqualTo("hello\n");
    assertThat(Files.getPosixFilePermissions(in("root/etc/motd"))).hasSize(4);
    assertThat(done.output()).containsEntry("changed", "true");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(again.output().get("copy")).isEqualTo(done.output().get("copy"));
    assertThat(restored.output().get("sha256")).hasSize(64);
    assertThat(read("root/etc/motd")).isEqualTo("welcome\nto all\n");
  }

  @Test
  void a_file_that_was_not_there_is_gone_again() throws Exception {
    ActionCall call = Calls.withArgument(workingCall(), "path", "etc/new");

    Done done = (Done) action().perform(call);
    Done again = (Done) action().perform(Calls.withAttempt(call, 2));
    ActionCall restoring = Calls.withArgument(restoring(again), "path", "etc/new");
    new FileRestore().perform(restoring);
    ActionResult twice = new FileRestore().perform(restoring);

    assertThat(again.output().get("copy")).isEqualTo(done.output().get("copy"));
    assertThat(in("root/etc/new")).doesNotExist();
    assertThat(twice).isInstanceOf(Done.class);
  }

  @Test
  void a_hostile_text_is_a_text() throws Exception {
    for (String text : HostileValues.all().filter(it -> it.length() < 1_000_000).toList()) {
      action().perform(Calls.withArgument(workingCall(), "content", text));

      assertThat(in("root/etc/motd")).hasBinaryContent(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private ActionCall restoring(Done written) {
    return call(Map.of("path", "etc/motd", "copy", written.output().getOrDefault("copy", "?")));
  }
}
