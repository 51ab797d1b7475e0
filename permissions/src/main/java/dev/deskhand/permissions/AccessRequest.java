package dev.deskhand.permissions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * May this principal do this to that, now?
 *
 * @param beneficiary whom it is done for; the principal unless somebody acts for another
 * @param circumstances what else policies may ask about, such as {@code channel: slack}; texts
 * @param plan what exactly would be done
 */
public record AccessRequest(
    Principal principal,
    Action action,
    Resource resource,
    PersonId beneficiary,
    Map<String, String> circumstances,
    PlanReference plan) {
  private static final PersonId ANYBODY = new PersonId("anybody");
  private static final PersonId SOMEBODY_ELSE = new PersonId("somebody-else");

  /**
   * The exact thing that a grant or an approval binds.
   *
   * @param digest SHA-256 of the canonical plan, hexadecimal; empty when there is nothing to plan
   * @param inputs the values that it was made with, which policies may set limits to
   * @param approvals given so far, for any plan
   * @param goingSince when that began which is asked about: the approvals had to be in time then;
   *     empty where they have to be now
   */
  public record PlanReference(
      String digest,
      Map<String, String> inputs,
      List<Approval> approvals,
      Optional<Instant> goingSince) {
    public static final PlanReference NONE = new PlanReference("", Map.of(), List.of());

    /** Of what has not begun. */
    public PlanReference(String digest, Map<String, String> inputs, List<Approval> approvals) {
      this(digest, inputs, approvals, Optional.empty());
    }

    public PlanReference {
      inputs = Map.copyOf(inputs);
      approvals = List.copyOf(approvals);
    }
  }

  public AccessRequest {
    circumstances = Map.copyOf(circumstances);
  }

  /** What policies are asked: digests and approvals are compared and counted beside them. */
  AccessRequest question() {
    return new AccessRequest(
        principal,
        action,
        resource,
        beneficiary,
        circumstances,
        new PlanReference("", plan.inputs(), List.of()));
  }

  /**
   * What is asked of policies that tell nobody apart: who it is does not matter, but whether it is
   * for themselves.
   */
  AccessRequest ofAnybody() {
    PersonId whom = beneficiary.equals(principal.id()) ? ANYBODY : SOMEBODY_ELSE;
    Principal anybody =
        new Principal(
            principal.tenant(),
            ANYBODY,
            "",
            principal.roles(),
            principal.kind(),
            principal.attributes(),
            principal.standIns(),
            Optional.empty());
    return question().by(anybody, whom);
  }

  /** The same, under other circumstances. */
  AccessRequest under(Map<String, String> others) {
    return new AccessRequest(principal, action, resource, beneficiary, others, plan);
  }

  /** The same, asked by another, for whom it is done. */
  AccessRequest by(Principal other, PersonId whom) {
    return new AccessRequest(other, action, resource, whom, circumstances, plan);
  }

  /** For oneself, with nothing planned. */
  public static AccessRequest of(Principal principal, Action action, Resource resource) {
    return new AccessRequest(
        principal, action, resource, principal.id(), Map.of(), PlanReference.NONE);
  }
}
