package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.FencedException;
import dev.deskhand.runbooks.action.Output;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFileTest {
  private static ActionCall call(Path root, Fence fence) {
    return new ActionCall(
        "run-1.step",
        1,
        new Target("host", "ssh", Map.of("files", root.toString())),
        Map.of("file", "back.bin"),
        Map.of(),
        Duration.ofSeconds(20),
        new ActionCall.Services(reference -> reference, Output.NONE, fence));
  }

  private static boolean fill(ActionCall call, String text)
      throws IOException, InterruptedException {
    LocalFile.of(call).fill(call, out -> written(out, text));
    return true;
  }

  private static boolean written(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Test
  void an_attempt_that_was_overtaken_while_it_read_changes_nothing(@TempDir Path root)
      throws IOException {
    Files.writeString(root.resolve("back.bin"), "newer");
    Fence overtaken =
        () -> {
          throw new FencedException("in other hands");
        };

    assertThatThrownBy(() -> fill(call(root, overtaken), "stale"))
        .isInstanceOf(FencedException.class);

    assertThat(root.resolve("back.bin")).hasContent("newer");
    assertThat(root.toFile().list()).hasSize(1);
  }

  @Test
  void two_attempts_at_once_write_into_files_of_their_own(@TempDir Path root) throws Exception {
    ActionCall call = call(root, Fence.NONE);

    LocalFile.of(call)
        .fill(
            call,
            out -> {
              out.write('a');
              fill(call, "other");
              return written(out, "b");
            });

    assertThat(root.resolve("back.bin")).hasContent("ab");
    assertThat(root.toFile().list()).hasSize(1);
  }
}
