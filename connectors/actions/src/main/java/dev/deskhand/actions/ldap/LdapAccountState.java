package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.actions.ldap.LdapFlavour.AccountState;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ldap.account-state}: looks an {@code account} up. Outputs {@code found}, {@code locked}
 * (by wrong passwords) and {@code disabled} (by an administrator), each {@code true} or {@code
 * false}, and {@code dn}. With {@code expect: locked} or {@code expect: unlocked} any other state
 * is a passing failure, so that a step can wait for it.
 */
public final class LdapAccountState implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account"),
          Set.of("expect"),
          Set.of(EffectClass.READ),
          Set.of("found", "locked", "disabled", "dn"));

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
    String account = LdapStep.name(call, "account");
    return expected(
        call,
        LdapStep.perform(
            call, "looking '" + account + "' up", directory -> look(directory, account)));
  }

  private static ActionResult look(LdapDirectory directory, String account) throws LDAPException {
    List<SearchResultEntry> found = LdapStep.accounts(directory, account);
    return switch (found.size()) {
      case 0 -> nobody(directory, account);
      case 1 -> state(directory, found.getFirst());
      default -> LdapStep.notOne(directory, "looking '" + account + "' up", account, found);
    };
  }

  private static ActionResult nobody(LdapDirectory directory, String account) {
    return new ActionResult.Done(
        Map.of("found", "false", "locked", "false", "disabled", "false", "dn", ""),
        directory.flavour().userAttribute()
            + "="
            + account
            + " is not under "
            + directory.settings().baseDn());
  }

  private static ActionResult state(LdapDirectory directory, SearchResultEntry account) {
    AccountState state = directory.flavour().state(account);
    String says = state.locked() ? "is locked" : state.disabled() ? "is disabled" : "is not locked";
    return new ActionResult.Done(
        Map.of(
            "found", "true",
            "locked", Boolean.toString(state.locked()),
            "disabled", Boolean.toString(state.disabled()),
            "dn", account.getDN()),
        account.getDN() + " " + says + ": " + state.why());
  }

  private static ActionResult expected(ActionCall call, ActionResult result) {
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
                + call.target().name()
                + "', but "
                + done.evidence());
  }
}
