package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that say something to a run. */
public final class SayCommands {
  private SayCommands() {}

  /** What all of them have: a run, a server, and whether the run is followed afterwards. */
  static final class Spoken {
    @Mixin private ConsoleOption console;
    @Mixin private Following following;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    private String run;

    int say(String verb, ObjectNode body) {
      return console.speak(
          server -> {
            server.say(run, verb, body);
            if (following.isWanted()) {
              return following.follow(server, run);
            }
            System.out.println(run + "  " + verb + ": noted");
            return ExitCode.DONE;
          });
    }
  }

  @Command(
      name = "cancel",
      description = "Ends a run at its next step; what was done is taken back where possible.")
  public static final class Cancel implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Override
    public Integer call() {
      return spoken.say("cancel", Server.body());
    }
  }

  @Command(name = "pause", description = "Lets a run begin nothing further until it is resumed.")
  public static final class Pause implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Override
    public Integer call() {
      return spoken.say("pause", Server.body());
    }
  }

  @Command(name = "resume", description = "Lets a paused run go on.")
  public static final class Resume implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Override
    public Integer call() {
      return spoken.say("resume", Server.body());
    }
  }

  @Command(name = "approve", description = "Says yes to a run, or to the rest of it.")
  public static final class Approve implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Option(names = "--step", description = "The step that waits, where several do.")
    private @Nullable String step;

    @Override
    public Integer call() {
      return spoken.say("approve", at(step));
    }
  }

  @Command(name = "decline", description = "Says no to a run, or to the rest of it.")
  public static final class Decline implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Option(names = "--step", description = "The step that waits, where several do.")
    private @Nullable String step;

    @Parameters(index = "1..*", paramLabel = "WHY", arity = "0..*", description = "Why not.")
    private @Nullable List<String> why;

    @Override
    public Integer call() {
      return spoken.say("decline", at(step).put("why", why == null ? "" : String.join(" ", why)));
    }
  }

  @Command(
      name = "request-changes",
      description =
          "Says that the plan has to be another one; the run ends, and its requester"
              + " learns what to change.")
  public static final class RequestChanges implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Parameters(
        index = "1..*",
        paramLabel = "WHAT",
        arity = "1..*",
        description = "What to change.")
    private List<String> what;

    @Override
    public Integer call() {
      return spoken.say("request-changes", Server.body().put("why", String.join(" ", what)));
    }
  }

  @Command(
      name = "resolve",
      description =
          "Says what became of a step that nobody else can know of: done, not-done (it is made"
              + " again) or give-up.")
  public static final class Resolve implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Parameters(index = "1", paramLabel = "STEP", description = "The step.")
    private String step;

    @Parameters(index = "2", paramLabel = "WHAT", description = "done, not-done or give-up.")
    private String what;

    @Override
    public Integer call() {
      return spoken.say("resolve", at(step).put("settlement", what));
    }
  }

  @Command(name = "answer", description = "Gives the values that a run asks for.")
  public static final class Answer implements Callable<Integer> {
    @Mixin private Spoken spoken;

    @Parameters(index = "1", paramLabel = "STEP", description = "The step that asks.")
    private String step;

    @Parameters(
        index = "2..*",
        paramLabel = "NAME=VALUE",
        arity = "0..*",
        description = "The values.")
    private @Nullable Map<String, String> values;

    @Override
    public Integer call() {
      ObjectNode body = at(step);
      ObjectNode given = body.putObject("values");
      if (values != null) {
        values.forEach(given::put);
      }
      return spoken.say("answer", body);
    }
  }

  private static ObjectNode at(@Nullable String step) {
    return step == null ? Server.body() : Server.body().put("step", step);
  }
}
