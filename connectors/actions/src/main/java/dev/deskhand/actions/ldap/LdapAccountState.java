package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.LDAPException;
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
 * {@code ldap.account-state}: looks an {@code account} up. Outputs {@code found} and {@code
 * locked}, each {@code true} or {@code false}. With {@code expect: locked} or {@code expect:
 * unlocked} any other state is a passing failure, so that a step can wait for it.
 */
public final class LdapAccountState implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account"),
          Set.of("expect"),
          Set.of(EffectClass.READ),
          Set.of("found", "locked"));

  @Override
  public String name() {
    return "ldap.account-state";
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
      return expected(call, settings, seen(settings, account, directory.find(account)));
    } catch (LDAPException e) {
      LdapFailure.throwIfInterrupted();
      return LdapFailure.beforeChange(settings.name(), "looking '" + account + "' up", e);
    }
  }

  private static ActionResult seen(LdapSettings settings, String account, Match match) {
    return switch (match) {
      case Match.Found found -> state(settings, found);
      case Match.Nobody _ ->
          new ActionResult.Done(
              Map.of("found", "false", "locked", "false"),
              settings.userAttribute() + "=" + account + " is not under " + settings.baseDn());
      case Match.Several _ -> LdapUnlock.several(settings, account);
    };
  }

  private static ActionResult state(LdapSettings settings, Match.Found found) {
    String evidence =
        found
            .lock()
            .map(since -> "is locked: " + settings.lockAttribute() + " is " + since)
            .orElse("is not locked: it has no " + settings.lockAttribute());
    return new ActionResult.Done(
        Map.of("found", "true", "locked", Boolean.toString(found.lock().isPresent())),
        found.dn() + " " + evidence);
  }

  private static ActionResult expected(
      ActionCall call, LdapSettings settings, ActionResult result) {
    String expected = call.optionalArgument("expect").orElse("");
    if (expected.isEmpty() || !(result instanceof ActionResult.Done done)) {
      return result;
    }
    String state = "true".equals(done.output().get("locked")) ? "locked" : "unlocked";
    boolean found = "true".equals(done.output().get("found"));
    return found && state.equals(expected)
        ? result
        : new Failed(
            found ? Cause.TRANSIENT : Cause.PERMANENT,
            "expected the account to be "
                + expected
                + " on '"
                + settings.name()
                + "', but "
                + done.evidence());
  }
}
