package dev.deskhand.actions.mail;

import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.File;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that takes mail.
 *
 * @param name of the target, for messages
 */
record MailServer(
    String name,
    String host,
    int port,
    Tls tls,
    InternetAddress from,
    Optional<Login> login,
    Optional<File> caCertificate) {

  /** Who sends. Its text has no password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** When the connection becomes encrypted, and the port that belongs to it (RFC 8314). */
  enum Tls {
    START(587),
    AT_ONCE(465),
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }
  }

  /**
   * Reads the target of a call.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static MailServer of(ActionCall call) {
    return of(call.target(), call.secrets());
  }

  /** Reads a target; the same, with what resolves its secrets. */
  static MailServer of(Target target, Secrets secrets) {
    Tls tls = tls(target);
    String port = target.optional("port").orElse(Integer.toString(tls.port));
    if (!port.matches("[0-9]{1,5}")) {
      throw wrong(target, "port: expected a number, found '" + port + "'");
    }
    return new MailServer(
        target.name(),
        target.required("host"),
        Integer.parseInt(port),
        tls,
        MailAddress.of(
            "the setting 'from' of target '" + target.name() + "'", target.required("from")),
        target
            .optional("user")
            .map(user -> new Login(user, secrets.resolve(target.required("password")))),
        target.optional("ca-certificate").map(File::new));
  }

  private static Tls tls(Target target) {
    String written = target.optional("tls").orElse("start");
    return switch (written) {
      case "start" -> Tls.START;
      case "at-once" -> Tls.AT_ONCE;
      case "none" -> Tls.NONE;
      case String other ->
          throw wrong(target, "tls: expected start, at-once or none, found '" + other + "'");
    };
  }

  Session session(Deadline deadline) {
    String millis = Long.toString(Math.min(Integer.MAX_VALUE, deadline.remaining().toMillis()));
    Properties all = new Properties();
    all.put("mail.smtp.connectiontimeout", millis);
    all.put("mail.smtp.timeout", millis);
    all.put("mail.smtp.writetimeout", millis);
    all.put("mail.smtp.from", from.getAddress());
    all.put("mail.smtp.sendpartial", "false");
    all.put("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.START));
    all.put("mail.smtp.starttls.required", Boolean.toString(tls == Tls.START));
    all.put("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.AT_ONCE));
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    caCertificate.ifPresent(file -> all.put("mail.smtp.ssl.socketFactory", trusting(file)));
    login.ifPresent(_ -> all.put("mail.smtp.auth", "true"));
    return Session.getInstance(all);
  }

  void connect(Transport transport) throws MessagingException {
    transport.connect(
        host, port, login.map(Login::user).orElse(null), login.map(Login::password).orElse(null));
  }

  private SSLSocketFactory trusting(File file) {
    try {
      return new SSLUtil(new PEMFileTrustManager(file)).createSSLSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new ActionException(
          "target '" + name + "': ca-certificate " + file + " is not a readable PEM file", e);
    }
  }

  private static ActionException wrong(Target target, String what) {
    return new ActionException("target '" + target.name() + "': " + what);
  }
}
