package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The people and groups of the practice company in a domain of Samba, for tests of other modules.
 * Ada is locked out by wrong passwords.
 */
public final class SambaCompany implements AutoCloseable {
  private static final String PEOPLE = "OU=People," + ActiveDirectoryRig.BASE;
  private static final String GROUPS = "OU=Groups," + ActiveDirectoryRig.BASE;
  private static final String FIRST = "First-Passw0rd-1";
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "staff", Set.of("ada", "bob", "elena", "grace"),
          "vpn-users", Set.of("ada", "bob", "elena", "grace"),
          "finance", Set.of("grace"),
          "project-apollo", Set.of("elena"),
          "licence-visio", Set.of("elena"));

  /** What steps change; logons and wrong passwords change other things. */
  private static final List<String> CHANGED_BY_STEPS =
      List.of("lockoutTime", "userAccountControl", "pwdLastSet", "member", "cn");

  private final SambaDomain domain;
  private final LDAPConnection connection;
  private Map<String, Set<String>> before = Map.of();

  private SambaCompany(SambaDomain domain) {
    this.domain = domain;
    try {
      URI uri = URI.create(domain.address().getOrDefault("url", ""));
      connection =
          new LDAPConnection(
              new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
              uri.getHost(),
              636,
              ActiveDirectoryRig.ADMINISTRATOR,
              ActiveDirectoryRig.PASSWORD);
      connection.add(PEOPLE, new Attribute("objectClass", "organizationalUnit"));
      connection.add(GROUPS, new Attribute("objectClass", "organizationalUnit"));
    } catch (LDAPException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Skips the test where there is no Samba, unless peers are required. */
  public static void require() {
    SambaDomain.require();
  }

  /** Makes the domain in an empty folder, and serves it; nobody is in it yet. */
  public static SambaCompany start(Path folder) {
    return new SambaCompany(SambaDomain.start(folder));
  }

  /** Everybody and every group as at the beginning. */
  public void reset() {
    try {
      for (SearchResultEntry entry : all()) {
        connection.delete(entry.getDN());
      }
      for (String person : List.of("ada", "bob", "elena", "grace")) {
        connection.add(person(person));
      }
      for (Map.Entry<String, Set<String>> group : MEMBERS.entrySet()) {
        connection.add(group(group.getKey(), group.getValue()));
      }
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    lock("ada");
    before = seen();
  }

  private static Entry person(String name) {
    byte[] password = ("\"" + FIRST + "\"").getBytes(StandardCharsets.UTF_16LE);
    return new Entry(
        dn(name),
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", name),
        new Attribute("unicodePwd", password),
        new Attribute("userAccountControl", "512"));
  }

  private static Entry group(String name, Set<String> members) {
    return new Entry(
        "CN=" + name + "," + GROUPS,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", name),
        new Attribute("member", members.stream().map(SambaCompany::dn).toList()));
  }

  private static String dn(String person) {
    return "CN=" + person + "," + PEOPLE;
  }

  /** What a target of kind {@code ldap} needs, but the password. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(domain.address());
    settings.put("flavour", "active-directory");
    settings.put("bind-dn", ActiveDirectoryRig.ADMINISTRATOR);
    settings.put("base-dn", ActiveDirectoryRig.BASE);
    return settings;
  }

  /** The administrator's. */
  public String password() {
    return ActiveDirectoryRig.PASSWORD;
  }

  /** Below which new accounts are made. */
  public String people() {
    return PEOPLE;
  }

  public boolean has(String person) {
    return entry(dn(person)).isPresent();
  }

  public boolean isLocked(String person) {
    return !value(dn(person), "lockoutTime").equals("0");
  }

  public boolean isDisabled(String person) {
    return (Integer.parseInt(value(dn(person), "userAccountControl")) & 2) != 0;
  }

  /** Whether they have a password that they have to change. */
  public boolean hasNewPassword(String person) {
    return "0".equals(value(dn(person), "pwdLastSet"));
  }

  /** Whether this very password lets somebody in, once they have changed it. */
  public boolean signsIn(String person, String password) {
    try {
      connection.modify(dn(person), new Modification(ModificationType.REPLACE, "pwdLastSet", "-1"));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    return domain.signsIn(dn(person), password);
  }

  public boolean isMember(String person, String group) {
    return entry("CN=" + group + "," + GROUPS)
        .filter(entry -> entry.hasAttributeValue("member", dn(person)))
        .isPresent();
  }

  /** Locks an account by wrong passwords. */
  public void lock(String person) {
    domain.lock(dn(person));
  }

  /** How many entries are not as they were at the beginning. */
  public long changes() {
    Map<String, Set<String>> now = seen();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream().filter(it -> !Objects.equals(before.get(it), now.get(it))).count();
  }

  private Map<String, Set<String>> seen() {
    Map<String, Set<String>> seen = new HashMap<>();
    for (SearchResultEntry entry : all()) {
      Set<String> values = new TreeSet<>();
      for (String name : CHANGED_BY_STEPS) {
        String[] found = entry.getAttributeValues(name);
        if (found != null) {
          Arrays.stream(found).map(value -> name + "=" + value).forEach(values::add);
        }
      }
      seen.put(entry.getDN(), values);
    }
    return seen;
  }

  private List<SearchResultEntry> all() {
    try {
      Filter either =
          Filter.createORFilter(
              Filter.createEqualityFilter("objectClass", "user"),
              Filter.createEqualityFilter("objectClass", "group"));
      List<SearchResultEntry> all =
          new ArrayList<>(connection.search(PEOPLE, SearchScope.SUB, either).getSearchEntries());
      all.addAll(connection.search(GROUPS, SearchScope.SUB, either).getSearchEntries());
      return all;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  private String value(String dn, String attribute) {
    return entry(dn)
        .map(entry -> Objects.requireNonNullElse(entry.getAttributeValue(attribute), "0"))
        .orElseThrow(() -> new IllegalStateException(dn + " is not there"));
  }

  private Optional<Entry> entry(String dn) {
    try {
      return Optional.ofNullable(connection.getEntry(dn));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connection.close();
    domain.close();
  }
}
