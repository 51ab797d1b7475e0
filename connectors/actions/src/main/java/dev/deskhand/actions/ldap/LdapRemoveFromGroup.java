package dev.deskhand.actions.ldap;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;

/**
 * {@code ldap.remove-from-group}: makes an {@code account} a stranger of a {@code group}, which is
 * its {@code cn} below the target's {@code group-base-dn}. Output {@code changed}: {@code false} if
 * it was so already.
 */
public final class LdapRemoveFromGroup implements StepAction {
  @Override
  public String name() {
    return "ldap.remove-from-group";
  }

  @Override
  public Signature signature() {
    return LdapGroup.CHANGE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapGroup.change(call, LdapGroup.Change.REMOVING);
  }
}
