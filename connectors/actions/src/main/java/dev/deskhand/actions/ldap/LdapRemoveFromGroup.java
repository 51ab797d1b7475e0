package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.ModificationType;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ldap.remove-from-group}: makes an {@code account} a stranger of a {@code group}, which is
 * its {@code cn} below the target's {@code group-base-dn}. Output {@code changed}: {@code false} if
 * it was so already.
 */
public final class LdapRemoveFromGroup implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account", "group"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  @Override
  public String name() {
    return "ldap.remove-from-group";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapGroup.onMembership(
        call,
        "removing",
        (directory, group, account) -> {
          String both = account.getDN() + " and " + group.dn() + ": ";
          if (!group.has(account)) {
            return LdapStep.unchanged(both + "it was not in it");
          }
          directory.modify(group.dn(), group.change(ModificationType.DELETE, account));
          return LdapStep.changed(both + "it is no member any more");
        });
  }
}
