package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.util.List;
import java.util.Optional;

/**
 * OpenLDAP and its like, with a password policy. An account that an administrator closed has the
 * lock {@code 000001010000Z} (draft-behera-ldap-password-policy-10, section 5.3.3).
 */
record StandardFlavour(String userAttribute, String lockAttribute, String memberAttribute)
    implements LdapFlavour {
  private static final String FOR_GOOD = "000001010000Z";

  @Override
  public Optional<Filter> within(String groupDn) {
    return Optional.empty();
  }

  @Override
  public List<String> stateAttributes() {
    return List.of(lockAttribute);
  }

  @Override
  public AccountState state(Entry account) {
    String lock = account.getAttributeValue(lockAttribute);
    if (lock == null) {
      return new AccountState(false, false, "it has no " + lockAttribute);
    }
    boolean disabled = lock.equals(FOR_GOOD);
    return new AccountState(!disabled, disabled, lockAttribute + " is " + lock);
  }

  @Override
  public List<Modification> unlock() {
    return List.of(new Modification(ModificationType.DELETE, lockAttribute));
  }

  @Override
  public List<Modification> disable(Entry account) {
    return List.of(new Modification(ModificationType.REPLACE, lockAttribute, FOR_GOOD));
  }

  @Override
  public List<Modification> enable(Entry account) {
    return List.of(new Modification(ModificationType.DELETE, lockAttribute, FOR_GOOD));
  }

  /** An inetOrgPerson (RFC 2798) without a password: it can't sign in until it has one. */
  @Override
  public Entry entryOf(NewAccount account) {
    return new Entry(
        new RDN(userAttribute, account.account()) + "," + account.parent(),
        new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
        new Attribute(userAttribute, account.account()),
        new Attribute("cn", account.name().full()),
        new Attribute("givenName", account.name().first()),
        new Attribute("sn", account.name().last()),
        new Attribute("mail", account.mail()));
  }

  @Override
  public List<Attribute> onlyAtFirst() {
    return List.of();
  }

  /** By RFC 3062, so that the server applies its policy and its hash. */
  @Override
  public void setPassword(LDAPConnection connection, String dn, String password)
      throws LDAPException {
    ExtendedResult result =
        connection.processExtendedOperation(new PasswordModifyExtendedRequest(dn, null, password));
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(result.getResultCode(), result.getDiagnosticMessage());
    }
  }
}
