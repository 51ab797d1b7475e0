package dev.deskhand.app.console;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that look at runs. */
public final class LookCommands {
  private LookCommands() {}

  @Command(name = "runs", description = "Lists the newest runs that you may see.")
  public static final class Runs implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            new RunPrinter(System.out).list(server.runs().path("runs"));
            return ExitCode.DONE;
          });
    }
  }

  @Command(
      name = "show",
      description =
          "Shows how a run stands and what happened to it. Ends with 0, 1 or 3 as 'run' does.")
  public static final class Show implements Callable<Integer> {
    @Mixin private ConsoleOption console;
    @Mixin private Following following;

    @Option(
        names = "--artefact",
        paramLabel = "SHA256",
        description = "Prints a long text that the run names, and nothing else.")
    private @Nullable String artefact;

    @Parameters(paramLabel = "RUN", description = "The run.")
    private String run;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            if (artefact != null) {
              System.out.println(server.artefact(run, artefact));
              return ExitCode.DONE;
            }
            if (following.isWanted()) {
              return following.follow(server, run);
            }
            var shown = server.run(run);
            new RunPrinter(System.out).run(shown);
            return ExitCode.of(shown);
          });
    }
  }
}
