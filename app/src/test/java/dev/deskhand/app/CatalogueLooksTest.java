package dev.deskhand.app;

import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.SandboxHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped runbooks look at what they did: a program that says yes and does nothing fools none. */
final class CatalogueLooksTest {
  @TempDir private Path folder;

  @Test
  void old_files_that_stay_are_not_said_to_be_deleted() {
    try (House house = House.open(folder, Doors.NONE, Map.of())) {
      install(
          house,
          "web-1",
          "find",
          "for word; do [ \"$word\" = -delete ] && exit 0; done; exec /usr/bin/find \"$@\"");

      install(house, "web-1", "df", "echo $$ of it are in use, for others write there, too");

      house.play(
          """
          - elena says: /desk run free-disk-space host=web-1
          - grace presses: Approve
          - elena sees: No room could be made by ourselves.
          - the world: file scratch/old on web-1 exists
          """);
    }
  }

  @Test
  void a_configuration_that_stays_different_is_not_said_to_be_right() {
    try (House house = House.open(folder, Doors.NONE, Map.of())) {
      install(
          house, "web-2", "cp", "case \"$2\" in *.reference) exit 0;; esac; exec /bin/cp \"$@\"");

      house.play(
          """
          - it happens: file config/site.conf on web-2 becomes workers=400
          - grace says: /desk run verify-configuration hosts=web-2 file=config/site.conf
          - grace sees: The configuration could not be put right.
          """);
    }
  }

  /** Puts a program before those of the machine. */
  private static void install(House house, String host, String program, String script) {
    SandboxHost there = Objects.requireNonNull(house.sandbox().webServers().get(host), host);
    Path file = there.home().resolve("bin").resolve(program);
    try {
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
