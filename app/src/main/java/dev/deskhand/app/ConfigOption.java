package dev.deskhand.app;

import dev.deskhand.app.config.References;
import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.SettingsReader;
import dev.deskhand.content.ContentException;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the configuration, shared by every command that needs one. */
public final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "deskhand.yaml",
      description = "The configuration file (default: ${DEFAULT-VALUE}).")
  private Path file;

  References references() {
    return new References(System.getenv(), folder());
  }

  /**
   * The settings.
   *
   * @throws ContentException with every problem of the file, and then also of the people and the
   *     catalogue that it names
   */
  public Settings settings() {
    Problems problems = new Problems();
    SettingsReader reader =
        new SettingsReader(System.getenv(), references(), folder(), Home.catalogue(), problems);
    Optional<Settings> read = reader.read(file.toString(), text(problems));
    if (!problems.isEmpty()) {
      read.ifPresent(settings -> problems.addAll(Installation.read(settings).problems()));
    }
    return read.filter(_ -> problems.isEmpty())
        .orElseThrow(() -> new ContentException(problems.all()));
  }

  private Path folder() {
    return file.toAbsolutePath().resolveSibling(".").normalize();
  }

  private String text(Problems problems) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      problems.add(
          new SourcePosition(file.toString(), 1, 1),
          "the configuration can't be read: write it (docs/how-to/install.md shows one), or name"
              + " another with --config");
      throw new ContentException(problems.all());
    }
  }
}
