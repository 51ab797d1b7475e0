package dev.deskhand.actions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWriteTest extends StepActionContract {
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
  protected StepAction action() {
    return new FileWrite();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("path", "etc/motd", "content", "hello\n"));
  }

  @Override
  protected long effects() {
    return read("root/etc/motd").equals("welcome\nto all\n") && read("secret").equals("secret")
        ? 0
        : 1;
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
  void no_path_leads_out_of_the_root() throws Exception {
    for (StepAction each : List.of(new FileRead(), new FileWrite(), new FileChecksum())) {
      for (String path :
          List.of(
              "../secret", "etc/../../secret", "/etc/passwd", "link", "way-out/secret", "etc")) {
        try {
          ActionResult result = each.perform(Calls.withArgument(workingCall(), "path", path));
          assertThat(result).as(path).isInstanceOf(Failed.class);
          assertThat(result.toString()).doesNotContain("root:");
        } catch (ActionException e) {
          assertThat(e).hasMessageContaining("argument 'path'");
        }
      }
    }

    assertThat(read("secret")).isEqualTo("secret");
  }

  @Test
  void a_hostile_text_is_a_text() throws Exception {
    for (String text : HostileValues.all().filter(it -> it.length() < 1_000_000).toList()) {
      action().perform(Calls.withArgument(workingCall(), "content", text));

      assertThat(in("root/etc/motd")).hasBinaryContent(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_file_is_read_compared_and_summed_up() throws Exception {
    ActionCall call = Calls.withArgument(workingCall(), "content", "welcome\nto some\n");

    Done read = (Done) new FileRead().perform(call);
    Done diff = (Done) new FileDiff().perform(call);
    Done sum = (Done) new FileChecksum().perform(call);
    ActionResult other =
        new FileChecksum().perform(Calls.withArgument(call, "expect", "0".repeat(64)));
    Done absent = (Done) new FileChecksum().perform(Calls.withArgument(call, "path", "etc/none"));

    assertThat(read.output())
        .containsEntry("content", "welcome\nto all\n")
        .containsEntry("bytes", "15");
    assertThat(diff.output()).isEqualTo(Map.of("same", "false", "diff", "-to all\n+to some"));
    assertThat(sum.output().get("sha256")).isEqualTo(read.output().get("sha256"));
    assertThat(((Failed) other).cause()).isEqualTo(Failed.Cause.TRANSIENT);
    assertThat(absent.output()).isEqualTo(Map.of("found", "false", "bytes", "0", "sha256", ""));
  }

  @Test
  void a_large_file_is_cut_with_a_mark_but_summed_up_whole() throws Exception {
    Files.writeString(in("root/large"), "x".repeat(3_000_000));

    Done read = (Done) new FileRead().perform(Calls.withArgument(workingCall(), "path", "large"));

    assertThat(read.output()).containsEntry("bytes", "3000000");
    assertThat(read.output().get("content")).endsWith("more bytes]");
  }

  private ActionCall restoring(Done written) {
    return call(Map.of("path", "etc/motd", "copy", written.output().getOrDefault("copy", "?")));
  }

  private ActionCall call(Map<String, String> arguments) {
    Target target = new Target("shared-files", "files", Map.of("root", in("root").toString()));
    return Calls.call(target, arguments, it -> it);
  }

  private String read(String name) {
    try {
      return Files.readString(in(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path in(String name) {
    if (outside == null) {
      throw new IllegalStateException("JUnit gives the folder");
    }
    return outside.resolve(name);
  }
}
