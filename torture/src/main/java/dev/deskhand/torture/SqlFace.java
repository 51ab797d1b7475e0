package dev.deskhand.torture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/**
 * The world before a real PostgreSQL: each connection is an attempt, which the name of the database
 * tells ({@link Errand}).
 */
final class SqlFace {
  private static final int BACKLOG = 200;

  private final Function<String, Premises> premises;

  /** There is one for all spaces. */
  private volatile Optional<InetSocketAddress> server = Optional.empty();

  private SqlFace(Function<String, Premises> premises) {
    this.premises = premises;
  }

  /**
   * Opens it; returns its port.
   *
   * @param premises of a space
   */
  static int open(Function<String, Premises> premises) throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    SqlFace face = new SqlFace(premises);
    Thread.ofPlatform().daemon().start(() -> face.accept(socket));
    return socket.getLocalPort();
  }

  private void accept(ServerSocket socket) {
    try (socket) {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(client.getInputStream());
      PgStartup startup = PgStartup.read(in, client.getOutputStream());
      if (startup.isCancel()) {
        cancel(startup);
        return;
      }
      Errand errand = Errand.read(startup.database());
      Premises there = premises.apply(errand.space());
      server = Optional.of(there.table().address());
      there.begun(errand.asked());
      try {
        new SqlRelay(client, in, there, errand.asked()).serve(startup);
      } finally {
        there.ended(errand.asked());
      }
    } catch (IOException _) {
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancel(PgStartup cancel) throws IOException {
    InetSocketAddress address = server.orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      cancel.write(new DataOutputStream(socket.getOutputStream()));
    }
  }
}
