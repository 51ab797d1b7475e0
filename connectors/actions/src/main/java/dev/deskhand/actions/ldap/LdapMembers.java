package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in which groups of a directory. Thread-safe; each call is a connection of its own. */
public final class LdapMembers {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Fewer than any directory gives at once. */
  private static final int PAGE = 500;

  private final Target target;
  private final Secrets secrets;
  private final int page;

  /**
   * Members.
   *
   * @param target of kind {@code ldap}, with the settings that steps need, too
   */
  public LdapMembers(Target target, Secrets secrets) {
    this(target, secrets, PAGE);
  }

  LdapMembers(Target target, Secrets secrets, int page) {
    this.target = target;
    this.secrets = secrets;
    this.page = page;
  }

  /**
   * The members of groups, and of groups within them, by the value of their user attribute, such as
   * {@code uid}. A group that is not there has none.
   *
   * @param groups their {@code cn}
   * @throws ActionException if the directory can't be asked, or has a name twice
   */
  public Map<String, Set<String>> of(Set<String> groups) {
    LdapSettings settings = LdapSettings.of(target, secrets.resolve(target.required("password")));
    try (LdapDirectory directory =
        LdapDirectory.open(settings, Deadline.in(PATIENCE), Fence.NONE)) {
      Map<String, Set<String>> members = new HashMap<>();
      for (String group : groups) {
        members.put(group, members(directory, group));
      }
      return members;
    } catch (LDAPException e) {
      throw new ActionException(
          "target '" + target.name() + "': its groups can't be read: " + e.getMessage(), e);
    }
  }

  private Set<String> members(LdapDirectory directory, String group) throws LDAPException {
    List<LdapGroup> found = LdapGroup.named(directory, group);
    if (found.size() > 1) {
      throw new ActionException(
          "target '" + target.name() + "': there are several groups cn=" + group);
    }
    Set<String> members = new HashSet<>();
    for (LdapGroup one : found) {
      Optional<Filter> within = directory.flavour().within(one.dn());
      if (within.isPresent()) {
        members.addAll(matching(directory, within.get()));
      } else {
        walk(directory, one, members, new HashSet<>());
      }
    }
    return members;
  }

  /** Asks for the members, not the group for its list: that may come in pieces. */
  private List<String> matching(LdapDirectory directory, Filter within) throws LDAPException {
    String attribute = directory.flavour().userAttribute();
    return directory
        .searchAll(
            directory.settings().baseDn(), within, List.of(attribute), page, Integer.MAX_VALUE)
        .stream()
        .flatMap(entry -> Optional.ofNullable(entry.getAttributeValue(attribute)).stream())
        .toList();
  }

  /**
   * Takes in whoever is in a group or in one within it; a circle of groups is walked once.
   *
   * @param seen the groups that were walked; filled
   */
  private static void walk(
      LdapDirectory directory, LdapGroup group, Set<String> members, Set<String> seen)
      throws LDAPException {
    if (!seen.add(DN.normalize(group.dn()))) {
      return;
    }
    String attribute = directory.flavour().userAttribute();
    for (String dn : group.members()) {
      if (!DN.isValidDN(dn)) {
        continue;
      }
      RDN name = new DN(dn).getRDN();
      if (name != null && !name.isMultiValued() && name.hasAttribute(attribute)) {
        // Most directories name people by the attribute; where one does not, it is asked.
        members.add(name.getAttributeValues()[0]);
        continue;
      }
      Optional<Entry> entry = directory.read(dn, List.of("*", attribute));
      if (entry.filter(LdapGroup::is).isPresent()) {
        walk(directory, LdapGroup.of(directory, entry.get()), members, seen);
      } else {
        entry.map(it -> it.getAttributeValue(attribute)).ifPresent(members::add);
      }
    }
  }
}
