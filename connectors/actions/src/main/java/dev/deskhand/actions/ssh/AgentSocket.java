package dev.deskhand.actions.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * An agent behind a Unix socket, which signs with keys that this process never sees
 * (draft-ietf-sshm-ssh-agent: a message is its length in four bytes, and itself). It is never
 * forwarded to a host.
 */
final class AgentSocket extends AbstractAgentProxy {
  private static final int LARGEST_ANSWER = 1 << 18;

  private final SocketChannel channel;

  private AgentSocket(SocketChannel channel) {
    super(null);
    this.channel = channel;
  }

  /** Opens a socket for each session. */
  record Factory(Path socket) implements SshAgentFactory {
    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
      return List.of();
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
      try {
        return new AgentSocket(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      } catch (IOException e) {
        throw new IOException("no SSH agent answers at " + socket + ": " + e.getMessage(), e);
      }
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
      throw new IOException("the agent is not forwarded");
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  protected synchronized Buffer request(Buffer message) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(message.array(), message.rpos(), message.available());
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int length = read(Integer.BYTES).getInt();
    if (length < 1 || length > LARGEST_ANSWER) {
      throw new IOException("the SSH agent announced an answer of " + length + " bytes");
    }
    return new ByteArrayBuffer(read(length).array());
  }

  private ByteBuffer read(int bytes) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(bytes);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the SSH agent hung up");
      }
    }
    return in.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }
}
