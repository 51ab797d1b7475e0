package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import java.util.Arrays;
import java.util.List;

/** A group that lists its members by their distinguished names. */
record LdapGroup(Entry entry, String memberAttribute) {
  private static final List<String> CLASSES =
      List.of("group", "groupOfNames", "groupOfUniqueNames");

  /** What is done with a group and an account. */
  @FunctionalInterface
  interface Work {
    ActionResult with(LdapDirectory directory, LdapGroup group, Entry account) throws LDAPException;
  }

  /** Finds what arguments {@code account} and {@code group} name. */
  static ActionResult onMembership(ActionCall call, String doing, Work work)
      throws InterruptedException {
    String name = LdapStep.name(call, "group");
    return LdapStep.onAccount(
        call,
        doing,
        (directory, account) -> {
          List<SearchResultEntry> found = find(directory, name);
          return found.size() == 1
              ? work.with(
                  directory,
                  new LdapGroup(found.getFirst(), directory.flavour().memberAttribute()),
                  account)
              : LdapStep.notOne(directory, "looking for the group", "cn=" + name, found);
        });
  }

  private static List<SearchResultEntry> find(LdapDirectory directory, String name)
      throws LDAPException {
    List<Filter> classes =
        CLASSES.stream().map(it -> Filter.createEqualityFilter("objectClass", it)).toList();
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("cn", name), Filter.createORFilter(classes));
    String member = directory.flavour().memberAttribute();
    return directory.search(directory.settings().groupBaseDn(), filter, 1, List.of(member));
  }

  String dn() {
    return entry.getDN();
  }

  /** By the meaning of the names, whatever their case and blanks. */
  boolean has(Entry account) throws LDAPException {
    DN sought = account.getParsedDN();
    String[] members = entry.getAttributeValues(memberAttribute);
    return members != null
        && Arrays.stream(members).anyMatch(it -> DN.isValidDN(it) && sought.equals(dn(it)));
  }

  List<Modification> change(ModificationType type, Entry account) {
    return List.of(new Modification(type, memberAttribute, account.getDN()));
  }

  private static DN dn(String valid) {
    try {
      return new DN(valid);
    } catch (LDAPException e) {
      throw new IllegalArgumentException(valid, e);
    }
  }
}
