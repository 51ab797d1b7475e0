package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.ldap.LdapDirectory.Match;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * {@code ldap.unlock}: takes the lock of an {@code account} away. Output {@code changed}: {@code
 * false} if it was not locked, which is as good.
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
    String account = call.argument("account");
    LdapSettings settings = LdapSettings.of(call);
    LdapFailure.throwIfInterrupted();
    try (LdapDirectory directory = LdapDirectory.open(settings, Deadline.in(call.timeout()))) {
      return switch (directory.find(account)) {
        case Match.Found found -> unlock(settings, directory, found);
        case Match.Nobody _ -> nobody(settings, account);
        case Match.Several _ -> several(settings, account);
      };
    } catch (LDAPException e) {
      LdapFailure.throwIfInterrupted();
      return LdapFailure.beforeChange(settings.name(), "unlocking '" + account + "'", e);
    }
  }

  private static ActionResult unlock(
      LdapSettings settings, LdapDirectory directory, Match.Found found)
      throws InterruptedException {
    if (found.lock().isEmpty()) {
      return unchanged(settings, found);
    }
    try {
      directory.unlock(found);
    } catch (LDAPException e) {
      LdapFailure.throwIfInterrupted();
      return e.getResultCode().equals(ResultCode.NO_SUCH_ATTRIBUTE)
          ? unchanged(settings, found)
          : LdapFailure.afterSending(settings.name(), "unlocking " + found.dn(), e);
    }
    return new ActionResult.Done(
        Map.of("changed", "true"),
        found.dn()
            + " was locked ("
            + settings.lockAttribute()
            + " was "
            + found.lock().get()
            + ") and has been unlocked");
  }

  private static ActionResult unchanged(LdapSettings settings, Match.Found found) {
    return new ActionResult.Done(
        Map.of("changed", "false"),
        found.dn() + " was not locked: it had no " + settings.lockAttribute());
  }

  private static ActionResult nobody(LdapSettings settings, String account) {
    return new Failed(
        Cause.PERMANENT,
        "unlocking '"
            + account
            + "' on '"
            + settings.name()
            + "': nobody under "
            + settings.baseDn()
            + " has that "
            + settings.userAttribute());
  }

  static ActionResult several(LdapSettings settings, String account) {
    return new Failed(
        Cause.PERMANENT,
        "'"
            + account
            + "' on '"
            + settings.name()
            + "': more than one entry under "
            + settings.baseDn()
            + " has that "
            + settings.userAttribute()
            + "; narrow the target's base-dn");
  }
}
