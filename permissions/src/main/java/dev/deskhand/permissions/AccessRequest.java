package dev.deskhand.permissions;

import java.util.List;
import java.util.Map;

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

  /**
   * The exact thing that a grant or an approval binds.
   *
   * @param digest SHA-256 of the canonical plan, hexadecimal; empty when there is nothing to plan
   * @param approvals given so far, for any plan
   */
  public record PlanReference(String digest, List<Approval> approvals) {
    public static final PlanReference NONE = new PlanReference("", List.of());

    public PlanReference {
      approvals = List.copyOf(approvals);
    }
  }

  public AccessRequest {
    circumstances = Map.copyOf(circumstances);
  }

  /** What policies are asked: they know nothing of plans, and approvals are counted beside them. */
  AccessRequest withoutPlan() {
    return new AccessRequest(
        principal, action, resource, beneficiary, circumstances, PlanReference.NONE);
  }

  /** For oneself, with nothing planned. */
  public static AccessRequest of(Principal principal, Action action, Resource resource) {
    return new AccessRequest(
        principal, action, resource, principal.id(), Map.of(), PlanReference.NONE);
  }
}
