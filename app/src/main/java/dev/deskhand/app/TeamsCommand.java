package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.teams.AppPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What administrators of Teams need. */
@Command(
    name = "teams",
    description = "What administrators of Microsoft Teams need.",
    subcommands = TeamsCommand.MakePackage.class)
final class TeamsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(
      name = "package",
      description = "Makes the app to upload to Teams: a manifest and icons, zipped.")
  static final class MakePackage implements Callable<Integer> {
    @Mixin private ConfigOption config;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        defaultValue = "deskhand-teams.zip",
        description = "Where to (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "Where people reach Deskhand, over https (default: base-url).")
    private @Nullable URI url;

    @Option(
        names = "--app-version",
        paramLabel = "VERSION",
        defaultValue = "1.0.0",
        description =
            "The app's version (default: ${DEFAULT-VALUE}); Teams takes an update if it rises.")
    private String version;

    @Override
    public Integer call() throws IOException {
      Settings settings = config.settings();
      String appId =
          settings
              .doors()
              .teams()
              .flatMap(Settings.Teams::app)
              .map(Settings.TeamsApp::id)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the configuration has no teams.app-id: docs/how-to/teams.md says how to"
                              + " get one"));
      AppPackage made =
          new AppPackage(appId, version, Optional.ofNullable(url).orElse(settings.baseUrl()));
      try (OutputStream file = Files.newOutputStream(out)) {
        made.writeTo(file);
      }
      System.out.println("The app is in " + out + ": upload it to Teams.");
      return 0;
    }
  }
}
