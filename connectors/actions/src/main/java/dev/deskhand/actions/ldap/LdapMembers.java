package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
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

  private final Target target;
  private final Secrets secrets;

  /**
   * Members.
   *
   * @param target of kind {@code ldap}, with the settings that steps need, too
   */
  public LdapMembers(Target target, Secrets secrets) {
    this.target = target;
    this.secrets = secrets;
  }

  /**
   * The members of groups, by the value of their user attribute, such as {@code uid}. A group that
   * is not there has none.
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
      for (String dn : one.members()) {
        user(directory, dn).ifPresent(members::add);
      }
    }
    return members;
  }

  /** Most directories name people by the attribute; where one does not, it is asked. */
  private static Optional<String> user(LdapDirectory directory, String dn) throws LDAPException {
    String attribute = directory.flavour().userAttribute();
    if (!DN.isValidDN(dn)) {
      return Optional.empty();
    }
    RDN name = new DN(dn).getRDN();
    if (name != null && !name.isMultiValued() && name.hasAttribute(attribute)) {
      return Optional.of(name.getAttributeValues()[0]);
    }
    return directory
        .read(dn, List.of(attribute))
        .map((Entry entry) -> entry.getAttributeValue(attribute));
  }
}
