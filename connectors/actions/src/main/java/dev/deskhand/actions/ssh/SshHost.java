package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A host that can be asked.
 *
 * @param name of the target, for messages
 * @param hostKey the one key that it may show
 */
record SshHost(String name, String host, int port, String user, Proof proof, PublicKey hostKey) {
  private static final int SSH_PORT = 22;
  private static final List<String> PROOFS = List.of("key", "agent", "password");

  /** How the user shows who it is. Its text tells nothing. */
  sealed interface Proof {
    /** By a private key. */
    record Key(KeyPair pair) implements Proof {
      @Override
      public String toString() {
        return "a key";
      }
    }

    /** By the keys of an agent. */
    record Agent(Path socket) implements Proof {
      @Override
      public String toString() {
        return "the keys of its agent";
      }
    }

    /** By a password, sent when the host has shown its key. */
    record Password(String password) implements Proof {
      @Override
      public String toString() {
        return "a password";
      }
    }
  }

  /**
   * Reads the target of a call.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static SshHost of(ActionCall call) {
    return of(call.target(), call.secrets());
  }

  /** Reads a target; the same, with what resolves its secrets. */
  static SshHost of(Target target, Secrets secrets) {
    return new SshHost(
        target.name(),
        target.required("host"),
        port(target),
        target.required("user"),
        proof(target, secrets),
        publicKey(target));
  }

  /** Asks; what goes wrong is an answer too. */
  HostAnswer ask(HostRequest request, Deadline deadline, ActionCall.Services services)
      throws InterruptedException {
    return new SshConversation(this, deadline, services).ask(request);
  }

  /** For messages: {@code deskhand@gw1.example.com:22}. */
  String address() {
    return user + "@" + host + ":" + port;
  }

  /** Short enough for messages. */
  @Override
  public String toString() {
    return name + " (" + address() + ")";
  }

  /** Asks; what the host puts out goes elsewhere than into its answer. */
  HostAnswer ask(
      HostRequest request, Deadline deadline, ActionCall.Services services, OutputStream elsewhere)
      throws InterruptedException {
    return new SshConversation(this, deadline, services, elsewhere).ask(request);
  }

  private static int port(Target target) {
    String written = target.optional("port").orElse(Integer.toString(SSH_PORT));
    if (!written.matches("[0-9]{1,5}")) {
      throw new ActionException(
          "target '" + target.name() + "': port: expected a number, found '" + written + "'");
    }
    return Integer.parseInt(written);
  }

  private static Proof proof(Target target, Secrets secrets) {
    List<String> named = PROOFS.stream().filter(it -> target.optional(it).isPresent()).toList();
    if (named.size() > 1) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': expected one of key, agent and password, found "
              + named);
    }
    return switch (named.isEmpty() ? "key" : named.getFirst()) {
      case "agent" -> new Proof.Agent(socket(target, secrets));
      case "password" -> new Proof.Password(secrets.resolve(target.required("password")));
      default -> new Proof.Key(privateKey(target, secrets));
    };
  }

  private static Path socket(Target target, Secrets secrets) {
    String path = secrets.resolve(target.required("agent")).strip();
    try {
      if (path.startsWith("/")) {
        return Path.of(path);
      }
    } catch (InvalidPathException e) {
      throw new ActionException(badSocket(target), e);
    }
    throw new ActionException(badSocket(target));
  }

  private static String badSocket(Target target) {
    return "target '"
        + target.name()
        + "': agent: what "
        + target.required("agent")
        + " refers to is not the absolute path of an agent's socket";
  }

  private static KeyPair privateKey(Target target, Secrets secrets) {
    byte[] text = secrets.resolve(target.required("key")).getBytes(StandardCharsets.UTF_8);
    NamedResource name = NamedResource.ofName("key of target " + target.name());
    try {
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(null, name, new ByteArrayInputStream(text), null);
      if (keys != null && keys.iterator().hasNext()) {
        return keys.iterator().next();
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ActionException(badKey(target), e);
    }
    throw new ActionException(badKey(target));
  }

  private static String badKey(Target target) {
    return "target '"
        + target.name()
        + "': key: what "
        + target.required("key")
        + " refers to is not a private key without passphrase in OpenSSH or PEM form";
  }

  private static PublicKey publicKey(Target target) {
    String written = target.required("host-key");
    try {
      return PublicKeyEntry.parsePublicKeyEntry(written.strip())
          .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': host-key: expected a line such as 'ssh-ed25519 AAAA…';"
              + " 'ssh-keyscan "
              + target.optional("host").orElse("HOST")
              + "' prints it",
          e);
    }
  }
}
