package dev.deskhand.actions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A TCP relay on loopback that can lose answers and cut connections. */
public final class Relay implements AutoCloseable {
  private final ServerSocket server;
  private final int upstream;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean mute;
  private volatile Predicate<byte[]> muteAfter = said -> false;

  private Relay(ServerSocket server, int upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  public static Relay to(int port) {
    try {
      Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      Thread.startVirtualThread(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From the first request that fits on, no answer comes through; requests still do. */
  public void loseAnswersFrom(Predicate<byte[]> request) {
    muteAfter = request;
  }

  /** From now on, answers come through again; what was lost stays lost. */
  public void deliverAnswers() {
    muteAfter = said -> false;
    mute = false;
  }

  /** Breaks every connection. */
  public void cut() {
    open.forEach(Relay::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), upstream);
        open.addAll(List.of(client, target));
        Thread.startVirtualThread(() -> requests(client, target));
        Thread.startVirtualThread(() -> answers(target, client));
      }
    } catch (IOException _) {
      cut();
    }
  }

  private void requests(Socket from, Socket to) {
    copy(
        from,
        bytes -> {
          mute |= muteAfter.test(bytes);
          to.getOutputStream().write(bytes);
        });
    close(to);
  }

  private void answers(Socket from, Socket to) {
    copy(
        from,
        bytes -> {
          if (!mute) {
            to.getOutputStream().write(bytes);
          }
        });
    close(to);
  }

  private interface Sink {
    void take(byte[] bytes) throws IOException;
  }

  private static void copy(Socket from, Sink sink) {
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sink.take(Arrays.copyOf(buffer, read));
      }
    } catch (IOException _) {
      close(from);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
