package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import dev.deskhand.runbooks.action.ActionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Active Directory and Samba's, by the sections of MS-ADTS.
 *
 * @param suffix what stands behind the {@code @} of the names that people sign in with
 */
record ActiveDirectoryFlavour(String userAttribute, String memberAttribute, String suffix)
    implements LdapFlavour {
  private static final String CONTROL = "userAccountControl";
  private static final String LOCKED_AT = "lockoutTime";

  /** What the server works out, since a lock ends by itself (3.1.1.4.5.17). */
  private static final String COMPUTED = "msDS-User-Account-Control-Computed";

  /** When the password was set; 0 where it has to be changed at the next logon (3.1.1.8.9). */
  private static final String SET_AT = "pwdLastSet";

  private static final String PASSWORD = "unicodePwd";

  /** ADS_UF_NORMAL_ACCOUNT, as every account of a person (2.2.16). */
  private static final int NORMAL = 0x200;

  /** What a sAMAccountName of a person can't have, and how long it is (MS-SAMR, 3.1.1.6). */
  private static final Pattern NAME = Pattern.compile("[^\"/\\\\\\[\\]:;|=,+*?<>@]{1,20}");

  /** ADS_UF_ACCOUNT_DISABLE and ADS_UF_LOCKOUT (2.2.16). */
  private static final int DISABLED = 0x2;

  private static final int LOCKED = 0x10;

  private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

  /** By the rule that walks chains of links (LDAP_MATCHING_RULE_TRANSITIVE_EVAL, 3.1.1.3.4.4.3). */
  @Override
  public Optional<Filter> within(String groupDn) {
    return Optional.of(
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectCategory", "person"),
            Filter.createExtensibleMatchFilter("memberOf", IN_CHAIN, false, groupDn)));
  }

  @Override
  public List<String> stateAttributes() {
    return List.of(CONTROL, LOCKED_AT, COMPUTED);
  }

  @Override
  public AccountState state(Entry account) {
    String lockedAt = Objects.requireNonNullElse(account.getAttributeValue(LOCKED_AT), "0");
    Integer computed = account.getAttributeValueAsInteger(COMPUTED);
    boolean locked = computed == null ? !lockedAt.equals("0") : (computed & LOCKED) != 0;
    int control = control(account);
    return new AccountState(
        locked,
        (control & DISABLED) != 0,
        LOCKED_AT + " is " + lockedAt + " and " + CONTROL + " is " + control);
  }

  @Override
  public List<Modification> unlock() {
    return List.of(new Modification(ModificationType.REPLACE, LOCKED_AT, "0"));
  }

  @Override
  public List<Modification> disable(Entry account) {
    return control(account, control(account) | DISABLED);
  }

  @Override
  public List<Modification> enable(Entry account) {
    return control(account, control(account) & ~DISABLED);
  }

  /** A user whose name below its parent is the one that they sign in with: no two have one. */
  @Override
  public Entry entryOf(NewAccount account) {
    if (!NAME.matcher(account.account()).matches()) {
      throw new ActionException(
          "argument 'account': Active Directory takes at most 20 characters, and none of"
              + " \"/\\[]:;|=,+*?<>@");
    }
    return new Entry(
        new RDN("cn", account.account()) + "," + account.parent(),
        new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
        new Attribute("cn", account.account()),
        new Attribute("sAMAccountName", account.account()),
        new Attribute("userPrincipalName", account.account() + "@" + suffix),
        new Attribute("displayName", account.name().full()),
        new Attribute("givenName", account.name().first()),
        new Attribute("sn", account.name().last()),
        new Attribute("mail", account.mail()));
  }

  /** Disabled, with a password that nobody knows: policies of domains let no account be without. */
  @Override
  public List<Attribute> onlyAtFirst() {
    return List.of(
        new Attribute(CONTROL, Integer.toString(NORMAL | DISABLED)),
        new Attribute(PASSWORD, quoted(Passwords.next())),
        new Attribute(SET_AT, "0"));
  }

  /** To be changed at the next logon. */
  @Override
  public void setPassword(LDAPConnection connection, String dn, String password)
      throws LDAPException {
    connection.modify(
        dn,
        List.of(
            new Modification(ModificationType.REPLACE, PASSWORD, quoted(password)),
            new Modification(ModificationType.REPLACE, SET_AT, "0")));
  }

  /** In quotes and UTF-16 (3.1.1.3.1.5.1). */
  private static byte[] quoted(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  /** The old value has to be there still: nobody else's change is lost. */
  private static List<Modification> control(Entry account, int next) {
    return List.of(
        new Modification(ModificationType.DELETE, CONTROL, Integer.toString(control(account))),
        new Modification(ModificationType.ADD, CONTROL, Integer.toString(next)));
  }

  private static int control(Entry account) {
    Integer control = account.getAttributeValueAsInteger(CONTROL);
    return control == null ? 0 : control;
  }
}
