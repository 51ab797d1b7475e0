package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A group that lists its members by their distinguished names. */
record LdapGroup(Entry entry, String memberAttribute) {
  private static final List<String> CLASSES =
      List.of("group", "groupOfNames", "groupOfUniqueNames");

  /** What is done with a group and an account. */
  @FunctionalInterface
  interface Work {
    ActionResult with(LdapDirectory directory, LdapGroup group, Entry account) throws LDAPException;
  }

  /** What adding and removing have in common. */
  static final StepAction.Signature CHANGE =
      new StepAction.Signature(
          "ldap",
          Set.of("account", "group"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  /** Makes an account a member, or a stranger. */
  static ActionResult change(ActionCall call, Change change) throws InterruptedException {
    return onMembership(
        call,
        change.doing,
        (directory, group, account) -> {
          String both = account.getDN() + " and " + group.dn() + ": ";
          if (group.has(account) == (change == Change.ADDING)) {
            return LdapStep.unchanged(both + change.already);
          }
          directory.modify(group.dn(), group.modification(change.type(), account));
          return LdapStep.changed(both + change.done);
        });
  }

  /** What may be done with a membership. */
  enum Change {
    ADDING("adding", "it was in it before", "it is a member now"),
    REMOVING("removing", "it was not in it", "it is no member any more");

    private final String doing;
    private final String already;
    private final String done;

    Change(String doing, String already, String done) {
      this.doing = doing;
      this.already = already;
      this.done = done;
    }

    private ModificationType type() {
      return switch (this) {
        case ADDING -> ModificationType.ADD;
        case REMOVING -> ModificationType.DELETE;
      };
    }
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
              ? work.with(directory, of(directory, found.getFirst()), account)
              : LdapStep.notOne(directory, "looking for the group", "cn=" + name, found);
        });
  }

  /** The groups of that name: one, none, or several where the directory has it twice. */
  static List<LdapGroup> named(LdapDirectory directory, String name) throws LDAPException {
    return find(directory, name).stream().map(it -> of(directory, it)).toList();
  }

  /** True for an entry that lists members, and so is no person. */
  static boolean is(Entry entry) {
    return CLASSES.stream().anyMatch(it -> entry.hasAttributeValue("objectClass", it));
  }

  static LdapGroup of(LdapDirectory directory, Entry entry) {
    return new LdapGroup(entry, directory.flavour().memberAttribute());
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

  /** The distinguished names of those in it. */
  List<String> members() {
    String[] members = entry.getAttributeValues(memberAttribute);
    return members == null ? List.of() : List.of(members);
  }

  /** By the meaning of the names, whatever their case and blanks. */
  boolean has(Entry account) throws LDAPException {
    DN sought = account.getParsedDN();
    String[] members = entry.getAttributeValues(memberAttribute);
    return members != null
        && Arrays.stream(members).anyMatch(it -> DN.isValidDN(it) && sought.equals(dn(it)));
  }

  private List<Modification> modification(ModificationType type, Entry account) {
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
