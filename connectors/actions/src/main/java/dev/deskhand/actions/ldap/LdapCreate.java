package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ldap.create}: makes an entry, whose name is the attribute {@code name-attribute} (default
 * the one that accounts have their name in) with the value {@code name}, below {@code parent}
 * (default the target's base). The list {@code attributes} has {@code name=value}s, among them at
 * least one {@code objectClass}. Outputs {@code dn} and {@code changed}: {@code false} if it is
 * there with these very values; with others it is a lasting failure.
 */
public final class LdapCreate implements StepAction {
  private static final Set<String> PASSWORDS = Set.of("userpassword", "unicodepwd");
  private static final Signature SIGNATURE =
      new Signature(
              "ldap",
              Set.of("name", "attributes"),
              Set.of("name-attribute", "parent"),
              Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
              Set.of("dn", "changed"),
              Set.of("attributes"),
              Set.of("name-attribute"))
          .withValues("attributes");

  @Override
  public String name() {
    return "ldap.create";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    LdapSettings settings = LdapSettings.of(call);
    String nameAttribute =
        attributeName(
            call.optionalArgument("name-attribute").orElse(settings.flavour().userAttribute()));
    String parent =
        call.optionalArgument("parent").isPresent()
            ? LdapStep.dn(call, "parent")
            : settings.baseDn();
    String name = LdapStep.name(call, "name");
    if (name.isBlank()) {
      throw new ActionException("argument 'name' is empty");
    }
    Entry wanted = new Entry(new RDN(nameAttribute, name) + "," + parent);
    wanted.addAttribute(nameAttribute, name);
    call.list("attributes").forEach(written -> add(wanted, written));
    if (!wanted.hasAttribute("objectClass")) {
      throw new ActionException("argument 'attributes': expected an objectClass=… among them");
    }
    return LdapStep.perform(
        call, "making " + wanted.getDN(), directory -> create(directory, wanted));
  }

  private static void add(Entry entry, String written) {
    int equals = written.indexOf('=');
    if (equals < 1 || equals == written.length() - 1 || written.indexOf('\0') >= 0) {
      throw new ActionException("argument 'attributes': expected name=value");
    }
    String attribute = attributeName(written.substring(0, equals));
    if (PASSWORDS.contains(attribute.toLowerCase(Locale.ROOT))) {
      throw new ActionException("argument 'attributes': a password is for ldap.set-password");
    }
    entry.addAttribute(attribute, written.substring(equals + 1));
  }

  private static String attributeName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
      throw new ActionException(
          "argument 'attributes' or 'name-attribute': expected a name such as sn");
    }
    return name;
  }

  private static ActionResult create(LdapDirectory directory, Entry wanted) throws LDAPException {
    Optional<Entry> there = directory.read(wanted.getDN(), List.of("*"));
    if (there.isEmpty()) {
      directory.add(wanted);
      return told(wanted, "true", "has been made");
    }
    return wanted.getAttributes().stream().allMatch(it -> has(there.get(), it))
        ? told(wanted, "false", "was there before")
        : new Failed(
            Cause.PERMANENT, wanted.getDN() + " is there already, with other values than these");
  }

  private static boolean has(Entry entry, Attribute wanted) {
    return List.of(wanted.getValues()).stream()
        .allMatch(value -> entry.hasAttributeValue(wanted.getName(), value));
  }

  private static ActionResult told(Entry entry, String changed, String what) {
    return new ActionResult.Done(
        Map.of("dn", entry.getDN(), "changed", changed), entry.getDN() + " " + what);
  }
}
