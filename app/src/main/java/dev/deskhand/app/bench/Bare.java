package dev.deskhand.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A bare process of this Java, as the baseline of start-up and memory.
 *
 * @param untilHello from the start of the process to its first line
 */
record Bare(Duration untilHello, double residentMegabytes) {
  static Bare run(List<String> jvm) throws IOException {
    List<String> command = new ArrayList<>(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hello.class.getName()));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said = process.inputReader()) {
      find("hello", said);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String resident = find("VmRSS:", said);
      return new Bare(took, Double.parseDouble(resident.replaceAll("[^0-9]", "")) / 1024);
    }
  }

  /** The JVM's own warnings may stand between. */
  private static String find(String beginning, BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IllegalStateException("a bare JVM did not say '" + beginning + "'");
  }
}
