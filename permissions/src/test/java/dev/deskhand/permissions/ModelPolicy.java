package dev.deskhand.permissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A policy of the small language that the reference model and Cedar both speak.
 *
 * @param action empty for every action
 * @param runbook empty for every one
 * @param role empty for everybody
 */
record ModelPolicy(
    String id,
    Effect effect,
    Optional<Action> action,
    Optional<String> runbook,
    Optional<String> role,
    Set<Condition> conditions) {
  static final List<String> ROLES = List.of("staff", "sre", "approver");
  static final List<String> RUNBOOKS = List.of("one", "two");
  static final List<Action> ACTIONS = List.of(Action.START, Action.APPROVE, Action.SEE);
  static final Duration VALID = Duration.ofHours(1);

  enum Effect {
    FORBID,
    AUTOMATIC,
    APPROVAL_BY_ONE,
    APPROVAL_BY_TWO,
    BY_HAND
  }

  enum Condition {
    FOR_SELF("context.forSelf"),
    LOW_RISK("context has risk && context.risk == \"low\""),
    CHEAP("context.numbers.hasTag(\"cost\") && context.numbers.getTag(\"cost\") < 1000"),
    VERIFIED("!(context has verification && context.verification == \"unverified\")");

    private final String cedar;

    Condition(String cedar) {
      this.cedar = cedar;
    }

    /** The same in Java, written without a look at Cedar. */
    boolean holds(AccessRequest asked) {
      return switch (this) {
        case FOR_SELF -> asked.beneficiary().equals(asked.principal().id());
        case LOW_RISK -> "low".equals(asked.circumstances().get("risk"));
        case CHEAP -> {
          String cost = asked.plan().inputs().getOrDefault("cost", "");
          yield cost.matches("-?[0-9]{1,18}") && Long.parseLong(cost) < 1000;
        }
        case VERIFIED -> !"unverified".equals(asked.circumstances().get("verification"));
      };
    }
  }

  boolean matches(AccessRequest asked) {
    return action.filter(it -> it != asked.action()).isEmpty()
        && runbook.filter(it -> !it.equals(asked.resource().id())).isEmpty()
        && role.filter(it -> !asked.principal().hasRole(new Role(it))).isEmpty()
        && conditions.stream().allMatch(it -> it.holds(asked));
  }

  String cedar() {
    String when =
        conditions.isEmpty()
            ? ""
            : " when { "
                + String.join(" && ", conditions.stream().map(it -> "(" + it.cedar + ")").toList())
                + " }";
    return "@id(\""
        + id
        + "\") @reason(\"Because of "
        + id
        + ".\") "
        + head()
        + " ("
        + role.map(it -> "principal in Role::\"" + it + "\"").orElse("principal is Person")
        + ", "
        + action.map(it -> "action == Action::\"" + it.label() + "\"").orElse(every())
        + ", "
        + runbook.map(it -> "resource == Runbook::\"" + it + "\"").orElse("resource is Runbook")
        + ")"
        + when
        + ";\n";
  }

  private static String every() {
    return "action in ["
        + String.join(", ", ACTIONS.stream().map(it -> "Action::\"" + it.label() + "\"").toList())
        + "]";
  }

  private String head() {
    return switch (effect) {
      case FORBID -> "forbid";
      case AUTOMATIC -> "@authority(\"automatic\") permit";
      case APPROVAL_BY_ONE -> approval(1);
      case APPROVAL_BY_TWO -> approval(2);
      case BY_HAND -> "@authority(\"human-only\") @role(\"sre\") permit";
    };
  }

  private static String approval(int count) {
    return "@authority(\"approval\") @approver(\"approver\") @approvals(\""
        + count
        + "\") @valid(\""
        + VALID
        + "\") permit";
  }

  static ModelPolicy random(String id, Random random) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : Condition.values()) {
      if (random.nextInt(5) == 0) {
        conditions.add(condition);
      }
    }
    return new ModelPolicy(
        id,
        Effect.values()[random.nextInt(Effect.values().length)],
        some(ACTIONS, random),
        some(RUNBOOKS, random),
        some(ROLES, random),
        Set.copyOf(conditions));
  }

  static <T> Optional<T> some(List<T> all, Random random) {
    int at = random.nextInt(all.size() + 1);
    return at == all.size() ? Optional.empty() : Optional.of(all.get(at));
  }

  /** What everybody may be: every set of roles. */
  static List<Principal> people() {
    List<Principal> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << ROLES.size(); bits++) {
      List<String> roles = new ArrayList<>();
      for (int i = 0; i < ROLES.size(); i++) {
        if ((bits & 1 << i) != 0) {
          roles.add(ROLES.get(i));
        }
      }
      all.add(Company.person("p" + bits, roles.toArray(String[]::new)));
    }
    return all;
  }

  static Resource resource(String runbook) {
    return new Resource(Resource.Type.RUNBOOK, runbook, Map.of());
  }
}
