package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.deskhand.actions.Deadline;
import java.util.List;
import java.util.Optional;

/** A directory that is connected and bound, for one call. */
final class LdapDirectory implements AutoCloseable {
  private static final int ENOUGH_TO_SEE_DOUBLES = 2;

  private final LdapSettings settings;
  private final LDAPConnection connection;
  private final Deadline deadline;

  private LdapDirectory(LdapSettings settings, LDAPConnection connection, Deadline deadline) {
    this.settings = settings;
    this.connection = connection;
    this.deadline = deadline;
  }

  /** Who has an account's name. */
  sealed interface Match {
    /** The value of the lock attribute, if it has one. */
    record Found(String dn, Optional<String> lock) implements Match {}

    record Nobody() implements Match {}

    record Several() implements Match {}
  }

  static LdapDirectory open(LdapSettings settings, Deadline deadline) throws LDAPException {
    return new LdapDirectory(settings, settings.connect(deadline), deadline);
  }

  Match find(String account) throws LDAPException {
    Filter filter = Filter.createEqualityFilter(settings.userAttribute(), account);
    SearchRequest request =
        new SearchRequest(settings.baseDn(), SearchScope.SUB, filter, settings.lockAttribute());
    request.setSizeLimit(ENOUGH_TO_SEE_DOUBLES);
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    List<SearchResultEntry> entries = search(request);
    return switch (entries.size()) {
      case 0 -> new Match.Nobody();
      case 1 -> found(entries.getFirst());
      default -> new Match.Several();
    };
  }

  /** Takes the lock away. */
  void unlock(Match.Found account) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            account.dn(), new Modification(ModificationType.DELETE, settings.lockAttribute()));
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    connection.modify(request);
  }

  @Override
  public void close() {
    connection.close();
  }

  private Match.Found found(SearchResultEntry entry) {
    return new Match.Found(
        entry.getDN(), Optional.ofNullable(entry.getAttributeValue(settings.lockAttribute())));
  }

  private List<SearchResultEntry> search(SearchRequest request) throws LDAPException {
    try {
      return connection.search(request).getSearchEntries();
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return e.getSearchEntries();
      }
      throw e;
    }
  }
}
