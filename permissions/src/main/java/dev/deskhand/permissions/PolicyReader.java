package dev.deskhand.permissions;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.Effect;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.json.PolicyShape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads policies in Cedar's language and checks them against their schema and the annotations that
 * the house asks for:
 *
 * <ul>
 *   <li>every policy: {@code @id("…")}, unique, and {@code @reason("…")}, a sentence for people;
 *   <li>a permitting one: {@code @authority("automatic" | "approval" | "human-only")};
 *   <li>with approval: {@code @approver("role") @approvals("1") @valid("PT4H")};
 *   <li>with human-only: {@code @role("role")}.
 * </ul>
 *
 * The first call of the process loads Cedar's native library, which takes some tenths of a second.
 */
public final class PolicyReader {
  private static final String FOR_ACTION = " for Action::\"[^\"]*\"";

  private final Problems problems;
  private final Map<String, Statements.Statement> statements = new LinkedHashMap<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, PolicyShape> shapes = new LinkedHashMap<>();
  private final Set<Policy> policies = new HashSet<>();

  private PolicyReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a whole set.
   *
   * @param schema in Cedar's schema language
   * @return empty when these files have problems, all of which are added
   */
  public static Optional<Policies> read(
      PolicyFile schema, List<PolicyFile> files, Problems problems) {
    return read(schema, files, Optional.empty(), problems);
  }

  /**
   * The same.
   *
   * @param given the roles that people have or are given; empty where that is not known
   */
  public static Optional<Policies> read(
      PolicyFile schema, List<PolicyFile> files, Optional<Set<Role>> given, Problems problems) {
    Problems own = new Problems();
    PolicyReader reader = new PolicyReader(own);
    Optional<Policies> read = reader.read(schema, files);
    given.ifPresent(reader::requireRoles);
    problems.addAll(own.all());
    return own.isEmpty() ? read : Optional.empty();
  }

  private Optional<Policies> read(PolicyFile schemaFile, List<PolicyFile> files) {
    Optional<Schema> schema = schema(schemaFile);
    files.forEach(file -> Statements.of(file).forEach(this::add));
    PolicySet set = new PolicySet(policies);
    schema.ifPresent(checked -> validate(schemaFile, checked, set));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return schema.map(checked -> new Policies(set, checked, rules, shapes));
  }

  /** Whoever has to say yes or to do it by hand is somebody that there may be. */
  private void requireRoles(Set<Role> given) {
    Set<Role> known = new HashSet<>(given);
    known.addAll(Policies.roles(shapes.values()));
    Set<String> names = known.stream().map(Role::value).collect(Collectors.toSet());
    rules.forEach(
        (key, rule) ->
            rule.asks()
                .forEach(
                    (annotation, role) -> {
                      if (!known.contains(role) && !role.value().isEmpty()) {
                        problems.add(
                            Objects.requireNonNull(statements.get(key)).at(annotation),
                            "nobody can have the role '%s': %s"
                                .formatted(role.value(), Problems.suggestion(role.value(), names)));
                      }
                    }));
  }

  private Optional<Schema> schema(PolicyFile file) {
    try {
      return Optional.of(Schema.parse(Schema.JsonOrCedar.Cedar, file.text()));
    } catch (InternalException e) {
      String message = messageOf(e);
      problems.add(
          Statements.place(file, Statements.offsetOfWord(message, file.text())),
          "not a Cedar schema: " + message);
      return Optional.empty();
    }
  }

  private void add(Statements.Statement statement) {
    try {
      Policy parsed = Policy.parseStaticPolicy(statement.text());
      Map<String, String> annotations = parsed.getAnnotations();
      Rule rule =
          parsed.effect() == Effect.PERMIT
              ? RuleReader.permitting(statement, annotations, problems)
              : RuleReader.forbidding(statement, annotations, problems);
      String key = keyOf(rule, statement);
      statements.put(key, statement);
      rules.put(key, rule);
      shapes.put(key, PolicyShape.parse(parsed.toJson()));
      policies.add(new Policy(statement.text(), key));
    } catch (InternalException e) {
      String message = messageOf(e);
      problems.add(statement.atWordOf(message), "not a Cedar policy: " + message);
    }
  }

  /** The policy's id; its place stands in for an id that is missing or taken. */
  private String keyOf(Rule rule, Statements.Statement statement) {
    if (rule.id().isEmpty()) {
      return statement.at().toString();
    }
    Statements.Statement first = statements.get(rule.id());
    if (first == null) {
      return rule.id();
    }
    problems.add(
        statement.at("id"),
        "policy '" + rule.id() + "' stands here twice; first at " + first.at("id"));
    return statement.at().toString();
  }

  private void validate(PolicyFile schemaFile, Schema schema, PolicySet set) {
    try {
      ValidationResponse response =
          new BasicAuthorizationEngine().validate(new ValidationRequest(schema, set));
      response.success.ifPresentOrElse(
          this::tell,
          () -> problems.add(Statements.place(schemaFile, 0), "Cedar cannot check: " + response));
    } catch (AuthException e) {
      problems.add(Statements.place(schemaFile, 0), "Cedar cannot check: " + e.getMessage());
    }
  }

  /** One fault may be told once for every action; a warning adds nothing to a policy's error. */
  private void tell(ValidationResponse.ValidationSuccessResponse answer) {
    Set<Problem> told = new LinkedHashSet<>();
    Set<String> faulty = new HashSet<>();
    for (ValidationResponse.ValidationError error : answer.validationErrors) {
      faulty.add(error.getPolicyId());
      told.add(problem(error));
    }
    for (ValidationResponse.ValidationError warning : answer.validationWarnings) {
      if (!faulty.contains(warning.getPolicyId())) {
        told.add(problem(warning));
      }
    }
    problems.addAll(told);
  }

  private Problem problem(ValidationResponse.ValidationError error) {
    String id = error.getPolicyId();
    DetailedError detail = error.getError();
    String message =
        detail.message.replace("for policy `" + id + "`, ", "").replaceAll(FOR_ACTION, "")
            + detail.help.filter(help -> !help.isBlank()).map(help -> "; " + help).orElse("");
    Statements.Statement statement = Objects.requireNonNull(statements.get(id));
    SourcePosition at =
        detail.sourceLocations.stream()
            .findFirst()
            .map(label -> statement.atByte(label.start))
            .orElseGet(statement::at);
    return new Problem(at, "policy '" + id + "': " + message);
  }

  private static String messageOf(InternalException e) {
    return String.join("; ", e.getErrors()).replace("Internal JNI Error: ", "");
  }
}
