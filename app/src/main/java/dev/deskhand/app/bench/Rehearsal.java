package dev.deskhand.app.bench;

import dev.deskhand.content.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Starts an installation in this process and has it acknowledge commands. */
public final class Rehearsal {
  private static final int COMMANDS = 5;

  private Rehearsal() {}

  /**
   * Plays a later start in a temporary folder, after a first one that a process of its own makes:
   * bringing the schema up and learning the language need classes that no later start needs.
   *
   * @param start opens the installation of a configuration file
   */
  public static void play(Function<String, ? extends AutoCloseable> start) throws IOException {
    Path folder = Files.createTempDirectory("deskhand-rehearsal-");
    try (Site site = Site.in(folder)) {
      first(site);
      later(site, start);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void first(Site site) throws IOException {
    List<String> command =
        JavaCommand.program(
            JavaCommand.plain(), "serve", "--config", site.configuration().toString());
    try (Child child = Child.start(command, site.port())) {
      child.awaitLoaded();
    }
  }

  private static void later(Site site, Function<String, ? extends AutoCloseable> start)
      throws IOException {
    SignedCommand commands = new SignedCommand(InstantSource.system());
    try (AutoCloseable installation = start.apply(site.configuration().toString());
        Wire wire = new Wire(site.port())) {
      for (int i = 0; i < COMMANDS; i++) {
        int status = wire.exchange(commands.next());
        if (status != 200) {
          throw new IllegalStateException(
              "rehearsing with " + installation + ": expected 200, found " + status);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the rehearsed installation did not close in order", e);
    }
  }
}
