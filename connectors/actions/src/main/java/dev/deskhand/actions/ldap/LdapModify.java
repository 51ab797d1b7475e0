package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code ldap.modify}: changes one {@code attribute} of an {@code account}, or of the entry {@code
 * dn}. {@code set} (the default of {@code operation}) gives it the {@code value} alone, or takes it
 * away if the value is empty; {@code add} and {@code delete} are about that one value. Outputs
 * {@code changed} and {@code before}: the first value that it had, for an undo. Where an earlier
 * attempt may have changed it, nobody knows what it had, and there is no {@code before}.
 */
public final class LdapModify implements StepAction {
  private static final int LONGEST = 100_000;
  private static final Set<String> PASSWORDS = Set.of("userpassword", "unicodepwd");
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("attribute", "value"),
          Set.of("account", "dn", "operation"),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed", "before"),
          Set.of(),
          Set.of("attribute"));

  @Override
  public String name() {
    return "ldap.modify";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String attribute = attribute(call);
    Operation operation = Operation.of(call);
    String value = call.argument("value");
    if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
      throw new ActionException(
          "argument 'value': expected at most " + LONGEST + " characters, and no NUL");
    }
    return LdapStep.onEntry(
        call,
        "changing " + attribute + " of",
        (directory, entry) ->
            change(directory, entry, operation.on(attribute, value), call.attempt()));
  }

  private enum Operation {
    SET,
    ADD,
    DELETE;

    static Operation of(ActionCall call) {
      String written = call.optionalArgument("operation").orElse("set");
      return Arrays.stream(values())
          .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(written))
          .findFirst()
          .orElseThrow(
              () -> new ActionException("argument 'operation': expected set, add or delete"));
    }

    Modification on(String attribute, String value) {
      return switch (this) {
        case SET ->
            value.isEmpty()
                ? new Modification(ModificationType.REPLACE, attribute)
                : new Modification(ModificationType.REPLACE, attribute, value);
        case ADD -> new Modification(ModificationType.ADD, attribute, value);
        case DELETE -> new Modification(ModificationType.DELETE, attribute, value);
      };
    }
  }

  private static String attribute(ActionCall call) {
    String attribute = call.argument("attribute");
    if (!attribute.matches("[A-Za-z][A-Za-z0-9-]{0,99}")
        || PASSWORDS.contains(attribute.toLowerCase(Locale.ROOT))) {
      throw new ActionException(
          "argument 'attribute': expected the name of one that is no password, such as title");
    }
    return attribute;
  }

  private static ActionResult change(
      LdapDirectory directory, Entry entry, Modification wanted, int attempt) throws LDAPException {
    String attribute = wanted.getAttributeName();
    String before = Objects.requireNonNullElse(entry.getAttributeValue(attribute), "");
    String[] had = Objects.requireNonNullElse(entry.getAttributeValues(attribute), new String[0]);
    boolean changes = changes(List.of(had), wanted);
    if (changes) {
      directory.modify(entry.getDN(), List.of(wanted));
    }
    String changed = Boolean.toString(changes);
    return new ActionResult.Done(
        changes || attempt == 1
            ? Map.of("changed", changed, "before", before)
            : Map.of("changed", changed),
        entry.getDN()
            + ": "
            + attribute
            + (changes ? " has been changed; it was " : " was so before: ")
            + List.of(had));
  }

  private static boolean changes(List<String> had, Modification wanted) {
    List<String> values = List.of(wanted.getValues());
    return switch (wanted.getModificationType().getName()) {
      case "ADD" -> !had.containsAll(values);
      case "DELETE" -> had.containsAll(values);
      case String _ -> !had.equals(values);
    };
  }
}
