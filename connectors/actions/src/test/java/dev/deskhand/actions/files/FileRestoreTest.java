package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FileRestoreTest extends FileContract {
  private static final String COPY = "motd.deskhand-run-0.write";

  @BeforeEach
  void keep() throws IOException {
    Files.writeString(in("root/etc/" + COPY), "before\n");
    Files.writeString(in("root/etc/" + COPY + ".absent"), "");
  }

  @Override
  protected StepAction action() {
    return new FileRestore();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd", "copy", COPY));
  }

  @Test
  void the_copy_takes_the_files_place_and_stays() throws Exception {
    Done restored = (Done) action().perform(workingCall());

    assertThat(read("root/etc/motd")).isEqualTo("before\n");
    assertThat(read("root/etc/" + COPY)).isEqualTo("before\n");
    assertThat(restored.output())
        .isEqualTo(Map.of("sha256", FileStep.sha256("before\n".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void where_there_was_no_file_it_is_gone_again() throws Exception {
    ActionCall absent = Calls.withArgument(workingCall(), "copy", COPY + ".absent");

    Done gone = (Done) action().perform(absent);
    Done again = (Done) action().perform(absent);

    assertThat(in("root/etc/motd")).doesNotExist();
    assertThat(gone.output()).isEqualTo(Map.of("sha256", ""));
    assertThat(again).isEqualTo(gone);
  }

  @Test
  void a_copy_that_is_not_there_is_a_lasting_failure_and_one_of_another_file_is_refused()
      throws Exception {
    ActionCall other = Calls.withArgument(workingCall(), "copy", "passwd.deskhand-run-0.write");

    Failed missing =
        (Failed) action().perform(Calls.withArgument(workingCall(), "copy", COPY + "-2"));

    assertThat(missing.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(other))
        .withMessageContaining("argument 'copy'");
    assertThat(effects()).isZero();
  }

  @Test
  void a_link_is_not_put_back() throws Exception {
    Files.writeString(in("root/link.deskhand-run-0.write"), "before\n");
    ActionCall link = call(Map.of("path", "link", "copy", "link.deskhand-run-0.write"));

    Failed failed = (Failed) action().perform(link);

    assertThat(failed.reason()).contains("is no file");
    assertThat(read("secret")).isEqualTo("secret");
  }
}
