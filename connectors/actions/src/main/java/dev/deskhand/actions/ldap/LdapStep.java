package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the LDAP actions have in common: a directory is opened, an entry found, failures judged. */
final class LdapStep {
  private static final int LONGEST_NAME = 1_000;

  private LdapStep() {}

  /** What is done with a directory. */
  @FunctionalInterface
  interface Work {
    ActionResult in(LdapDirectory directory) throws LDAPException;
  }

  /** What is done with an entry of a directory. */
  @FunctionalInterface
  interface EntryWork {
    ActionResult with(LdapDirectory directory, Entry entry) throws LDAPException;
  }

  /**
   * Opens the call's directory and works in it.
   *
   * @param tried for messages, such as {@code unlocking 'ada'}
   */
  static ActionResult perform(ActionCall call, String tried, Work work)
      throws InterruptedException {
    LdapSettings settings = LdapSettings.of(call);
    LdapFailure.throwIfInterrupted();
    try (LdapDirectory directory =
        LdapDirectory.open(settings, Deadline.in(call.timeout()), call.fence())) {
      return perform(directory, tried, work);
    } catch (LDAPException e) {
      LdapFailure.throwIfInterrupted();
      return LdapFailure.beforeChange(settings.name(), tried, e);
    }
  }

  private static ActionResult perform(LdapDirectory directory, String tried, Work work)
      throws InterruptedException {
    try {
      return work.in(directory);
    } catch (LDAPException e) {
      LdapFailure.throwIfInterrupted();
      String target = directory.settings().name();
      return directory.mayHaveChanged()
          ? LdapFailure.afterSending(target, tried, e)
          : LdapFailure.beforeChange(target, tried, e);
    }
  }

  /** Works on the account that argument {@code account} names; that there is none is a failure. */
  static ActionResult onAccount(ActionCall call, String doing, EntryWork work)
      throws InterruptedException {
    String account = name(call, "account");
    String tried = doing + " '" + account + "'";
    return perform(
        call, tried, directory -> onAccount(directory, account, tried, entry(work, directory)));
  }

  /** An entry is all that is left to give. */
  @FunctionalInterface
  interface OneEntry {
    ActionResult with(Entry entry) throws LDAPException;
  }

  private static OneEntry entry(EntryWork work, LdapDirectory directory) {
    return entry -> work.with(directory, entry);
  }

  static ActionResult onAccount(
      LdapDirectory directory, String account, String tried, OneEntry work) throws LDAPException {
    List<SearchResultEntry> found = accounts(directory, account);
    return found.size() == 1
        ? work.with(found.getFirst())
        : notOne(directory, tried, directory.flavour().userAttribute() + "=" + account, found);
  }

  static List<SearchResultEntry> accounts(LdapDirectory directory, String account)
      throws LDAPException {
    LdapFlavour flavour = directory.flavour();
    return directory.search(
        directory.settings().baseDn(),
        Filter.createEqualityFilter(flavour.userAttribute(), account),
        1,
        Stream.concat(Stream.of("*"), flavour.stateAttributes().stream()).toList());
  }

  /** Works on what argument {@code account} names, or on the entry that argument {@code dn} is. */
  static ActionResult onEntry(ActionCall call, String doing, EntryWork work)
      throws InterruptedException {
    if (call.optionalArgument("dn").isEmpty()) {
      return onAccount(call, doing, work);
    }
    String dn = dn(call, "dn");
    String tried = doing + " '" + dn + "'";
    return perform(
        call,
        tried,
        directory -> {
          Optional<Entry> entry = directory.read(dn, List.of("*"));
          return entry.isPresent()
              ? work.with(directory, entry.get())
              : notOne(directory, tried, dn, List.of());
        });
  }

  static ActionResult notOne(
      LdapDirectory directory, String tried, String sought, List<SearchResultEntry> found) {
    LdapSettings settings = directory.settings();
    return new Failed(
        Cause.PERMANENT,
        tried
            + " on '"
            + settings.name()
            + "': "
            + (found.isEmpty()
                ? "nobody under " + settings.baseDn() + " is " + sought
                : "more than one entry is " + sought + "; narrow the target's base-dn"));
  }

  /** A distinguished name below the target's base. */
  static String dn(ActionCall call, String argument) {
    String base = call.target().required("base-dn");
    String written = name(call, argument);
    try {
      DN dn = new DN(written);
      if (dn.isDescendantOf(base, argument.equals("parent"))) {
        return dn.toString();
      }
    } catch (LDAPException e) {
      throw new ActionException(
          "argument '" + argument + "': expected a distinguished name below " + base, e);
    }
    throw new ActionException(
        "argument '" + argument + "': expected a distinguished name below " + base);
  }

  /** An argument that names something. */
  static String name(ActionCall call, String argument) {
    String value = call.argument(argument);
    boolean strange = value.chars().anyMatch(Character::isISOControl);
    if (strange || value.length() > LONGEST_NAME) {
      throw new ActionException(
          "argument '"
              + argument
              + "': expected at most "
              + LONGEST_NAME
              + " characters, none of them a control character");
    }
    return value;
  }

  static ActionResult changed(String evidence) {
    return new ActionResult.Done(Map.of("changed", "true"), evidence);
  }

  static ActionResult unchanged(String evidence) {
    return new ActionResult.Done(Map.of("changed", "false"), evidence);
  }
}
