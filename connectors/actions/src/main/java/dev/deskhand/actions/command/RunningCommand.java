package dev.deskhand.actions.command;

import dev.deskhand.actions.CappedOutput;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command in a session of its own, so that all that it starts can be found again. Closing it
 * kills what is left of it.
 */
final class RunningCommand implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCommand.class);
  private static final Path SESSION = Path.of("/usr/bin/setsid");
  private static final String KILL = "/usr/bin/kill";

  /** For what was written last, and for what is told to end. */
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final Process process;
  private final List<String> prefix;
  private final CappedOutput output;
  private final Thread reader;

  private RunningCommand(Process process, List<String> prefix, CappedOutput output) {
    this.process = process;
    this.prefix = prefix;
    this.output = output;
    this.reader = Thread.ofVirtual().name("command-output").start(this::read);
  }

  static RunningCommand start(CommandTarget target, List<String> argv, Output told)
      throws IOException {
    List<String> session =
        Files.isExecutable(SESSION) ? List.of(SESSION.toString()) : List.<String>of();
    List<String> all = Stream.of(session, target.prefix(), argv).flatMap(List::stream).toList();
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.directory(target.folder().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(target.environment());
    return new RunningCommand(builder.start(), target.prefix(), new CappedOutput(told));
  }

  /** A command that does not read its input is none the worse. */
  void feed(byte[] input) {
    Thread.startVirtualThread(
        () -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
          } catch (IOException e) {
            LOG.debug("a command stopped reading its input: {}", e.getMessage());
          }
        });
  }

  /** False if it had to be killed. */
  boolean awaitEnd(Deadline deadline) throws InterruptedException {
    boolean ended = process.waitFor(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill();
    }
    reader.join(SHORTLY);
    return ended;
  }

  int exitCode() {
    return process.exitValue();
  }

  String output() {
    return output.text();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  /** First a word to those that pass it on, such as sudo; then an end to all of the session. */
  private void kill() {
    List<ProcessHandle> tree = tree();
    tree.forEach(ProcessHandle::destroy);
    awaitEndOf(tree);
    killSession();
    Stream.concat(tree.stream(), tree().stream()).forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static void awaitEndOf(List<ProcessHandle> tree) {
    CompletableFuture<?>[] ends =
        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(SHORTLY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("a command did not end when it was told to: {}", e.toString());
    }
  }

  /** As the user that the command ran as, who alone may. */
  private void killSession() {
    List<String> all =
        Stream.of(prefix, List.of(KILL, "-KILL", "--", "-" + process.pid()))
            .flatMap(List::stream)
            .toList();
    try {
      Process killing =
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      killing.waitFor(SHORTLY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      LOG.warn("'{}' can't be run, so a command may be left over: {}", KILL, e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (InputStream from = process.getInputStream()) {
      from.transferTo(output);
    } catch (IOException e) {
      LOG.debug("a command's output broke off: {}", e.getMessage());
    }
  }
}
