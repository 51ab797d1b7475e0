package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.List;

/**
 * The proof that the policies allowed one thing just now. Only {@link Authorizer} makes one, and it
 * is never stored: after a restart the question is asked anew.
 */
public final class Grant {
  private final AccessRequest request;
  private final Decision.Reasons reasons;

  Grant(AccessRequest request, Decision.Reasons reasons) {
    this.request = request;
    this.reasons = reasons;
  }

  public TenantId tenant() {
    return request.principal().tenant();
  }

  public Principal principal() {
    return request.principal();
  }

  public PersonId beneficiary() {
    return request.beneficiary();
  }

  /** True if this grant is for that action on that resource under that plan, and nothing else. */
  public boolean covers(Action action, Resource.Type type, String id, String planDigest) {
    return request.action() == action
        && request.resource().type() == type
        && request.resource().id().equals(id)
        && request.plan().digest().equals(planDigest);
  }

  public List<Approval> approvals() {
    return request.plan().approvals();
  }

  public Decision.Reasons reasons() {
    return reasons;
  }

  @Override
  public String toString() {
    return "Grant["
        + principal().id()
        + " "
        + request.action().label()
        + " "
        + request.resource()
        + "]";
  }
}
