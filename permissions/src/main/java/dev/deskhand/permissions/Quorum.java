package dev.deskhand.permissions;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts the approvals of a request that hold now: of exactly this plan, in time, by different
 * people none of whom asked for it, each of them still entitled.
 */
final class Quorum {
  /** How far another replica's clock may be ahead of ours. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private final AccessRequest request;
  private final Function<PersonId, Optional<Principal>> directory;
  private final Function<AccessRequest, Decision> decide;
  private final Instant now;

  /**
   * @param directory who somebody is now
   * @param decide what the policies say to an approver
   */
  Quorum(
      AccessRequest request,
      Function<PersonId, Optional<Principal>> directory,
      Function<AccessRequest, Decision> decide,
      Instant now) {
    this.request = request;
    this.directory = directory;
    this.decide = decide;
    this.now = now;
  }

  /**
   * How many people's approvals hold, each in a place of its own; see {@link Authorities}.
   *
   * @param refused why others do not, in sentences; filled
   */
  int standing(Decision.ApprovalRule rule, List<String> refused) {
    Map<PersonId, Set<PersonId>> standing = new LinkedHashMap<>();
    for (Approval approval : request.plan().approvals()) {
      if (request.plan().digest().isEmpty()
          || !approval.planDigest().equals(request.plan().digest())) {
        continue;
      }
      Optional<String> defect = defect(approval, rule);
      defect.ifPresentOrElse(
          refused::add, () -> standing.put(approval.by(), places(approval.by(), rule)));
    }
    return Authorities.count(List.copyOf(standing.values()));
  }

  private Set<PersonId> places(PersonId by, Decision.ApprovalRule rule) {
    return directory.apply(by).map(it -> rule.places(it, interested())).orElse(Set.of());
  }

  private Instant inTimeAt() {
    return request.plan().goingSince().orElse(now);
  }

  private Optional<String> defect(Approval approval, Decision.ApprovalRule rule) {
    PersonId by = approval.by();
    if (interested().contains(by)) {
      return Optional.of(by + " can't approve what is done for or by " + by + ".");
    }
    if (approval.at().isAfter(now.plus(CLOCK_DIFFERENCE))
        || approval.at().plus(rule.validFor()).isBefore(inTimeAt())) {
      return Optional.of(
          "The approval by " + by + " is no longer valid: it has to be given again.");
    }
    Optional<Principal> approver = directory.apply(by);
    if (approver.isEmpty() || !isEntitled(approver.get(), rule)) {
      return Optional.of(by + " may not approve this any more.");
    }
    return Optional.empty();
  }

  /** Who asked, whom it is for, and who answers for the service that asked. */
  private Set<PersonId> interested() {
    Set<PersonId> interested = new HashSet<>();
    interested.add(request.principal().id());
    interested.add(request.beneficiary());
    switch (request.principal().kind()) {
      case Principal.Kind.Service service -> interested.add(service.owner());
      case Principal.Kind.Human _ -> {}
    }
    return interested;
  }

  private boolean isEntitled(Principal approver, Decision.ApprovalRule rule) {
    boolean human = approver.kind() instanceof Principal.Kind.Human;
    return human
        && rule.admits(approver, interested())
        && decide.apply(asApprover(approver)) instanceof Decision.Allow;
  }

  private AccessRequest asApprover(Principal approver) {
    return new AccessRequest(
        approver,
        Action.APPROVE,
        request.resource(),
        approver.id(),
        Map.of("requester", request.principal().id().value()),
        AccessRequest.PlanReference.NONE);
  }
}
