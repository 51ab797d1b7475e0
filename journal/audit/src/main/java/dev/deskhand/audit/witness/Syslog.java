package dev.deskhand.audit.witness;

import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.json.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A syslog server: messages as RFC 5424 has them, facility 13 (log audit), severity 5 (notice), the
 * head as JSON. Over UDP one a datagram (RFC 5426), which nobody acknowledges; over TCP with its
 * length before it (RFC 6587, 3.4.1), on a connection of its own.
 */
public final class Syslog implements Witness {
  private static final int PRIORITY = 13 * 8 + 5;
  private static final int USUAL_PORT = 514;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI server;

  /**
   * A server.
   *
   * @param server {@code udp://host:514} or {@code tcp://host:601}
   */
  public Syslog(URI server) {
    this.server = server;
  }

  /** Whether an address is one that this sends to. */
  public static boolean isAddress(URI address) {
    return address.getHost() != null
        && ("udp".equals(address.getScheme()) || "tcp".equals(address.getScheme()));
  }

  @Override
  public String name() {
    return server.toString();
  }

  @Override
  public void show(SignedHead head) throws IOException {
    byte[] message = message(head);
    int port = server.getPort() < 0 ? USUAL_PORT : server.getPort();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(server.getHost()), port);
    if ("udp".equals(server.getScheme())) {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.send(new DatagramPacket(message, message.length, address));
      }
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
    }
  }

  private static byte[] message(SignedHead head) {
    String json = new String(Lines.of(head), StandardCharsets.UTF_8).strip();
    return "<%d>1 %s - deskhand - audit-head - %s"
        .formatted(PRIORITY, head.at(), json)
        .getBytes(StandardCharsets.UTF_8);
  }
}
