package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.slack.SlackManifest;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What administrators of Slack need. */
@Command(
    name = "slack",
    description = "What administrators of Slack need.",
    subcommands = SlackCommand.Manifest.class)
final class SlackCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** Needs no configuration: the app is made before there is one. */
  @Command(
      name = "manifest",
      description = "Prints the manifest to make the app of at Slack, and why it has each scope.")
  static final class Manifest implements Callable<Integer> {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description =
            "Where Slack reaches Deskhand, over https; without it, Deskhand connects to Slack"
                + " (Socket Mode).")
    private @Nullable URI url;

    @Option(
        names = "--command",
        paramLabel = "/NAME",
        defaultValue = Settings.Slack.COMMAND,
        description = "The slash command (default: ${DEFAULT-VALUE}).")
    private String command;

    @Override
    public Integer call() {
      System.out.print(new SlackManifest(command, Optional.ofNullable(url)).yaml());
      return 0;
    }
  }
}
