package dev.deskhand.actions.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory that is connected and bound, for one call. */
final class LdapDirectory implements AutoCloseable {
  private final LdapSettings settings;
  private final LDAPConnection connection;
  private final Deadline deadline;
  private final Fence fence;
  private boolean changing;

  private LdapDirectory(
      LdapSettings settings, LDAPConnection connection, Deadline deadline, Fence fence) {
    this.settings = settings;
    this.connection = connection;
    this.deadline = deadline;
    this.fence = fence;
  }

  static LdapDirectory open(LdapSettings settings, Deadline deadline, Fence fence)
      throws LDAPException {
    return new LdapDirectory(settings, settings.connect(deadline), deadline, fence);
  }

  LdapSettings settings() {
    return settings;
  }

  LdapFlavour flavour() {
    return settings.flavour();
  }

  /** True once a change may have reached the server. */
  boolean mayHaveChanged() {
    return changing;
  }

  /** Entries below a base that fit, one more than {@code most} at most, in no order. */
  List<SearchResultEntry> search(String baseDn, Filter filter, int most, List<String> attributes)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(baseDn, SearchScope.SUB, filter, attributes.toArray(String[]::new));
    request.setSizeLimit(most + 1);
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    try {
      return connection.search(request).getSearchEntries();
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return e.getSearchEntries();
      }
      throw e;
    }
  }

  /**
   * All entries below a base that fit, asked for page by page (RFC 2696), since a directory may
   * give no more at once; none more once there are {@code most}.
   */
  List<SearchResultEntry> searchAll(
      String baseDn, Filter filter, List<String> attributes, int page, int most)
      throws LDAPException {
    List<SearchResultEntry> all = new ArrayList<>();
    @Nullable ASN1OctetString cookie = null;
    do {
      SearchRequest request =
          new SearchRequest(baseDn, SearchScope.SUB, filter, attributes.toArray(String[]::new));
      request.setControls(new SimplePagedResultsControl(page, cookie, true));
      request.setResponseTimeoutMillis(deadline.remaining().toMillis());
      SearchResult result = connection.search(request);
      all.addAll(result.getSearchEntries());
      SimplePagedResultsControl told = SimplePagedResultsControl.get(result);
      cookie = told != null && told.moreResultsToReturn() ? told.getCookie() : null;
    } while (cookie != null && all.size() < most);
    return all.subList(0, Math.min(most, all.size()));
  }

  /** The entry of that name, with all its own attributes and the ones that are named. */
  Optional<Entry> read(String dn, List<String> attributes) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            dn,
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            attributes.toArray(String[]::new));
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    try {
      return connection.search(request).getSearchEntries().stream()
          .findFirst()
          .map(entry -> (Entry) entry);
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void modify(String dn, List<Modification> modifications) throws LDAPException {
    ModifyRequest request = new ModifyRequest(dn, modifications);
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    change();
    connection.modify(request);
  }

  void add(Entry entry) throws LDAPException {
    AddRequest request = new AddRequest(entry);
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    change();
    connection.add(request);
  }

  void delete(String dn) throws LDAPException {
    DeleteRequest request = new DeleteRequest(dn);
    request.setResponseTimeoutMillis(deadline.remaining().toMillis());
    change();
    connection.delete(request);
  }

  void setPassword(String dn, String password) throws LDAPException {
    change();
    settings.flavour().setPassword(connection, dn, password);
  }

  private void change() {
    fence.pass();
    changing = true;
  }

  @Override
  public void close() {
    connection.close();
  }
}
