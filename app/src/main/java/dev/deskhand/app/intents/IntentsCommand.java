package dev.deskhand.app.intents;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.console.TeachCommands;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Everything about utterances. */
@Command(name = "intents", description = "Looks at how sentences are understood.")
public final class IntentsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private IntentsCommand() {}

  /** The command, for installations whose catalogue a function reads. */
  public static CommandLine of(Function<Settings, Taught> catalogue) {
    return new CommandLine(new IntentsCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new CheckIntentsCommand(catalogue))
        .addSubcommand(new TryCommand(catalogue))
        .addSubcommand(new ImportCommand())
        .addSubcommand(new TeachCommands.Review())
        .addSubcommand(new TeachCommands.Approve())
        .addSubcommand(new TeachCommands.Reject());
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
