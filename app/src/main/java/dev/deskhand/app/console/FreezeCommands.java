package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that stop effects, and let them go on. */
public final class FreezeCommands {
  private FreezeCommands() {}

  /** What both have: a scope, a reason, and a server. */
  static final class Stop {
    @Mixin private ConsoleOption console;

    @Parameters(
        paramLabel = "SCOPE",
        arity = "0..1",
        defaultValue = "everything",
        description = "everything (the default), runbook/NAME or target/NAME.")
    private String scope;

    @Option(names = "--why", required = true, paramLabel = "WORDS", description = "For the audit.")
    private String why;

    int say(String verb) {
      return console.speak(
          server -> {
            JsonNode standing =
                server.stop(verb, Server.body().put("scope", scope).put("why", why));
            print(standing);
            return warned(standing.path("warning").asText());
          });
    }
  }

  @Command(
      name = "freeze",
      description =
          "Stops all new effects at once, of everything, a runbook or a target; lists what is under"
              + " way. Lifting it takes a second person.")
  public static final class Freeze implements Callable<Integer> {
    @Mixin private Stop stop;

    @Override
    public Integer call() {
      return stop.say("freeze");
    }
  }

  @Command(name = "unfreeze", description = "Lifts a freeze of somebody else.")
  public static final class Unfreeze implements Callable<Integer> {
    @Mixin private Stop stop;

    @Override
    public Integer call() {
      return stop.say("unfreeze");
    }
  }

  @Command(
      name = "frozen",
      description = "Says what is frozen, and what was dispatched before and has no result yet.")
  public static final class Frozen implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            print(server.frozen());
            return ExitCode.DONE;
          });
    }
  }

  /** Whoever mistypes a name in an emergency may not believe that it is stopped. */
  private static int warned(String warning) {
    if (warning.isEmpty()) {
      return ExitCode.DONE;
    }
    System.err.println("Nothing may be stopped by it: " + warning);
    return ExitCode.FAILED;
  }

  private static void print(JsonNode standing) {
    JsonNode frozen = standing.path("frozen");
    if (frozen.isEmpty()) {
      System.out.println("Nothing is frozen.");
    }
    for (JsonNode it : frozen) {
      System.out.printf(
          "frozen     %s since %s by %s: %s%n",
          it.path("scope").asText(),
          it.path("since").asText(),
          it.path("by").asText(),
          it.path("why").asText());
    }
    for (JsonNode it : standing.path("inFlight")) {
      System.out.printf(
          "in flight  %s %s: %s on %s%n",
          it.path("run").asText(),
          it.path("runbook").asText(),
          it.path("step").asText(),
          it.path("target").asText());
    }
  }
}
