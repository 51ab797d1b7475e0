package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.actions.json.JsonText;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code ldap.search}: finds entries below the target's base, at most 1,000. The {@code filter}
 * stands in the runbook (RFC 4515); the list {@code params} takes the place of its question marks,
 * escaped. Outputs {@code count}, {@code dn} and {@code first} (of the first entry: its name, and
 * its attributes as a JSON object) and {@code entries} (all as a JSON array). The list {@code
 * attributes} says which are wanted; passwords are never told.
 */
public final class LdapSearch implements StepAction {
  private static final int MOST = 1_000;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int LONGEST = 10_000;
  private static final Set<String> PASSWORDS = Set.of("userpassword", "unicodepwd");
  private static final Signature SIGNATURE =
      new Signature(
              "ldap",
              Set.of("filter"),
              Set.of("params", "attributes"),
              Set.of(EffectClass.READ),
              Set.of("count", "dn", "first", "entries"),
              Set.of("params", "attributes"),
              Set.of("filter", "attributes"))
          .withValues("params", "attributes");

  @Override
  public String name() {
    return "ldap.search";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = LdapSettings.of(target, secrets.resolve(target.required("password")));
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    Filter filter = filter(call.argument("filter"), call.list("params"));
    List<String> attributes = call.list("attributes");
    if (!attributes.stream().allMatch(it -> it.matches("[A-Za-z][A-Za-z0-9;-]{0,99}"))) {
      throw new ActionException("argument 'attributes': expected names such as mail");
    }
    return LdapStep.perform(
        call, "searching", directory -> told(directory, search(directory, filter, attributes)));
  }

  private static Filter filter(String written, List<String> params) {
    String[] parts = written.split("\\?", -1);
    if (parts.length != params.size() + 1 || written.length() > LONGEST) {
      throw new ActionException(
          "argument 'filter': it has "
              + (parts.length - 1)
              + " question marks, and argument 'params' has "
              + params.size()
              + " values");
    }
    StringBuilder text = new StringBuilder(parts[0]);
    for (int i = 0; i < params.size(); i++) {
      text.append(Filter.encodeValue(params.get(i))).append(parts[i + 1]);
    }
    try {
      return Filter.create(text.toString());
    } catch (LDAPException e) {
      throw new ActionException("argument 'filter': expected one like (mail=?)", e);
    }
  }

  private static List<SearchResultEntry> search(
      LdapDirectory directory, Filter filter, List<String> attributes) throws LDAPException {
    return directory.search(directory.settings().baseDn(), filter, MOST, attributes);
  }

  private static ActionResult told(LdapDirectory directory, List<SearchResultEntry> found) {
    String target = directory.settings().name();
    String entries = JsonText.of(found.stream().map(LdapSearch::shown).toList());
    if (found.size() > MOST || entries.length() > MOST_CHARACTERS) {
      return new Failed(
          Cause.PERMANENT,
          "searching '" + target + "': more than " + MOST + " entries or 1 MiB; ask for less");
    }
    String count = Integer.toString(found.size());
    return new ActionResult.Done(
        Map.of(
            "count",
            count,
            "dn",
            found.isEmpty() ? "" : found.getFirst().getDN(),
            "first",
            found.isEmpty() ? "{}" : JsonText.of(shown(found.getFirst())),
            "entries",
            entries),
        count + " entries on '" + target + "': " + entries);
  }

  private static Map<String, Object> shown(SearchResultEntry entry) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("dn", entry.getDN());
    for (Attribute attribute : entry.getAttributes()) {
      String name = attribute.getName();
      if (!PASSWORDS.contains(attribute.getBaseName().toLowerCase(Locale.ROOT))) {
        boolean single = attribute.size() == 1;
        shown.put(name, single ? attribute.getValue() : List.of(attribute.getValues()));
      }
    }
    return shown;
  }
}
