package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the tokens by which programs act as somebody. */
@Command(
    name = "tokens",
    description = "Makes, lists and revokes tokens by which programs act as somebody.",
    subcommands = {
      TokenCommands.Create.class,
      TokenCommands.Show.class,
      TokenCommands.Revoke.class
    })
public final class TokenCommands {

  @Command(
      name = "create",
      description = "Prints a token, once: what is stored can't be turned back into it.")
  static final class Create implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Option(
        names = "--for",
        paramLabel = "OWNER",
        description = "As whom it acts: a person or a service (default: oneself).")
    private @Nullable String owner;

    @Option(names = "--name", required = true, paramLabel = "WORDS", description = "For lists.")
    private String name;

    @Option(
        names = "--verbs",
        required = true,
        split = ",",
        paramLabel = "VERB",
        description =
            "What it is for: start, read-evidence, approve, answer, cancel, resolve, freeze,"
                + " unfreeze.")
    private List<String> verbs;

    @Option(
        names = "--runbooks",
        split = ",",
        paramLabel = "RUNBOOK",
        description = "For which (default: all that its owner may).")
    private @Nullable List<String> runbooks;

    @Option(
        names = "--days",
        defaultValue = "90",
        paramLabel = "DAYS",
        description = "How long it is good, up to 366 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Override
    public Integer call() {
      ObjectNode body = Server.body().put("name", name).put("days", days);
      if (owner != null) {
        body.put("for", owner);
      }
      ArrayNode wanted = body.putArray("verbs");
      verbs.forEach(wanted::add);
      ArrayNode only = body.putArray("runbooks");
      if (runbooks != null) {
        runbooks.forEach(only::add);
      }
      return console.speak(
          server -> {
            System.out.println(server.makeToken(body).path("token").asText());
            return ExitCode.DONE;
          });
    }
  }

  @Command(name = "list", description = "Lists the tokens that one may know about.")
  static final class Show implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            for (JsonNode it : server.tokens().path("tokens")) {
              System.out.printf(
                  "%s  %s: acts as %s for %s%s until %s, %s%n",
                  it.path("id").asText(),
                  it.path("name").asText(),
                  it.path("owner").asText(),
                  words(it.path("verbs")),
                  it.path("runbooks").isEmpty() ? "" : " of " + words(it.path("runbooks")),
                  it.path("expires").asText(),
                  it.has("used") ? "used " + it.path("used").asText() : "never used");
            }
            return ExitCode.DONE;
          });
    }

    private static String words(JsonNode texts) {
      List<String> words = new ArrayList<>();
      texts.forEach(text -> words.add(text.asText()));
      return String.join(", ", words);
    }
  }

  @Command(name = "revoke", description = "Ends a token at once.")
  static final class Revoke implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(paramLabel = "ID", description = "The token's id, as 'list' shows it.")
    private String id;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            server.revokeToken(id);
            System.out.println(id + " is worth nothing now");
            return ExitCode.DONE;
          });
    }
  }
}
