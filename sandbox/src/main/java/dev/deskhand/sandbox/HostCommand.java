package dev.deskhand.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exec channel: {@code /bin/sh -c COMMAND} in the home, its streams joined to the channel's. It
 * ends when the process does; when the channel closes first, the process and its children are
 * killed.
 */
final class HostCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(HostCommand.class);

  private static final Duration KILLED_WITHIN = Duration.ofSeconds(2);

  private final String command;
  private final Path home;
  private @Nullable InputStream input;
  private @Nullable OutputStream output;
  private @Nullable OutputStream errors;
  private @Nullable ExitCallback exit;
  private volatile @Nullable Process process;

  HostCommand(String command, Path home) {
    this.command = command;
    this.home = home;
  }

  @Override
  public void setInputStream(InputStream in) {
    input = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    output = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    errors = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    Process started = processBuilder().start();
    process = started;
    Thread.startVirtualThread(() -> feed(started));
    Thread out = Thread.startVirtualThread(() -> copy(started.getInputStream(), output));
    Thread err = Thread.startVirtualThread(() -> copy(started.getErrorStream(), errors));
    Thread.startVirtualThread(() -> finish(started, out, err));
  }

  private ProcessBuilder processBuilder() {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    environment.put("USER", SandboxHost.USER);
    environment.put("LANG", "C.UTF-8");
    return builder;
  }

  @Override
  public void destroy(ChannelSession channel) {
    kill();
  }

  /** Kills the command and its children, and waits shortly until they are gone. */
  void kill() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(Stream.of(running.toHandle()), running.descendants()).toList();
    // Parents first, so that none starts a child after it was looked for.
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("killing a command with {} processes did not end in time", all.size(), e);
    }
  }

  private void feed(Process to) {
    try (OutputStream stdin = to.getOutputStream()) {
      copyAll(input, stdin);
    } catch (IOException e) {
      LOG.debug("the command stopped reading its input: {}", e.getMessage());
    }
  }

  private static void copy(InputStream from, @Nullable OutputStream to) {
    try (from) {
      copyAll(from, to);
    } catch (IOException e) {
      LOG.debug("the channel closed before the command's output ended: {}", e.getMessage());
    }
  }

  /** Flushes after each read, so that a client sees output as it comes. */
  private static void copyAll(@Nullable InputStream from, @Nullable OutputStream to)
      throws IOException {
    if (from == null || to == null) {
      return;
    }
    byte[] buffer = new byte[8192];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      to.write(buffer, 0, n);
      to.flush();
    }
  }

  private void finish(Process ended, Thread out, Thread err) {
    try {
      int code = ended.waitFor();
      out.join();
      err.join();
      ExitCallback callback = exit;
      if (callback != null) {
        callback.onExit(code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended.destroyForcibly();
    }
  }
}
