package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that has a running server read its catalogue anew. */
@Command(
    name = "reload",
    description =
        "Has a running server read its catalogue anew, all of it or nothing. Ends with 0 when the"
            + " files are the catalogue now; with 1, and every problem with its place, when they"
            + " are not in order and the catalogue stays as it was.")
public final class ReloadCommand implements Callable<Integer> {
  @Mixin private ConsoleOption console;

  @Override
  public Integer call() {
    return console.speak(
        server -> {
          JsonNode told = server.reload();
          System.out.println(
              told.path("outcome").asText().equals("same")
                  ? "Nothing has changed: the catalogue is " + told.path("catalogue").asText() + "."
                  : "The catalogue is " + told.path("catalogue").asText() + " now.");
          return ExitCode.DONE;
        });
  }
}
