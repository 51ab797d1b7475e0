package dev.deskhand.permissions;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reference model: what the documentation promises, as plainly as it can be said. */
record ModelAuthorizer(List<ModelPolicy> policies, List<Principal> people, Instant now) {

  /** An answer in one line: its kind, and the policies behind it. */
  String decide(AccessRequest asked) {
    List<ModelPolicy> matching =
        policies.stream()
            .filter(it -> it.matches(asked))
            .sorted(Comparator.comparing(ModelPolicy::id))
            .toList();
    List<String> forbidding = ids(matching, ModelPolicy.Effect.FORBID);
    if (!forbidding.isEmpty() || matching.isEmpty()) {
      return "deny " + forbidding;
    }
    List<String> automatic = ids(matching, ModelPolicy.Effect.AUTOMATIC);
    if (!automatic.isEmpty()) {
      return "allow " + automatic;
    }
    int given = approvers(asked);
    Optional<ModelPolicy> satisfied =
        matching.stream().filter(it -> needed(it) > 0 && needed(it) <= given).findFirst();
    if (satisfied.isPresent()) {
      return "allow [" + satisfied.get().id() + "]";
    }
    return matching.stream()
        .filter(it -> needed(it) > 0)
        .min(Comparator.comparingInt(ModelAuthorizer::needed))
        .map(it -> "approval [" + it.id() + "]")
        .orElseGet(() -> "by hand [" + ids(matching, ModelPolicy.Effect.BY_HAND).getFirst() + "]");
  }

  private static List<String> ids(List<ModelPolicy> policies, ModelPolicy.Effect effect) {
    return policies.stream().filter(it -> it.effect() == effect).map(ModelPolicy::id).toList();
  }

  private static int needed(ModelPolicy policy) {
    return switch (policy.effect()) {
      case APPROVAL_BY_ONE -> 1;
      case APPROVAL_BY_TWO -> 2;
      case FORBID, AUTOMATIC, BY_HAND -> 0;
    };
  }

  /** Different people, none of them interested, all still entitled, of this plan, in time. */
  private int approvers(AccessRequest asked) {
    Set<PersonId> counted = new HashSet<>();
    for (Approval approval : asked.plan().approvals()) {
      boolean counts =
          !asked.plan().digest().isEmpty()
              && approval.planDigest().equals(asked.plan().digest())
              && !approval.by().equals(asked.principal().id())
              && !approval.by().equals(asked.beneficiary())
              && !approval.at().plus(ModelPolicy.VALID).isBefore(now)
              && people.stream()
                  .filter(it -> it.id().equals(approval.by()))
                  .anyMatch(it -> mayApprove(it, asked));
      if (counts) {
        counted.add(approval.by());
      }
    }
    return counted.size();
  }

  private boolean mayApprove(Principal approver, AccessRequest asked) {
    return approver.hasRole(new Role("approver"))
        && decide(
                new AccessRequest(
                    approver,
                    Action.APPROVE,
                    asked.resource(),
                    approver.id(),
                    Map.of("requester", asked.principal().id().value()),
                    AccessRequest.PlanReference.NONE))
            .startsWith("allow");
  }
}
