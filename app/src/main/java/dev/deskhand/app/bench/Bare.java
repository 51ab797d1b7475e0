package dev.deskhand.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bare process of this Java, as the baseline of start-up and memory.
 *
 * @param untilHello from the start of the process to its first line
 */
record Bare(Duration untilHello, double residentMegabytes) {
  static Bare run(List<String> jvm) throws IOException {
    List<String> command = new ArrayList<>(jvm);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Hello.class.getName()));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said = process.inputReader()) {
      said.readLine();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return new Bare(took, megabytes(said.readLine()));
    }
  }

  private static double megabytes(@Nullable String line) {
    return line == null ? 0 : Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
  }
}
