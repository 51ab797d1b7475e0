package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * {@code ldap.set-password}: gives an {@code account} a password that nobody has chosen and that
 * stands in no output: it is kept for one look, and the output {@code token} is what it can be
 * asked for by. In Active Directory it has to be changed at the next logon; elsewhere the server's
 * policy decides.
 */
public final class LdapSetPassword implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("token"));

  @Override
  public String name() {
    return "ldap.set-password";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    if (!LdapSettings.of(call).keepsSecrets()) {
      throw new ActionException(
          "target '" + call.target().name() + "': tls: none would show a new password to others");
    }
    return LdapStep.onAccount(
        call, "setting the password of", (directory, entry) -> set(call, directory, entry));
  }

  /** Kept first: whatever happens next, there is no password that nobody knows. */
  private static ActionResult set(ActionCall call, LdapDirectory directory, Entry account)
      throws LDAPException {
    call.fence().pass();
    String password = Passwords.next();
    String token = call.secrets().keep(new OneTimeSecret(call.key(), password));
    directory.setPassword(account.getDN(), password);
    return new ActionResult.Done(
        Map.of("token", token), account.getDN() + " has a new password, kept for one look");
  }
}
