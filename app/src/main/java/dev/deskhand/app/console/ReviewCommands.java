package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was done in an emergency, and is looked at afterwards. */
public final class ReviewCommands {
  private ReviewCommands() {}

  @Command(
      name = "reviews",
      description = "Lists what was done in an emergency and nobody else has reviewed yet.")
  public static final class Reviews implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            print(server.reviews().path("reviews"));
            return ExitCode.DONE;
          });
    }

    private static void print(JsonNode reviews) {
      if (reviews.isEmpty()) {
        System.out.println("Nothing waits for a review.");
      }
      for (JsonNode it : reviews) {
        System.out.printf(
            "%s  %s by %s since %s: %s%n",
            it.path("run").asText(),
            it.path("runbook").asText(),
            it.path("by").asText(),
            it.path("since").asText(),
            it.path("why").asText());
      }
    }
  }

  @Command(
      name = "review",
      description = "Says that an emergency of somebody else has been looked at, and closes it.")
  public static final class Review implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    private String run;

    @Option(names = "--why", required = true, paramLabel = "WORDS", description = "What was found.")
    private String why;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            server.review(run, Server.body().put("why", why));
            System.out.println("The review of " + run + " is closed.");
            return ExitCode.DONE;
          });
    }
  }
}
