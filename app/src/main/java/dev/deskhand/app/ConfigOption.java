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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the configuration, shared by every command that needs one. */
public final class ConfigOption {
  /** Where the configuration is when nobody names it. */
  static final String FILE = "deskhand.yaml";

  private static final String SHORT = "-c";
  private static final String LONG = "--config";

  static final List<String> NAMES = List.of(SHORT, LONG);

  @Option(
      names = {SHORT, LONG},
      paramLabel = "FILE",
      defaultValue = FILE,
      description = "The configuration file (default: ${DEFAULT-VALUE}).")
  private Path file;

  private final Map<String, String> environment;
  private Optional<Configured> configured = Optional.empty();

  /** What the file says, and what resolves its secrets. */
  private record Configured(Settings settings, References references) {}

  ConfigOption() {
    this(Path.of(FILE), System.getenv());
  }

  /**
   * An option that was given.
   *
   * @param environment what stands over the file, and has secrets
   */
  ConfigOption(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = Map.copyOf(environment);
  }

  /** What resolves the secrets of the settings. */
  References references() {
    return read().references();
  }

  /**
   * The settings.
   *
   * @throws ContentException with every problem of the file, and then also of the people and the
   *     catalogue that it names
   */
  public Settings settings() {
    return read().settings();
  }

  private Configured read() {
    Configured known = configured.orElseGet(this::readAnew);
    configured = Optional.of(known);
    return known;
  }

  private Configured readAnew() {
    Problems problems = new Problems();
    SettingsReader reader =
        new SettingsReader(
            environment,
            new References(environment, folder()),
            folder(),
            Home.catalogue(),
            problems);
    Optional<Settings> read = reader.read(file.toString(), text(problems));
    if (!problems.isEmpty()) {
      read.ifPresent(settings -> problems.addAll(Installation.read(settings).problems()));
    }
    return read.filter(_ -> problems.isEmpty())
        .map(settings -> new Configured(settings, reader.references()))
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
