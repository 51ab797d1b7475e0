package dev.deskhand.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one command. */
@Command(
    name = "deskhand",
    mixinStandardHelpOptions = false,
    description =
        "Takes the requests of an IT support desk: understands them, checks permission, does the"
            + " work, and documents it.%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Begin with:",
      "  deskhand demo               a whole practice company on this machine",
      "  deskhand demo --story vpn   a story, played and checked in seconds"
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      CheckCommand.class,
      LoginCommand.class,
      AuditCommand.class,
      HealthCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** Runs the command; exits with 0, 1 for something that went wrong, 2 for a wrong call. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (e, command, _) -> {
              command.getErr().println(command.getColorScheme().errorText(Told.by(e)));
              return 1;
            });
  }
}
