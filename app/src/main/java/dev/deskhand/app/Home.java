package dev.deskhand.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this distribution lies. */
final class Home {
  private Home() {}

  /**
   * The folder of the shipped catalogue: {@code catalog} in the folder that the launcher names in
   * {@code deskhand.home}, else in the nearest one above the program.
   *
   * @throws IllegalStateException if there is none
   */
  static Path catalogue() {
    Path program = start();
    for (Path folder = program; folder != null; folder = folder.getParent()) {
      Path catalogue = folder.resolve("catalog");
      if (Files.isDirectory(catalogue)) {
        return catalogue;
      }
    }
    throw new IllegalStateException(
        "no folder 'catalog' above " + program + ": unpack the distribution again");
  }

  private static Path start() {
    String named = System.getProperty("deskhand.home");
    return named == null ? program() : Path.of(named).toAbsolutePath();
  }

  private static Path program() {
    try {
      return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place is no path", e);
    }
  }
}
