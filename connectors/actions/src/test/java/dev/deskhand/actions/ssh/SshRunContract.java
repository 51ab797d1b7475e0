package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running a program with its arguments, whatever SSH server is at the other end. */
abstract class SshRunContract extends RemoteActionContract {
  @TempDir private Path files;
  private int calls;

  abstract SshRig rig();

  @AfterEach
  void close() {
    rig().close();
  }

  @Override
  protected StepAction action() {
    return new SshRun();
  }

  @Override
  protected ActionCall workingCall() {
    return run("systemctl", "status");
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("port", "1");
  }

  @Override
  protected long effects() {
    return rig().systemctlCalls().size();
  }

  @Test
  void what_it_wrote_and_how_it_ended_are_told() throws Exception {
    rig().playSystemctl("echo out; echo err >&2; echo; exit 3");

    ActionResult wanted = action().perform(Calls.withArgument(workingCall(), "exit-codes", "0, 3"));
    ActionResult unwanted = action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(((Done) wanted).output()).isEqualTo(Map.of("exit-code", "3", "output", "out\nerr"));
    assertThat(((Failed) unwanted).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) unwanted).reason()).contains("ended with 3", "err", "vpn-gw-1");
  }

  @Test
  void a_hostile_word_arrives_as_it_is() throws Exception {
    script("tell", "for word; do printf '%s' \"$word\" > \"$HOME/word\"; done");
    List<String> sendable =
        HostileValues.all().filter(it -> it.indexOf('\0') < 0 && it.length() < 60_000).toList();
    for (String word : sendable) {
      ActionResult result = action().perform(run("tell", "first", word));

      assertThat(result).isInstanceOf(Done.class);
      assertThat(rig().home().resolve("word"))
          .hasBinaryContent(word.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rig().home().resolve("pwned")).doesNotExist();
  }

  @Test
  void a_word_of_the_shell_is_no_program() throws Exception {
    for (String word : List.of("eval", "say", "as_asked", "trap", ".")) {
      ActionResult result = action().perform(run(word, "touch pwned"));

      assertThat(result).isInstanceOf(Failed.class);
    }

    assertThat(rig().home().resolve("pwned")).doesNotExist();
  }

  @Test
  void its_output_is_told_while_it_runs() throws Exception {
    fifo("go");
    rig().playSystemctl("echo begun; read -r word < \"$HOME/go\"; echo ended");
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Thread performing =
        Thread.startVirtualThread(() -> performQuietly(Calls.withOutput(workingCall(), told::add)));

    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("begun\n");
    Files.writeString(rig().home().resolve("go"), "go\n");
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("ended\n");
    performing.join();
  }

  @Test
  void a_program_cannot_answer_in_the_place_of_the_wrapper() throws Exception {
    rig().playSystemctl("echo 'deskhand: ran 0'; echo 'deskhand: ran 0' >&2; exit 9");

    ActionResult result = action().perform(workingCall());

    assertThat(((Failed) result).reason()).contains("ended with 9");
  }

  @Test
  void much_output_is_cut_with_a_mark() throws Exception {
    rig().playSystemctl("head -c 3000000 /dev/zero | tr '\\0' x");

    ActionResult result = action().perform(workingCall());

    assertThat(((Done) result).output().get("output"))
        .startsWith("xxx")
        .endsWith("more bytes]")
        .hasSizeLessThan((1 << 20) + 100);
  }

  @Test
  void what_happened_is_known_later() throws Exception {
    rig().playSystemctl("echo done");
    ActionCall call = workingCall();
    ActionResult result = action().perform(call);

    assertThat(action().probe(call)).isEqualTo(new ProbeResult.Happened(result));
    assertThat(action().probe(Calls.withAttempt(call, 7)))
        .isEqualTo(new ProbeResult.DidNotHappen());
    assertThat(rig().systemctlCalls()).hasSize(1);
  }

  @Test
  void a_file_is_copied_there_and_back() throws Exception {
    String path = rig().home().resolve("a file").toString();
    Files.writeString(Path.of(path), "old");
    Files.setPosixFilePermissions(Path.of(path), PosixFilePermissions.fromString("rw-r--r--"));
    ActionCall call = rig().call("run-1.copy", Map.of("path", path, "content", "häßlich\n'x'\n"));

    Done copied = (Done) new SshCopyTo().perform(call);
    Done again = (Done) new SshCopyTo().perform(Calls.withAttempt(call, 2));
    Done back = (Done) new SshCopyFrom().perform(call);

    assertThat(Path.of(path)).hasContent("häßlich\n'x'\n");
    assertThat(Files.getPosixFilePermissions(Path.of(path))).hasSize(4);
    assertThat(copied.output()).containsEntry("changed", "true");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(back.output()).containsEntry("content", "häßlich\n'x'\n");
    assertThat(back.output().get("sha256")).isEqualTo(copied.output().get("sha256"));
  }

  @Test
  void a_hostile_content_is_a_content() throws Exception {
    Path path = rig().home().resolve("copy");
    for (String content : HostileValues.all().filter(it -> it.length() < 1 << 20).toList()) {
      ActionCall call =
          rig().call("run-1.copy", Map.of("path", path.toString(), "content", content));

      assertThat(new SshCopyTo().perform(call)).isInstanceOf(Done.class);
      assertThat(path).hasBinaryContent(content.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rig().home().resolve("pwned")).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_put_or_read_is_a_lasting_failure() throws Exception {
    String nowhere = rig().home().resolve("no/such/folder").toString();
    ActionCall call = rig().call("run-1.copy", Map.of("path", nowhere, "content", "x"));

    for (StepAction each : List.of(new SshCopyTo(), new SshCopyFrom())) {
      assertThat(((Failed) each.perform(call)).cause()).isEqualTo(Failed.Cause.PERMANENT);
    }
  }

  @Test
  void a_large_file_of_any_bytes_is_sent_and_fetched_whole() throws Exception {
    byte[] bytes = new byte[(5 << 20) + 17];
    new Random(7).nextBytes(bytes);
    Files.write(files.resolve("image.bin"), bytes);
    Path there = rig().home().resolve("image.bin");
    ActionCall call = file(there, "image.bin");

    Done sent = (Done) new SshSendFile().perform(call);
    Done again = (Done) new SshSendFile().perform(Calls.withAttempt(call, 2));
    Done fetched = (Done) new SshFetchFile().perform(file(there, "back.bin"));
    Done known = (Done) new SshFetchFile().perform(file(there, "back.bin"));

    assertThat(there).hasBinaryContent(bytes);
    assertThat(files.resolve("back.bin")).hasBinaryContent(bytes);
    assertThat(sent.output()).containsEntry("changed", "true").containsEntry("bytes", "5242897");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(fetched.output())
        .containsEntry("changed", "true")
        .containsEntry("sha256", sent.output().get("sha256"));
    assertThat(known.output()).containsEntry("changed", "false");
    try (Stream<Path> all = Files.list(files)) {
      assertThat(all.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("image.bin", "back.bin");
    }
  }

  @Test
  void a_file_that_is_too_large_or_not_there_takes_no_place() throws Exception {
    try (RandomAccessFile huge = new RandomAccessFile(files.resolve("huge").toFile(), "rw")) {
      huge.setLength((64L << 20) + 1);
    }
    Path there = rig().home().resolve("huge");

    assertThat(((Failed) new SshSendFile().perform(file(there, "huge"))).reason())
        .contains("more than 64 MiB");
    assertThat(there).doesNotExist();
    Files.move(files.resolve("huge"), there);
    assertThat(((Failed) new SshFetchFile().perform(file(there, "huge"))).reason())
        .contains("more than 64 MiB");
    assertThat(((Failed) new SshSendFile().perform(file(there, "none"))).cause())
        .isEqualTo(Failed.Cause.PERMANENT);
    assertThat(files).isEmptyDirectory();
    Files.delete(there);
  }

  @Test
  void a_host_that_refuses_while_a_file_is_sent_is_heard() throws Exception {
    large("image.bin");
    Path there = rig().home().resolve("image.bin");
    script("sudo", "echo 'sudo: a password is required' >&2; exit 1");
    ActionCall sudo = Calls.withSetting(file(there, "image.bin"), "become", "sudo");
    ActionResult refused = new SshSendFile().perform(sudo);
    script("tee", "echo 'no space left on device' >&2; exit 1");
    ActionResult full = new SshSendFile().perform(file(there, "image.bin"));

    assertThat(((Failed) refused).reason()).contains("did not take its place", "a password is");
    assertThat(((Failed) full).reason()).contains("did not take its place", "no space left");
  }

  @Test
  void a_host_that_ends_without_a_word_while_a_file_is_sent_leaves_it_unknown() throws Exception {
    large("image.bin");
    script("tee", "kill -9 \"$PPID\"");

    ActionResult result =
        new SshSendFile().perform(file(rig().home().resolve("image.bin"), "image.bin"));

    assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
  }

  @Test
  void a_host_that_takes_a_file_too_slowly_is_given_up_in_time() throws Exception {
    large("image.bin");
    String slow = "i=0; while [ $i -lt 300 ]; do head -c 4096; sleep 0.1; i=$((i+1)); done";
    for (String body : List.of(slow + " > /dev/null", "exec sleep 40")) {
      script("tee", body);
      ActionCall call = file(rig().home().resolve("image.bin"), "image.bin");
      ActionCall hasty =
          new ActionCall(
              call.key(),
              1,
              call.target(),
              call.arguments(),
              Map.of(),
              Duration.ofSeconds(3),
              call.services());

      ActionResult result =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new SshSendFile().perform(hasty));

      assertThat(((ActionResult.Uncertain) result).reason()).contains("in time");
    }
  }

  @Test
  void a_file_without_an_end_is_fetched_no_further_than_the_limit() throws Exception {
    Path there = Files.writeString(rig().home().resolve("endless"), "x");
    script("cat", "exec head -c 4000000000 /dev/zero");

    ActionResult result = new SshFetchFile().perform(file(there, "endless"));

    assertThat(((Failed) result).reason()).contains("more than 64 MiB");
    assertThat(files).isEmptyDirectory();
  }

  @Test
  void two_connections_that_send_the_same_attempt_write_into_files_of_their_own() throws Exception {
    fifo("go");
    fifo("begun");
    script(
        "tee",
        "/usr/bin/tee \"$@\"; mkdir \"$HOME/first\" 2> /dev/null || exit 0;"
            + " echo x > \"$HOME/begun\"; read -r word < \"$HOME/go\"");
    Path there = rig().home().resolve("motd");
    Map<String, String> first = Map.of("path", there.toString(), "content", "first");
    FutureTask<ActionResult> slow =
        new FutureTask<>(() -> new SshCopyTo().perform(rig().call("run-1.copy", first)));
    Thread.startVirtualThread(slow);
    Files.readString(rig().home().resolve("begun"));
    Map<String, String> second = Map.of("path", there.toString(), "content", "second");

    ActionResult overtaking = new SshCopyTo().perform(rig().call("run-1.copy", second));
    Files.writeString(rig().home().resolve("go"), "go\n");

    assertThat(overtaking).isInstanceOf(Done.class);
    assertThat(slow.get(20, TimeUnit.SECONDS)).isInstanceOf(Done.class);
    assertThat(there).hasContent("first");
  }

  private void large(String name) throws IOException {
    Files.write(files.resolve(name), new byte[5 << 20]);
  }

  @Test
  void no_name_leads_out_of_the_folder_for_files() throws Exception {
    Path outside = Files.writeString(rig().home().resolve("outside"), "secret");
    Files.createSymbolicLink(files.resolve("link"), outside);
    Path there = rig().home().resolve("stolen");

    assertThat(new SshSendFile().perform(file(there, "link"))).isInstanceOf(Failed.class);
    assertThat(new SshFetchFile().perform(file(rig().home().resolve("bin/id"), "link")))
        .isInstanceOf(Failed.class);
    for (String name : List.of("../x", "/etc/passwd", "a//b", "")) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> new SshSendFile().perform(file(there, name)))
          .withMessageContaining("argument 'file'");
    }
    assertThat(there).doesNotExist();
    assertThat(outside).hasContent("secret");
  }

  private ActionCall file(Path path, String file) {
    calls++;
    return Calls.withSetting(
        rig().call("run-1.file-" + calls, Map.of("path", path.toString(), "file", file)),
        "files",
        files.toString());
  }

  @Test
  void a_path_that_could_lead_elsewhere_is_refused() {
    for (String path : List.of("etc/motd", "/etc/../x", "-x", "/a\nb", "/$(id)", "")) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(
              () ->
                  new SshCopyTo()
                      .perform(rig().call("run-1.copy", Map.of("path", path, "content", ""))))
          .withMessageContaining("argument 'path'");
    }
  }

  /** A call of its own each time, so that none is taken for an earlier one. */
  final ActionCall run(String... argv) {
    calls++;
    return Calls.withList(rig().call("run-1.step-" + calls, Map.of()), "argv", List.of(argv));
  }

  private void performQuietly(ActionCall call) {
    try {
      action().perform(call);
    } catch (InterruptedException | ActionException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void script(String name, String body) throws IOException {
    Path file = rig().home().resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void fifo(String name) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mkfifo"));
    command.add(rig().home().resolve(name).toString());
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
