package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Target;
import java.io.File;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * How a directory is reached, and what its attributes are called.
 *
 * @param name of the target, for messages
 */
record LdapSettings(
    String name,
    LDAPURL url,
    Login login,
    String baseDn,
    String groupBaseDn,
    LdapFlavour flavour,
    Tls tls,
    Optional<File> caCertificate) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  /** Who binds. Its text has no password. */
  record Login(String dn, String password) {
    @Override
    public String toString() {
      return dn;
    }
  }

  /** When the connection becomes encrypted. */
  enum Tls {
    /** From its first byte, {@code ldaps://}. */
    AT_ONCE,
    /** By StartTLS (RFC 4511, section 4.14), before the password is sent. */
    START,
    /** Never: on loopback, or because the target says {@code tls: none}. */
    NONE
  }

  /**
   * Reads the target of a call.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static LdapSettings of(ActionCall call) {
    return of(call.target(), call.secret("password"));
  }

  /** Reads a target; the same, with its password. */
  static LdapSettings of(Target target, String password) {
    LDAPURL url = url(target);
    return new LdapSettings(
        target.name(),
        url,
        new Login(target.required("bind-dn"), password),
        target.required("base-dn"),
        target.optional("group-base-dn").orElse(target.required("base-dn")),
        flavour(target),
        tls(target, url),
        target.optional("ca-certificate").map(File::new));
  }

  private static LdapFlavour flavour(Target target) {
    String member = target.optional("member-attribute").orElse("member");
    Optional<String> user = target.optional("user-attribute");
    String flavour = target.optional("flavour").orElse("standard");
    return switch (flavour) {
      case "standard" ->
          new StandardFlavour(
              user.orElse("uid"),
              target.optional("lock-attribute").orElse("pwdAccountLockedTime"),
              member);
      case "active-directory" ->
          new ActiveDirectoryFlavour(user.orElse("sAMAccountName"), member, suffix(target));
      case String other ->
          throw new ActionException(
              "target '"
                  + target.name()
                  + "': flavour: expected standard or active-directory, found '"
                  + other
                  + "'");
    };
  }

  /** Where the target says nothing, the domain's own name, which its base ends with. */
  private static String suffix(Target target) {
    return target
        .optional("upn-suffix")
        .orElseGet(
            () ->
                parts(target.required("base-dn"))
                    .filter(part -> part.hasAttribute("DC"))
                    .map(part -> part.getAttributeValues()[0])
                    .collect(Collectors.joining(".")));
  }

  private static Stream<RDN> parts(String dn) {
    try {
      return Stream.of(new DN(dn).getRDNs());
    } catch (LDAPException e) {
      throw new ActionException("base-dn '" + dn + "' is not like DC=example,DC=com", e);
    }
  }

  /** True if nobody on the way can read what is sent. */
  boolean keepsSecrets() {
    return tls != Tls.NONE || LOOPBACK.contains(url.getHost());
  }

  private static LDAPURL url(Target target) {
    String written = target.required("url");
    try {
      return new LDAPURL(written);
    } catch (LDAPException e) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': url '"
              + written
              + "' is not like"
              + " ldaps://directory.example.com",
          e);
    }
  }

  private static Tls tls(Target target, LDAPURL url) {
    if (url.getScheme().equals("ldaps")) {
      return Tls.AT_ONCE;
    }
    String written = target.optional("tls").orElse("start");
    if (!written.equals("start") && !written.equals("none")) {
      throw new ActionException(
          "target '" + target.name() + "': tls: expected start or none, found '" + written + "'");
    }
    return written.equals("none") || LOOPBACK.contains(url.getHost()) ? Tls.NONE : Tls.START;
  }

  /** Connects and binds. */
  LDAPConnection connect(Deadline deadline) throws LDAPException {
    LDAPConnection connection =
        tls == Tls.AT_ONCE
            ? new LDAPConnection(socketFactory(), options(deadline))
            : new LDAPConnection(options(deadline));
    try {
      connection.connect(url.getHost(), url.getPort(), millis(deadline));
      if (tls == Tls.START) {
        startTls(connection);
      }
      SimpleBindRequest bind = new SimpleBindRequest(login.dn(), login.password());
      bind.setResponseTimeoutMillis(millis(deadline));
      connection.bind(bind);
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  private void startTls(LDAPConnection connection) throws LDAPException {
    ExtendedResult result =
        connection.processExtendedOperation(new StartTLSExtendedRequest(sslContext()));
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(
          result.getResultCode(),
          "StartTLS was refused, and the password is not sent in the clear: "
              + result.getDiagnosticMessage());
    }
  }

  private static LDAPConnectionOptions options(Deadline deadline) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setConnectTimeoutMillis(millis(deadline));
    options.setResponseTimeoutMillis(millis(deadline));
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    return options;
  }

  private static int millis(Deadline deadline) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, deadline.remaining().toMillis()));
  }

  private SSLSocketFactory socketFactory() {
    return sslContext().getSocketFactory();
  }

  private SSLContext sslContext() {
    try {
      return caCertificate.isPresent()
          ? new SSLUtil(new PEMFileTrustManager(caCertificate.get())).createSSLContext()
          : SSLContext.getDefault();
    } catch (KeyStoreException e) {
      throw new ActionException(
          "target '"
              + name
              + "': ca-certificate "
              + caCertificate.orElseThrow()
              + " is not a readable PEM file",
          e);
    } catch (GeneralSecurityException e) {
      throw new ActionException("target '" + name + "': this Java has no TLS", e);
    }
  }
}
