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

/** The commands about who approves for whom. */
public final class DelegationCommands {
  private DelegationCommands() {}

  private static void print(JsonNode answer) {
    for (JsonNode it : answer.path("delegations")) {
      List<String> roles = new ArrayList<>();
      it.path("roles").forEach(role -> roles.add(role.asText()));
      System.out.printf(
          "%s  %s approves for %s%s, %s to %s%n",
          it.path("id").asText(),
          it.path("to").asText(),
          it.path("from").asText(),
          roles.isEmpty() ? "" : " as " + String.join(", ", roles),
          it.path("since").asText(),
          it.path("until").asText());
    }
  }

  /** {@code delegate}. */
  @Command(
      name = "delegate",
      description = "Has somebody approve in one's place while one is away. Days are UTC's.")
  public static final class Delegate implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(index = "0", paramLabel = "TO", description = "Who approves.")
    private String to;

    @Option(
        names = "--until",
        required = true,
        paramLabel = "DAY",
        description = "The last day, such as 2026-12-24.")
    private String until;

    @Option(names = "--since", paramLabel = "DAY", description = "The first day (default: now).")
    private @Nullable String since;

    @Option(names = "--of", paramLabel = "PERSON", description = "Whose (default: one's own).")
    private @Nullable String of;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "As a holder of which role alone; may be given more than once.")
    private List<String> roles = new ArrayList<>();

    @Override
    public Integer call() {
      ObjectNode body = Server.body().put("to", to).put("until", until);
      if (since != null) {
        body.put("since", since);
      }
      if (of != null) {
        body.put("of", of);
      }
      ArrayNode named = body.putArray("roles");
      roles.forEach(named::add);
      return console.speak(
          server -> {
            print(server.delegate(body));
            return ExitCode.DONE;
          });
    }
  }

  /** {@code delegations}. */
  @Command(name = "delegations", description = "Lists who approves for whom, now and later.")
  public static final class Delegations implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            print(server.delegations());
            return ExitCode.DONE;
          });
    }
  }

  /** {@code undelegate}. */
  @Command(name = "undelegate", description = "Ends that somebody approves for another.")
  public static final class Undelegate implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(paramLabel = "ID", description = "As 'delegations' shows it.")
    private String id;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            JsonNode ended = server.undelegate(id).path("delegations").path(0);
            System.out.println(
                ended.path("to").asText() + " approves no more for " + ended.path("from").asText());
            return ExitCode.DONE;
          });
    }
  }
}
