package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = "Starts a runbook on the running server, as a named person.",
    footer = {
      "",
      "Ends with 0 if it succeeded or goes on, 1 if it failed or was refused, 2 for a wrong call,",
      "3 if it waits for a person."
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private ConsoleOption console;
  @Spec private CommandSpec spec;
  @Mixin private Following following;

  @Option(
      names = "--dry-run",
      description = "Prints what would be done and what the policies say; nothing is done.")
  private boolean isDry;

  @Option(
      names = "--break-glass",
      description =
          "In an emergency, past what the policies ask for otherwise, where they allow that. It is"
              + " told to security, ends within an hour, and somebody else has to review it.")
  private boolean breaksGlass;

  @Option(names = "--why", paramLabel = "WORDS", description = "Why the glass is broken.")
  private @Nullable String why;

  @Parameters(index = "0", paramLabel = "NAME", description = "The runbook.")
  private String runbook;

  @Parameters(index = "1..*", paramLabel = "KEY=VALUE", arity = "0..*", description = "Its inputs.")
  private @Nullable List<String> inputs;

  @Override
  public Integer call() {
    if (breaksGlass != (why != null && !why.isBlank())) {
      System.err.println("--break-glass and --why go together: say why it is an emergency.");
      return ExitCode.USAGE;
    }
    return console.speak(server -> isDry ? plan(server) : start(server));
  }

  private int plan(Server server) {
    JsonNode plan = server.plan(body());
    new RunPrinter(System.out).plan(plan);
    return ExitCode.ofDecision(plan.path("decision"));
  }

  private int start(Server server) {
    return following.follow(server, server.start(body()).path("id").asText());
  }

  private ObjectNode body() {
    ObjectNode body = Server.body().put("id", UUID.randomUUID().toString()).put("runbook", runbook);
    ObjectNode values = body.putObject("inputs");
    if (inputs != null) {
      inputs.forEach(input -> put(values, input));
    }
    if (breaksGlass) {
      body.put("breakGlass", why);
    }
    return body;
  }

  private void put(ObjectNode values, String input) {
    int equals = input.indexOf('=');
    if (equals < 1) {
      throw new ParameterException(spec.commandLine(), "expected KEY=VALUE, found '" + input + "'");
    }
    String name = input.substring(0, equals);
    if (values.has(name)) {
      throw new ParameterException(spec.commandLine(), name + " is given twice");
    }
    values.put(name, input.substring(equals + 1));
  }
}
