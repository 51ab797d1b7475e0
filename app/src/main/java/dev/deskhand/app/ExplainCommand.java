package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.permissions.AccessRequest;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Explanation;
import dev.deskhand.permissions.IdentityDirectory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description =
        "Says what the policies answer, which of them decided, and what would have to be different."
            + " Ends with 0 when it is allowed, with 3 when it needs approval, else with 1.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MOST_DIFFERENCES = 12;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "PERSON", description = "An id of the people file.")
  private String person;

  @Parameters(
      index = "1",
      paramLabel = "VERB",
      description =
          "see, start, perform, answer, approve, cancel, resolve, read-evidence, freeze or"
              + " unfreeze.")
  private String verb;

  @Parameters(
      index = "2",
      paramLabel = "OBJECT",
      description = "runbook/NAME, tree/NAME, target/NAME, run/ID, ticket/ID or tenant/NAME.")
  private String object;

  @Parameters(
      index = "3..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description =
          "An input of the runbook; for=PERSON; or a circumstance: channel, verification, ticket,"
              + " calendar, risk, effect, runbook, requester, hour, weekday …")
  private @Nullable Map<String, String> given;

  @Override
  public Integer call() {
    Settings settings = config.settings();
    Installation installation = Installation.read(settings);
    Content content = installation.checked();
    IdentityDirectory people = installation.people().orElseThrow();
    AccessRequest asked =
        new QuestionReader(people, content, settings.targets())
            .read(person, verb, object, given == null ? Map.of() : given);
    Authorizer authorizer = new Authorizer(content.policies(), people, InstantSource.system());
    Explanation explanation = authorizer.explain(asked);
    lines(asked, explanation).forEach(System.out::println);
    return switch (explanation.decision()) {
      case Decision.Allow _ -> 0;
      case Decision.NeedsApproval _ -> 3;
      case Decision.HumanOnly _, Decision.Deny _ -> 1;
    };
  }

  private static List<String> lines(AccessRequest asked, Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        asked.principal().id()
            + " "
            + asked.action().label()
            + " "
            + asked.resource()
            + (asked.action() == Action.START && !isForSelf(asked)
                ? " for " + asked.beneficiary()
                : "")
            + ": "
            + outcome(explanation.decision()));
    lines.add("  " + explanation.decision().reasons().sentence());
    List<String> policies = explanation.decision().reasons().policyIds();
    lines.add(
        policies.isEmpty()
            ? "  no policy permits it"
            : "  decided by " + String.join(", ", policies));
    if (!explanation.differences().isEmpty()) {
      lines.add("It would be different");
      explanation.differences().stream()
          .limit(MOST_DIFFERENCES)
          .forEach(it -> lines.add("  " + it.change() + ": " + inShort(it.decision())));
    }
    return lines;
  }

  private static boolean isForSelf(AccessRequest asked) {
    return asked.beneficiary().equals(asked.principal().id());
  }

  private static String inShort(Decision decision) {
    return outcome(decision) + " [" + String.join(", ", decision.reasons().policyIds()) + "]";
  }

  private static String outcome(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> "allowed";
      case Decision.NeedsApproval(Decision.ApprovalRule rule, Decision.Reasons _) ->
          "allowed after approval by " + rule.count() + " of " + rule.role();
      case Decision.HumanOnly human -> "done by hand, by " + human.role();
      case Decision.Deny _ -> "denied";
    };
  }
}
