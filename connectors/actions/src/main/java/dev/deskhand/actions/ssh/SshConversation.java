package dev.deskhand.actions.ssh;

import dev.deskhand.actions.CappedOutput;
import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.ssh.HostAnswer.Again;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Output;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** One connection with one request, and nothing of this machine's own SSH configuration. */
final class SshConversation {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final SshHost host;
  private final Deadline deadline;
  private final Fence fence;
  private final AtomicReference<@Nullable String> strangeKey = new AtomicReference<>();
  private final CappedOutput output;
  private final OutputStream sink;
  private final CappedOutput said = new CappedOutput(Output.NONE);

  SshConversation(SshHost host, Deadline deadline, ActionCall.Services services) {
    this.output = new CappedOutput(new AfterMark(HostAnswer.OUTPUT_MARK, services.output()));
    this.sink = output;
    this.host = host;
    this.deadline = deadline;
    this.fence = services.fence();
  }

  /** One whose host's output goes elsewhere than into its answer. */
  SshConversation(
      SshHost host, Deadline deadline, ActionCall.Services services, OutputStream elsewhere) {
    this.output = new CappedOutput(Output.NONE);
    this.sink = elsewhere;
    this.host = host;
    this.deadline = deadline;
    this.fence = services.fence();
  }

  HostAnswer ask(HostRequest request) throws InterruptedException {
    SshClient client = client();
    client.start();
    try (ClientSession session = connect(client);
        ChannelExec channel = session.createExecChannel(Wrapper.command())) {
      channel.setOut(sink);
      channel.setErr(said);
      CountDownLatch closed = new CountDownLatch(1);
      channel.addCloseFutureListener(future -> closed.countDown());
      channel.open().verify(deadline.remaining());
      return exchange(channel, closed, request);
    } catch (IOException e) {
      throwIfInterrupted(e);
      return unreached(e);
    } finally {
      client.close(true);
    }
  }

  /** From here on it may have begun: the wrapper acts when it has read the last line. */
  private HostAnswer exchange(ChannelExec channel, CountDownLatch closed, HostRequest request)
      throws InterruptedException {
    fence.pass();
    try {
      OutputStream input = new UntilDeadline(channel.getInvertedIn(), deadline);
      input.write(request.lines());
      request.content().writeTo(input);
      input.close();
    } catch (IOException e) {
      throwIfInterrupted(e);
      return lastWords(closed).orElseGet(() -> cut(e));
    }
    if (!closed.await(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
      return new HostAnswer.Silent(host.address() + " did not answer in time");
    }
    return HostAnswer.parse(said.text(), output.text())
        .orElseGet(() -> silent(channel.getExitStatus()));
  }

  /** What a host said that ended before it had taken everything. */
  private Optional<HostAnswer> lastWords(CountDownLatch closed) throws InterruptedException {
    Duration left = deadline.remaining();
    Duration patience = left.compareTo(LAST_WORDS) < 0 ? left : LAST_WORDS;
    return closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? HostAnswer.parse(said.text(), output.text())
        : Optional.empty();
  }

  private HostAnswer cut(IOException e) {
    return new HostAnswer.Silent(
        e instanceof SocketTimeoutException
            ? host.address() + " did not take everything in time"
            : "the connection to " + host.address() + " broke while sending: " + e.getMessage());
  }

  private HostAnswer silent(@Nullable Integer exitStatus) {
    return new HostAnswer.Silent(
        exitStatus == null
            ? "the connection to " + host.address() + " broke before the answer"
            : host.address()
                + " ended with "
                + exitStatus
                + " and without an answer: "
                + said.text().strip());
  }

  private ClientSession connect(SshClient client) throws IOException {
    ClientSession session =
        client
            .connect(host.user(), host.host(), host.port())
            .verify(deadline.remaining())
            .getSession();
    try {
      switch (host.proof()) {
        case SshHost.Proof.Key key -> session.addPublicKeyIdentity(key.pair());
        case SshHost.Proof.Agent _ -> {}
        case SshHost.Proof.Password password -> session.addPasswordIdentity(password.password());
      }
      session.auth().verify(deadline.remaining());
      return session;
    } catch (IOException e) {
      session.close(true);
      throw e;
    }
  }

  private SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    client.setServerKeyVerifier((session, address, shown) -> isPinned(shown));
    List<NamedFactory<Signature>> all = ClientBuilder.setUpDefaultSignatureFactories(true);
    // The host is asked for the kind of key that is pinned; the user's own may be of another.
    client.setSignatureFactories(all.stream().filter(this::fitsHostKey).toList());
    client.setUserAuthFactories(
        List.of(
            switch (host.proof()) {
              case SshHost.Proof.Key _, SshHost.Proof.Agent _ -> new UserAuthPublicKeyFactory(all);
              case SshHost.Proof.Password _ -> UserAuthPasswordFactory.INSTANCE;
            }));
    if (host.proof() instanceof SshHost.Proof.Agent(Path socket)) {
      client.setAgentFactory(new AgentSocket.Factory(socket));
    }
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, deadline.remaining());
    return client;
  }

  private boolean fitsHostKey(NamedFactory<Signature> signature) {
    String kind = KeyUtils.getKeyType(host.hostKey());
    return KeyPairProvider.SSH_RSA.equals(kind)
        ? signature.getName().startsWith("rsa-sha2-")
        : signature.getName().equals(kind);
  }

  private boolean isPinned(PublicKey shown) {
    if (KeyUtils.compareKeys(shown, host.hostKey())) {
      return true;
    }
    strangeKey.set(KeyUtils.getFingerPrint(shown));
    return false;
  }

  private HostAnswer unreached(IOException e) {
    String strange = strangeKey.get();
    if (strange != null) {
      return new HostAnswer.Unreached(
          Again.WILL_NOT_HELP,
          host.address()
              + " showed the host key "
              + strange
              + ", but "
              + KeyUtils.getFingerPrint(host.hostKey())
              + " is pinned; nothing was sent. Find out why it changed before you change host-key"
              + " of target '"
              + host.name()
              + "'");
    }
    return switch (disconnectCode(e)) {
      case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
          new HostAnswer.Unreached(
              Again.WILL_NOT_HELP,
              host.address() + " refused " + host.proof() + ": " + e.getMessage());
      case SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED ->
          new HostAnswer.Unreached(
              Again.WILL_NOT_HELP,
              host.address()
                  + " has no host key of the pinned kind, or no algorithm in common: "
                  + e.getMessage());
      default ->
          new HostAnswer.Unreached(
              Again.MAY_HELP, "connecting to " + host.address() + " failed: " + e.getMessage());
    };
  }

  private static int disconnectCode(IOException e) {
    return e instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
  }

  private static void throwIfInterrupted(IOException e) throws InterruptedException {
    boolean timedOut = e instanceof SocketTimeoutException;
    if (Thread.interrupted() || (e instanceof InterruptedIOException && !timedOut)) {
      throw new InterruptedException("interrupted while talking to a host");
    }
  }
}
