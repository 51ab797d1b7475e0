package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How the people and groups of a directory are called. Thread-safe; each call connects anew. */
public final class LdapNames {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** So many people and so many groups are known; each costs about a kilobyte. */
  private static final int MOST = 50_000;

  /** Fewer than any directory gives at once. */
  private static final int PAGE = 500;

  private static final String DISPLAYED = "displayName";
  private static final String COMMON = "cn";
  private static final Filter PEOPLE = anyOf("person", "inetOrgPerson", "user");
  private static final Filter GROUPS = anyOf("group", "groupOfNames", "groupOfUniqueNames");

  private final Target target;
  private final Secrets secrets;
  private final int page;

  /**
   * Names.
   *
   * @param target of kind {@code ldap}, with the settings that steps need, too
   */
  public LdapNames(Target target, Secrets secrets) {
    this(target, secrets, PAGE);
  }

  LdapNames(Target target, Secrets secrets, int page) {
    this.target = target;
    this.secrets = secrets;
    this.page = page;
  }

  /**
   * What there is.
   *
   * @param people their names, by the value of their user attribute, such as {@code uid}
   * @param groups their {@code cn}
   */
  public record Found(Map<String, List<String>> people, List<String> groups) {
    public Found {
      people = Map.copyOf(people);
      groups = List.copyOf(groups);
    }
  }

  /**
   * Reads them page by page, of people and groups 50,000 each at most; computers are no people.
   *
   * @throws ActionException if the directory can't be asked
   */
  public Found read() {
    LdapSettings settings = LdapSettings.of(target, secrets.resolve(target.required("password")));
    try (LdapDirectory directory =
        LdapDirectory.open(settings, Deadline.in(PATIENCE), Fence.NONE)) {
      return new Found(people(directory), groups(directory));
    } catch (LDAPException e) {
      throw new ActionException(
          "target '" + target.name() + "': its names can't be read: " + e.getMessage(), e);
    }
  }

  private Map<String, List<String>> people(LdapDirectory directory) throws LDAPException {
    String id = directory.flavour().userAttribute();
    Filter filter =
        Filter.createANDFilter(
            PEOPLE,
            Filter.createPresenceFilter(id),
            Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", "computer")));
    Map<String, List<String>> people = new TreeMap<>();
    for (SearchResultEntry entry :
        directory.searchAll(
            directory.settings().baseDn(), filter, List.of(id, DISPLAYED, COMMON), page, MOST)) {
      String value = entry.getAttributeValue(id);
      if (value != null) {
        people.put(value, called(entry));
      }
    }
    return people;
  }

  private static Filter anyOf(String... classes) {
    return Filter.createORFilter(
        Stream.of(classes).map(name -> Filter.createEqualityFilter("objectClass", name)).toList());
  }

  private static List<String> called(Entry entry) {
    return Stream.of(DISPLAYED, COMMON)
        .map(entry::getAttributeValue)
        .filter(name -> name != null && !name.isBlank())
        .distinct()
        .toList();
  }

  private List<String> groups(LdapDirectory directory) throws LDAPException {
    return directory
        .searchAll(directory.settings().groupBaseDn(), GROUPS, List.of(COMMON), page, MOST)
        .stream()
        .map(entry -> entry.getAttributeValue(COMMON))
        .filter(name -> name != null)
        .distinct()
        .sorted()
        .toList();
  }
}
