package dev.deskhand.sandbox;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.RDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The company's directory: LDAP on 127.0.0.1, in memory, under {@code dc=example,dc=test}. People
 * stand under {@code ou=people} by uid (ada, bob, elena, grace, mallory), groups under {@code
 * ou=groups} as {@code groupOfNames}.
 *
 * <p>An account is locked when its entry has the operational attribute {@code pwdAccountLockedTime}
 * (a generalized time such as {@code 20261120120000Z}; it must be asked for by name, or with {@code
 * +}). Deleting the attribute unlocks it. Ada starts locked. Nothing can be read or written without
 * binding as {@link #adminDn()}. Thread-safe.
 */
public final class SandboxDirectory implements AutoCloseable {
  private static final String ADMIN_DN = "cn=admin," + DirectoryContent.BASE;
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final String adminPassword = RandomSecret.next();
  private final DirectoryRecorder recorder = new DirectoryRecorder();
  private final InMemoryDirectoryServer server;

  private SandboxDirectory(int port, InstantSource clock)
      throws LDAPException, UnknownHostException {
    this.clock = clock;
    this.server = new InMemoryDirectoryServer(config(port));
    for (Entry entry : DirectoryContent.entries()) {
      server.add(entry);
    }
    server.startListening();
  }

  /** Starts the directory; port 0 means any free port. */
  public static SandboxDirectory start(int port, InstantSource clock) {
    try {
      SandboxDirectory directory = new SandboxDirectory(port, clock);
      directory.lock("ada");
      return directory;
    } catch (LDAPException | UnknownHostException e) {
      throw new SandboxFailure("starting the directory on 127.0.0.1:" + port + " failed", e);
    }
  }

  private InMemoryDirectoryServerConfig config(int port)
      throws LDAPException, UnknownHostException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(DirectoryContent.BASE);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", loopback, port, null));
    config.addAdditionalBindCredentials(ADMIN_DN, adminPassword);
    EnumSet<OperationType> needingBind = EnumSet.allOf(OperationType.class);
    needingBind.removeAll(
        EnumSet.of(OperationType.BIND, OperationType.UNBIND, OperationType.ABANDON));
    config.setAuthenticationRequiredOperationTypes(needingBind);
    config.setSchema(DirectoryContent.schema());
    config.addInMemoryOperationInterceptor(new LockRule());
    config.addInMemoryOperationInterceptor(recorder);
    return config;
  }

  /** The address, {@code ldap://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("ldap://127.0.0.1:" + port());
  }

  public int port() {
    return server.getListenPort();
  }

  /** {@code dc=example,dc=test}. */
  public String baseDn() {
    return DirectoryContent.BASE;
  }

  /** Who may read and write. */
  public String adminDn() {
    return ADMIN_DN;
  }

  /** The administrator's password of this start. */
  public String adminPassword() {
    return adminPassword;
  }

  /** The distinguished name of a person; the uid is escaped as RFC 4514 asks. */
  public String personDn(String uid) {
    return new RDN("uid", uid) + ",ou=people," + DirectoryContent.BASE;
  }

  /** Locks the person's account as of now; one that is locked already gets the new time. */
  public void lock(String uid) {
    modify(
        uid,
        new Modification(
            ModificationType.REPLACE,
            DirectoryContent.LOCKED,
            GENERALIZED_TIME.format(clock.instant())));
  }

  /** Unlocks the person's account, if it is locked. */
  public void unlock(String uid) {
    modify(uid, new Modification(ModificationType.REPLACE, DirectoryContent.LOCKED));
  }

  /** Whether the account is locked. */
  public boolean isLocked(String uid) {
    return lockValue(uid).isPresent();
  }

  /** The value of {@code pwdAccountLockedTime} as it was written; empty when not locked. */
  public Optional<String> lockValue(String uid) {
    try {
      Entry entry = server.getEntry(personDn(uid), DirectoryContent.LOCKED);
      if (entry == null) {
        throw new SandboxFailure("reading the lock of '" + uid + "': there is no such person");
      }
      return Optional.ofNullable(entry.getAttributeValue(DirectoryContent.LOCKED));
    } catch (LDAPException e) {
      throw new SandboxFailure("reading the lock of '" + uid + "' failed", e);
    }
  }

  /** Whether the person's account is one of the group's members. */
  public boolean isMember(String uid, String group) {
    return read("cn=" + group + ",ou=groups," + DirectoryContent.BASE)
        .filter(entry -> entry.hasAttributeValue("member", personDn(uid)))
        .isPresent();
  }

  /** Whether somebody of this uid is in the directory. */
  public boolean has(String uid) {
    return read(personDn(uid)).isPresent();
  }

  /** Whether an administrator has closed the account. */
  public boolean isDisabled(String uid) {
    return lockValue(uid).filter(DirectoryContent.FOR_GOOD::equals).isPresent();
  }

  /** Whether the account has any password. */
  public boolean hasPassword(String uid) {
    return read(personDn(uid)).filter(entry -> entry.hasAttribute("userPassword")).isPresent();
  }

  /**
   * Every modification that a client made over LDAP, oldest first. What {@link #lock} and {@link
   * #unlock} do is not among them, nor is what the directory refused.
   */
  public List<DirectoryChange> changes() {
    return recorder.changes();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private Optional<Entry> read(String dn) {
    try {
      return Optional.ofNullable(server.getEntry(dn));
    } catch (LDAPException e) {
      throw new SandboxFailure("reading " + dn + " failed", e);
    }
  }

  private void modify(String uid, Modification modification) {
    try {
      server.modify(personDn(uid), modification);
    } catch (LDAPException e) {
      throw new SandboxFailure("changing the lock of '" + uid + "' failed: " + e.getMessage(), e);
    }
  }
}
