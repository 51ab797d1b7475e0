package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bare process of this Java: says hello, and what it has in memory. */
final class Hello {
  private Hello() {}

  /** Prints two lines. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("hello");
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        System.out.println(line);
      }
    }
  }
}
