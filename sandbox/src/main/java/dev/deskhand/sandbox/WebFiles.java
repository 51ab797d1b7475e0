package dev.deskhand.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What lies on a web server: {@code shop} with the releases 1.0, which is current, 1.1, and 1.2,
 * which does not start; {@code tls/site.pem}; {@code logs/web.log}; {@code scratch} with a file of
 * 2001 that nobody needs, and one that is new; {@code config/site.conf} and what it should be.
 */
final class WebFiles {
  private static final int OLD_BYTES = 200_000;

  private WebFiles() {}

  static void lay(Path home) {
    try {
      write(home, "shop/releases/1.0/version", "1.0\n");
      write(home, "shop/releases/1.1/version", "1.1\n");
      write(home, "shop/releases/1.2/version", "1.2\n");
      write(home, "shop/releases/1.2/broken", "");
      Files.createSymbolicLink(home.resolve("shop/current"), Path.of("releases/1.0"));
      write(home, "tls/site.pem", "certificate of site, issue 1\n");
      write(home, "logs/web.log", "GET / 200\n");
      write(home, "scratch/new", "still needed\n");
      Path old = write(home, "scratch/old", "x".repeat(OLD_BYTES));
      Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
      write(home, "config/site.conf", "workers=4\n");
      write(home, "config/site.conf.reference", "workers=4\n");
    } catch (IOException e) {
      throw new UncheckedIOException("laying files out in " + home + " failed", e);
    }
  }

  private static Path write(Path home, String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
