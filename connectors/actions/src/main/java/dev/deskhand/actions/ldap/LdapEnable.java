package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.deskhand.actions.ldap.LdapFlavour.AccountState;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ldap.enable}: lets an {@code account} that was disabled sign in again; a lock of wrong
 * passwords stays. Output {@code changed}: {@code false} if it was so already.
 */
public final class LdapEnable implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  @Override
  public String name() {
    return "ldap.enable";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapStep.onAccount(call, "enabling", LdapEnable::enable);
  }

  private static ActionResult enable(LdapDirectory directory, Entry account) throws LDAPException {
    AccountState state = directory.flavour().state(account);
    if (!state.disabled()) {
      return LdapStep.unchanged(account.getDN() + " was enabled before: " + state.why());
    }
    directory.modify(account.getDN(), directory.flavour().enable(account));
    return LdapStep.changed(account.getDN() + " has been enabled; before, " + state.why());
  }
}
