package dev.deskhand.app.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** An installation in a process of its own. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);
  private static final byte[] HEALTH = Wire.get("/healthz");

  private static final Pattern MOST_HEAP = Pattern.compile("-Xmx(\\d+)m");

  private final Process process;
  private final int port;
  private final Duration untilFirst;

  private Child(Process process, int port, Duration untilFirst) {
    this.process = process;
    this.port = port;
    this.untilFirst = untilFirst;
  }

  /** Starts it; returns when it has acknowledged a signed command, which is then in its inbox. */
  static Child start(List<String> command, int port) throws IOException {
    SignedCommand commands = new SignedCommand(InstantSource.system());
    long began = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("DESKHAND_"));
    Process process = builder.start();
    while (!acknowledges(port, commands)) {
      requireAlive(process, began);
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return new Child(process, port, Duration.ofNanos(System.nanoTime() - began));
  }

  /** From the start of the process to the first acknowledgement. */
  Duration untilFirst() {
    return untilFirst;
  }

  /** Waits until nothing is loaded any more. */
  void awaitLoaded() throws IOException {
    long began = System.nanoTime();
    while (health().contains("loading")) {
      requireAlive(process, began);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** What the process has in memory, in MB of 2^20 bytes. */
  double residentMegabytes() throws IOException {
    return megabytes("VmRSS:");
  }

  /** The most that it ever had. */
  double mostResidentMegabytes() throws IOException {
    return megabytes("VmHWM:");
  }

  /**
   * The most that its heap may have, as its command line says.
   *
   * @throws IllegalStateException if that says nothing of it
   */
  double mostHeapMegabytes() throws IOException {
    return MOST_HEAP
        .matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
        .results()
        .mapToDouble(it -> Double.parseDouble(it.group(1)))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new IllegalStateException("a process without -Xmx"));
  }

  private double megabytes(String label) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(label))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private String health() throws IOException {
    try (Wire wire = new Wire(port)) {
      return wire.text(HEALTH);
    }
  }

  private static boolean acknowledges(int port, SignedCommand commands) throws IOException {
    try (Wire wire = new Wire(port)) {
      int status = wire.exchange(commands.next());
      if (status != 200) {
        throw new IllegalStateException("the first command was answered with " + status);
      }
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  private static void requireAlive(Process process, long began) {
    if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
      process.destroy();
      throw new IllegalStateException("the server that was to be measured did not come up");
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
