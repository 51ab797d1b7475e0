package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepActionContract;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an action owes whose target is a folder: a root with a secret and ways out beside it. */
abstract class FileContract extends StepActionContract {
  private @TempDir @Nullable Path outside;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(in("root/etc"));
    Files.writeString(in("secret"), "secret");
    Files.writeString(in("root/etc/motd"), "welcome\nto all\n");
    Files.createSymbolicLink(in("root/link"), in("secret"));
    Files.createSymbolicLink(in("root/way-out"), in(""));
  }

  @Override
  protected long effects() {
    return read("root/etc/motd").equals("welcome\nto all\n") && read("secret").equals("secret")
        ? 0
        : 1;
  }

  @Test
  void no_path_leads_out_of_the_root() throws Exception {
    for (String path :
        List.of("../secret", "etc/../../secret", "/etc/passwd", "link", "way-out/secret", "etc")) {
      try {
        ActionResult result = action().perform(Calls.withArgument(workingCall(), "path", path));
        assertThat(result).as(path).isInstanceOf(Failed.class);
        assertThat(result.toString()).doesNotContain("root:");
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument '");
      }
    }

    assertThat(read("secret")).isEqualTo("secret");
  }

  final ActionCall call(Map<String, String> arguments) {
    Target target = new Target("shared-files", "files", Map.of("root", in("root").toString()));
    return Calls.call(target, arguments, it -> it);
  }

  final String read(String name) {
    try {
      return Files.readString(in(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final Path in(String name) {
    if (outside == null) {
      throw new IllegalStateException("JUnit gives the folder");
    }
    return outside.resolve(name);
  }
}
