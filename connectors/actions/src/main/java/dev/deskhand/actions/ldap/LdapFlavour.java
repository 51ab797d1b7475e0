package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import java.util.List;
import java.util.Optional;

/** How a make of directory keeps what is asked of any. */
sealed interface LdapFlavour permits StandardFlavour, ActiveDirectoryFlavour {

  /** What has the name that people sign in with. */
  String userAttribute();

  /** What a group lists its members in, by their distinguished names. */
  String memberAttribute();

  /**
   * What everybody fits who is in a group or in one within it, however deep; empty where a
   * directory can't be asked so.
   */
  Optional<Filter> within(String groupDn);

  /** What has to be asked for by name, so that {@link #state} can be told. */
  List<String> stateAttributes();

  AccountState state(Entry account);

  /** What takes the lock of wrong passwords away. */
  List<Modification> unlock();

  /** What keeps an account from signing in until it is enabled; fails if it changed meanwhile. */
  List<Modification> disable(Entry account);

  List<Modification> enable(Entry account);

  /** What an account of that person has, whenever it is looked at. */
  Entry entryOf(NewAccount account);

  /** What else is said of a new account when it is made, and can be read no more. */
  List<Attribute> onlyAtFirst();

  /** Sets a password as an administrator does. */
  void setPassword(LDAPConnection connection, String dn, String password) throws LDAPException;

  /**
   * Whether somebody can sign in.
   *
   * @param why what was seen
   */
  record AccountState(boolean locked, boolean disabled, String why) {}
}
