package dev.deskhand.torture;

import dev.deskhand.torture.Moods.Mood;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.function.Function;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * The world as a host that is reached by SSH: each connection is an attempt or a probe, which the
 * name of the user tells ({@link Errand}).
 */
final class SshFace {
  private final Function<String, Premises> premises;
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair key = newKey();

  private SshFace(Function<String, Premises> premises) {
    this.premises = premises;
    server.setHost("127.0.0.1");
    // Nobody listens: the exchange that takes the least.
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false, List.of(BuiltinDHFactories.ecdhp256), ServerBuilder.DH2KEX));
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator(
        (user, password, session) ->
            password.equals(Shipped.PASSWORD) && isOpen(Errand.read(user), session));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setCommandFactory(
        (channel, command) -> {
          Errand errand = Errand.read(channel.getSession().getUsername());
          return new HostCommand(command, premises.apply(errand.space()), errand.asked());
        });
  }

  /**
   * Opens it.
   *
   * @param premises of a space
   */
  static SshFace open(Function<String, Premises> premises) throws IOException {
    SshFace face = new SshFace(premises);
    face.server.start();
    return face;
  }

  int port() {
    return server.getPort();
  }

  String hostKey() {
    return PublicKeyEntry.toString(key.getPublic());
  }

  /** A host that is busy hangs up at the door, or keeps silent there. */
  private boolean isOpen(Errand errand, Session session) {
    Space space = premises.apply(errand.space()).space();
    Received asked = errand.asked();
    if (asked.kind() != Kind.EFFECT || space.mood(asked) != Mood.BUSY) {
      return true;
    }
    try {
      space.came(asked.with(Fate.REFUSED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Moods.face(asked, 2) == 1) {
      throw new AsyncAuthException();
    }
    session.close(true);
    return false;
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't make keys on nistp256", e);
    }
  }
}
