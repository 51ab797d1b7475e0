package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ldap.create-account}: makes an account for a person below {@code parent} (default the
 * target's base), as directories of the target's flavour have them; nobody knows a password of it
 * until {@code ldap.set-password} gives it one, and where accounts can be disabled it is, until
 * {@code ldap.enable} opens it. Outputs {@code dn} and {@code changed}: {@code false} if it is
 * there with these very values; with others it is a lasting failure.
 */
public final class LdapCreateAccount implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account", "first-name", "last-name", "mail"),
          Set.of("parent"),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("dn", "changed"));

  @Override
  public String name() {
    return "ldap.create-account";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    LdapSettings settings = LdapSettings.of(call);
    NewAccount wanted =
        new NewAccount(
            written(call, "account"),
            new NewAccount.Name(written(call, "first-name"), written(call, "last-name")),
            written(call, "mail"),
            call.optionalArgument("parent").isPresent()
                ? LdapStep.dn(call, "parent")
                : settings.baseDn());
    Entry entry = settings.flavour().entryOf(wanted);
    if (!settings.flavour().onlyAtFirst().isEmpty() && !settings.keepsSecrets()) {
      throw new ActionException(
          "target '" + call.target().name() + "': tls: none would show a first password to others");
    }
    return LdapStep.perform(call, "making " + entry.getDN(), directory -> make(directory, entry));
  }

  private static String written(ActionCall call, String argument) {
    String value = LdapStep.name(call, argument);
    if (value.isBlank()) {
      throw new ActionException("argument '" + argument + "' is empty");
    }
    return value;
  }

  private static ActionResult make(LdapDirectory directory, Entry wanted) throws LDAPException {
    String dn = wanted.getDN();
    Optional<Entry> before = directory.read(dn, List.of("*"));
    if (before.isEmpty()) {
      Entry first = wanted.duplicate();
      directory.flavour().onlyAtFirst().forEach(first::addAttribute);
      directory.add(first);
      return told(dn, "true", "has been made");
    }
    return wanted.getAttributes().stream().allMatch(it -> has(before.get(), it))
        ? told(dn, "false", "was there before")
        : new Failed(Cause.PERMANENT, dn + " is there already, with other values than these");
  }

  private static boolean has(Entry entry, Attribute wanted) {
    return List.of(wanted.getValues()).stream()
        .allMatch(value -> entry.hasAttributeValue(wanted.getName(), value));
  }

  private static ActionResult told(String dn, String changed, String what) {
    return new ActionResult.Done(Map.of("dn", dn, "changed", changed), dn + " " + what);
  }
}
