package dev.deskhand.actions.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandRunTest extends StepActionContract {
  private @TempDir @Nullable Path folder;

  @BeforeEach
  void scripts() throws IOException {
    script("note", "echo noted; echo x >> effects");
    script("tell", "printf %s \"$2\" > word");
    script("both", "echo out; echo err >&2; exit 3");
    script("env", "env");
    script("echo-input", "cat");
    script("flood", "head -c 3000000 /dev/zero | tr '\\0' x");
    script("slow", "(sleep 600 & echo $! > grandchild; echo begun; wait) & echo $! > child; wait");
  }

  @Override
  protected StepAction action() {
    return new CommandRun();
  }

  @Override
  protected ActionCall workingCall() {
    return run(script("note"));
  }

  @Override
  protected long effects() {
    return Files.exists(in("effects")) ? 1 : 0;
  }

  @Test
  void what_it_wrote_and_how_it_ended_are_told() throws Exception {
    ActionCall call = run(script("both"));

    ActionResult unwanted = action().perform(call);
    Done wanted = (Done) action().perform(Calls.withArgument(call, "exit-codes", "3"));

    assertThat(wanted.output()).isEqualTo(Map.of("exit-code", "3", "output", "out\nerr"));
    assertThat(((Failed) unwanted).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) unwanted).reason()).contains("ended with 3");
  }

  @Test
  void a_hostile_word_arrives_as_it_is() throws Exception {
    for (String word : HostileValues.all().toList()) {
      try {
        assertThat(action().perform(run(script("tell"), "--", word))).isInstanceOf(Done.class);
        assertThat(in("word")).hasBinaryContent(word.getBytes(StandardCharsets.UTF_8));
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument 'argv'");
      }
    }

    assertThat(in("pwned")).doesNotExist();
  }

  @Test
  void a_program_that_is_not_allowed_is_not_run() {
    for (String program : List.of("/bin/sh", "sh", folder() + "/../" + folder(), "")) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> action().perform(run(program, "-c", "touch pwned")))
          .withMessageContaining("argument 'argv'");
    }
  }

  @Test
  void its_environment_has_what_the_target_lists_and_nothing_else() throws Exception {
    ActionCall call = Calls.withSetting(run(script("env")), "env.GREETING", "hello world");

    Done done = (Done) action().perform(call);

    assertThat(
            String.valueOf(done.output().get("output"))
                .lines()
                .map(it -> it.split("=", 2)[0])
                .toList())
        .contains("GREETING", "PATH")
        .isSubsetOf("GREETING", "PATH", "PWD", "_", "SHLVL", "OLDPWD");
  }

  @Test
  void its_input_is_a_text_of_any_kind() throws Exception {
    for (String text : HostileValues.all().filter(it -> it.length() < 1000).toList()) {
      ActionCall call = Calls.withArgument(run(script("echo-input")), "stdin", text);

      Done done = (Done) action().perform(call);

      assertThat(done.output()).containsEntry("output", text.stripTrailing());
    }
  }

  @Test
  void much_output_is_cut_with_a_mark() throws Exception {
    Done done = (Done) action().perform(run(script("flood")));

    assertThat(done.output().get("output"))
        .endsWith("more bytes]")
        .hasSizeLessThan((1 << 20) + 100);
  }

  @Test
  void when_time_is_up_it_and_all_that_it_started_are_killed() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    ActionCall call =
        Calls.withOutput(Calls.withTimeout(run(script("slow")), Duration.ofSeconds(2)), told::add);

    ActionResult result = action().perform(call);

    assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(told.poll(1, TimeUnit.SECONDS)).isEqualTo("begun\n");
    assertThat(List.of(pid("child"), pid("grandchild"))).noneMatch(CommandRunTest::runs);
  }

  @Test
  void it_runs_as_the_user_of_its_target() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "only root can become somebody else");
    Map<String, String> settings = new HashMap<>(run("/usr/bin/id").target().settings());
    settings.putAll(Map.of("programs", "/usr/bin/id", "user", "nobody", "by", "setpriv"));
    settings.putAll(Map.of("group", "nogroup", "folder", "/"));

    Done done = (Done) action().perform(Calls.withSettings(run("/usr/bin/id", "-un"), settings));

    assertThat(done.output()).containsEntry("output", "nobody");
  }

  @Test
  void a_program_that_is_not_there_is_a_lasting_failure() throws Exception {
    ActionCall call = Calls.withSetting(run("/nowhere/at-all"), "programs", "/nowhere/at-all");

    assertThat(((Failed) action().perform(call)).cause()).isEqualTo(Failed.Cause.PERMANENT);
  }

  private ActionCall run(String... argv) {
    List<String> programs = new ArrayList<>();
    for (String name : List.of("note", "tell", "both", "env", "echo-input", "flood", "slow")) {
      programs.add(script(name));
    }
    Map<String, String> settings =
        Map.of(
            "programs", String.join(", ", programs),
            "folder", folder().toString(),
            "env.PATH", "/usr/bin:/bin");
    ActionCall call =
        Calls.call(new Target("this-machine", "command", settings), Map.of(), it -> it);
    return Calls.withList(call, "argv", List.of(argv));
  }

  private String script(String name) {
    return in(name).toString();
  }

  private void script(String name, String body) throws IOException {
    Files.writeString(in(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(in(name), PosixFilePermissions.fromString("rwx------"));
  }

  private long pid(String file) throws IOException {
    return Long.parseLong(Files.readString(in(file)).strip());
  }

  /** A process that ended and that nobody asked about is not there either. */
  private static boolean runs(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  private Path in(String name) {
    return folder().resolve(name);
  }

  private Path folder() {
    if (folder == null) {
      throw new IllegalStateException("JUnit gives the folder");
    }
    return folder;
  }
}
