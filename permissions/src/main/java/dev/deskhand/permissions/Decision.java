package dev.deskhand.permissions;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the policies say, and why. */
public sealed interface Decision {

  /** The policies that decided and what they say for people. */
  Reasons reasons();

  /** The more, the less stands in the way: 0 for a denial, 3 for leave at once. */
  default int leniency() {
    return switch (this) {
      case Deny _ -> 0;
      case HumanOnly _ -> 1;
      case NeedsApproval _ -> 2;
      case Allow _ -> 3;
    };
  }

  /** It may be done, by whoever holds the grant. */
  record Allow(Grant grant, Reasons reasons) implements Decision {}

  /** It may be done once somebody else has said yes to this plan. */
  record NeedsApproval(ApprovalRule rule, Reasons reasons) implements Decision {}

  /** Automation has no business here: a person of the given role does it by hand. */
  record HumanOnly(Role role, Reasons reasons) implements Decision {}

  /** It may not be done. */
  record Deny(Reasons reasons) implements Decision {}

  /**
   * Why.
   *
   * @param policies those that decided, as {@code id@version}; empty when none spoke for it
   * @param sentence what a person understands, such as "Only IT support may restart services."
   */
  record Reasons(List<String> policies, String sentence) {
    public Reasons {
      policies = List.copyOf(policies);
    }

    /** The ids of the policies, for people: the versions are for the audit. */
    public List<String> policyIds() {
      return policies.stream().map(policy -> policy.replaceFirst("@[0-9a-f]*$", "")).toList();
    }
  }

  /**
   * What has to be said yes to, and by whom.
   *
   * @param role that each approver holds
   * @param count how many different people, none of them the requester
   * @param validFor how long a request waits, and an approval holds
   * @param escalation who else is asked when nobody answers
   */
  record ApprovalRule(Role role, int count, Duration validFor, Optional<Escalation> escalation) {

    /** A rule that asks nobody else. */
    public ApprovalRule(Role role, int count, Duration validFor) {
      this(role, count, validFor, Optional.empty());
    }

    /**
     * When others are asked, too; empty if nobody else is.
     *
     * @param until when the question is over
     */
    public Optional<Instant> escalatesAt(Instant until) {
      return escalation.map(it -> until.minus(validFor).plus(it.after()));
    }

    /** True if this person's yes counts: as a holder of the role, or of that it escalates to. */
    public boolean admits(Principal approver, Set<PersonId> interested) {
      return !places(approver, interested).isEmpty();
    }

    /** In whose place this person's yes counts; see {@link Authorities}. */
    public Set<PersonId> places(Principal approver, Set<PersonId> interested) {
      Set<PersonId> places = new HashSet<>(approver.approvesFor(role, interested));
      escalation.ifPresent(it -> places.addAll(approver.approvesFor(it.role(), interested)));
      return Set.copyOf(places);
    }
  }

  /**
   * Holders of another role, whose yes counts as well.
   *
   * @param after how long after the first question they are asked, too
   */
  record Escalation(Role role, Duration after) {}
}
