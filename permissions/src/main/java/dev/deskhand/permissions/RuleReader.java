package dev.deskhand.permissions;

import dev.deskhand.content.Lengths;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a policy's annotations; what is wrong with them becomes problems. */
final class RuleReader {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "reason",
          "authority",
          "approver",
          "approvals",
          "valid",
          "escalate",
          "after",
          "role");

  /** What only a policy with {@code @authority("approval")} says. */
  private static final List<String> OF_APPROVALS =
      List.of("approver", "approvals", "valid", "escalate", "after");

  private static final List<String> AUTHORITIES = List.of("automatic", "approval", "human-only");
  private static final int MAX_APPROVALS = 9;
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final int VERSION_DIGITS = 12;

  private final Statements.Statement statement;
  private final Map<String, String> annotations;
  private final Problems problems;

  private RuleReader(
      Statements.Statement statement, Map<String, String> annotations, Problems problems) {
    this.statement = statement;
    this.annotations = annotations;
    this.problems = problems;
  }

  /** The rule of a permitting policy. */
  static Rule permitting(
      Statements.Statement statement, Map<String, String> annotations, Problems problems) {
    RuleReader reader = new RuleReader(statement, annotations, problems);
    reader.refuseUnknown();
    return new Rule(
        reader.required("id"),
        reader.version(),
        reader.required("reason"),
        reader.authority(),
        statement.conditions());
  }

  /** The rule of a forbidding policy. */
  static Rule forbidding(
      Statements.Statement statement, Map<String, String> annotations, Problems problems) {
    RuleReader reader = new RuleReader(statement, annotations, problems);
    reader.refuseUnknown();
    reader.refuse("a policy that forbids", List.of("authority", "role"));
    reader.refuse("a policy that forbids", OF_APPROVALS);
    return new Rule(
        reader.required("id"),
        reader.version(),
        reader.required("reason"),
        new Rule.Effect.Forbids(),
        statement.conditions());
  }

  private String version() {
    return Sha256.hex(statement.text().strip()).substring(0, VERSION_DIGITS);
  }

  private Rule.Effect authority() {
    String authority = required("authority");
    return switch (authority) {
      case "automatic" -> {
        refuse("@authority(\"automatic\")", List.of("role"));
        refuse("@authority(\"automatic\")", OF_APPROVALS);
        yield new Rule.Effect.Automatic();
      }
      case "approval" -> {
        refuse("@authority(\"approval\")", List.of("role"));
        yield new Rule.Effect.AfterApproval(
            new Decision.ApprovalRule(
                new Role(required("approver")), approvals(), valid(), escalation()));
      }
      case "human-only" -> {
        refuse("@authority(\"human-only\")", OF_APPROVALS);
        yield new Rule.Effect.ByHand(new Role(required("role")));
      }
      default -> {
        if (!authority.isEmpty()) {
          add(
              "authority",
              "@authority(\""
                  + authority
                  + "\") is unknown: "
                  + Problems.suggestion(authority, AUTHORITIES));
        }
        yield new Rule.Effect.Forbids();
      }
    };
  }

  private int approvals() {
    String text = required("approvals");
    if (text.matches("[1-" + MAX_APPROVALS + "]")) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      add(
          "approvals",
          "@approvals(\"" + text + "\"): expected a number from 1 to " + MAX_APPROVALS);
    }
    return 1;
  }

  private Duration valid() {
    return required("valid").isEmpty() ? Duration.ofHours(1) : length("valid");
  }

  private Optional<Decision.Escalation> escalation() {
    if (!annotations.containsKey("escalate") && !annotations.containsKey("after")) {
      return Optional.empty();
    }
    Role role = new Role(required("escalate"));
    Duration after = required("after").isEmpty() ? Duration.ofHours(1) : length("after");
    return Optional.of(new Decision.Escalation(role, after));
  }

  private Duration length(String name) {
    String text = annotations.getOrDefault(name, "").strip();
    Optional<Duration> length =
        Lengths.read(text).filter(it -> it.isPositive() && it.compareTo(LONGEST) <= 0);
    if (length.isEmpty()) {
      add(
          name,
          "@"
              + name
              + "(\""
              + text
              + "\"): expected a length of time of up to 30 days, such as 4h");
    }
    return length.orElse(Duration.ofHours(1));
  }

  private String required(String name) {
    String value = annotations.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      add(name, nameOfPolicy() + " has no @" + name + ": write @" + name + "(\"…\")");
    }
    return value;
  }

  private void refuseUnknown() {
    for (String name : annotations.keySet()) {
      if (!KNOWN.contains(name)) {
        add(name, "unknown annotation @" + name + ": " + Problems.suggestion(name, KNOWN));
      }
    }
  }

  private void refuse(String where, List<String> names) {
    for (String name : names) {
      if (annotations.containsKey(name)) {
        add(name, "@" + name + " means nothing with " + where + ": remove it");
      }
    }
  }

  private String nameOfPolicy() {
    String id = annotations.getOrDefault("id", "").strip();
    return id.isEmpty() ? "this policy" : "policy '" + id + "'";
  }

  private void add(String annotation, String message) {
    problems.add(statement.at(annotation), message);
  }
}
