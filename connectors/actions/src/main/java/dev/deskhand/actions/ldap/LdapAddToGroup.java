package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.ModificationType;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ldap.add-to-group}: makes an {@code account} a member of a {@code group}, which is its
 * {@code cn} below the target's {@code group-base-dn}. Output {@code changed}: {@code false} if it
 * was so already.
 */
public final class LdapAddToGroup implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account", "group"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  @Override
  public String name() {
    return "ldap.add-to-group";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapGroup.onMembership(
        call,
        "adding",
        (directory, group, account) -> {
          String both = account.getDN() + " and " + group.dn() + ": ";
          if (group.has(account)) {
            return LdapStep.unchanged(both + "it was in it before");
          }
          directory.modify(group.dn(), group.change(ModificationType.ADD, account));
          return LdapStep.changed(both + "it is a member now");
        });
  }
}
