package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.deskhand.actions.ldap.LdapFlavour.AccountState;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ldap.unlock}: takes the lock of an {@code account} away. Output {@code changed}: {@code
 * false} if it was not locked, which is as good. An account that is disabled stays so, and that is
 * a lasting failure.
 */
public final class LdapUnlock implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  @Override
  public String name() {
    return "ldap.unlock";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapStep.onAccount(call, "unlocking", LdapUnlock::unlock);
  }

  private static ActionResult unlock(LdapDirectory directory, Entry account) throws LDAPException {
    AccountState state = directory.flavour().state(account);
    if (state.disabled()) {
      return new Failed(
          Cause.PERMANENT,
          account.getDN() + " is disabled, which unlocking does not change: " + state.why());
    }
    if (!state.locked()) {
      return LdapStep.unchanged(account.getDN() + " was not locked: " + state.why());
    }
    try {
      directory.modify(account.getDN(), directory.flavour().unlock());
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_ATTRIBUTE)) {
        return LdapStep.unchanged(account.getDN() + " was unlocked meanwhile");
      }
      throw e;
    }
    return LdapStep.changed(
        account.getDN() + " was locked (" + state.why() + ") and has been unlocked");
  }
}
