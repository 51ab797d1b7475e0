package dev.deskhand.torture;

import dev.deskhand.content.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The company's host: a home in which commands really run, with a program that leaves a line for
 * each effect in a file. Twice the same would be two lines.
 */
final class Host implements AutoCloseable {
  /** What a runbook has {@code ssh.run} run. */
  static final String PROGRAM = "./deed.sh";

  private static final String EFFECTS = "effects";

  private final Path home;

  /** How the host is while a command runs. */
  enum Mood {
    FINE,
    REFUSES,
    FALLS_BEFORE,
    FALLS_AFTER,
    TAKES_LONG;

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a command came to. */
  record Ran(int exitCode, String output, String said) {}

  /** Makes the home. */
  Host(Path home) throws IOException {
    this.home = Files.createDirectories(home);
    Path program = home.resolve(PROGRAM);
    try (InputStream shipped = Host.class.getResourceAsStream("deed.sh")) {
      Files.write(program, Objects.requireNonNull(shipped).readAllBytes());
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** Runs a command to its end, whoever waits for it or does not any more. */
  Ran run(String command, byte[] input, Mood mood) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).directory(home.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "MOOD", mood.word()));
    Process process = builder.start();
    FutureTask<String> said = new FutureTask<>(() -> text(process.getErrorStream()));
    Thread.ofVirtual().start(said);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = text(process.getInputStream());
    try {
      return new Ran(process.waitFor(), output, said.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a command's words can't be read", e);
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Whether it was this attempt that made the effect. */
  boolean made(Received asked) {
    return lines().stream()
        .anyMatch(it -> it.startsWith(asked.key() + " " + asked.attempt() + " "));
  }

  /** The keys of all effects, each as often as it was made. */
  List<String> keys() {
    return lines().stream().map(it -> it.substring(0, it.indexOf(' '))).toList();
  }

  private List<String> lines() {
    Path effects = home.resolve(EFFECTS);
    try {
      return Files.exists(effects) ? Files.readAllLines(effects) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Folders.delete(home);
  }
}
