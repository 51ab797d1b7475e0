package dev.deskhand.app.intents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process has in use; 0 where the system does not tell as Linux does. */
final class Resident {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "VmRSS:";

  private static final int ROUNDS = 5;

  private Resident() {}

  /**
   * In megabytes, once garbage is collected and its room is given back, which takes a few rounds.
   */
  static long settled() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
    }
    return megabytes();
  }

  private static long megabytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(LINE))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
