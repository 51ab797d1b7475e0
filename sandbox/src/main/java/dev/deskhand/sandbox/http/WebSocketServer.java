package dev.deskhand.sandbox.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A WebSocket server on 127.0.0.1 (RFC 6455), each connection on a virtual thread of its own. It
 * takes what a decent client sends (masked, whole frames) and hangs up on anything else.
 */
public final class WebSocketServer implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<WebSocketPeer> peers = ConcurrentHashMap.newKeySet();
  private final Predicate<String> admits;
  private final Handler handler;

  /** What happens; each peer's calls come one after the other. */
  public interface Handler {
    void opened(WebSocketPeer peer);

    void heard(WebSocketPeer peer, String text);

    void ended(WebSocketPeer peer);
  }

  private WebSocketServer(ServerSocket server, Predicate<String> admits, Handler handler) {
    this.server = server;
    this.admits = admits;
    this.handler = handler;
  }

  /**
   * Starts a server on any free port.
   *
   * @param admits whether a path with its query may connect; others get a 403
   */
  public static WebSocketServer start(Predicate<String> admits, Handler handler) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      WebSocketServer made =
          new WebSocketServer(new ServerSocket(0, 50, loopback), admits, handler);
      made.threads.execute(made::accept);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("starting a WebSocket server failed", e);
    }
  }

  /** {@code ws://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (!shaken(socket)) {
        return;
      }
      WebSocketPeer peer = new WebSocketPeer(socket);
      peers.add(peer);
      try {
        handler.opened(peer);
        peer.read(text -> handler.heard(peer, text));
      } finally {
        peers.remove(peer);
        handler.ended(peer);
      }
    } catch (IOException e) {
      // The other side is gone: that is what this server is for.
      return;
    }
  }

  private boolean shaken(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
    String request = in.readLine();
    String key = "";
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    String[] words = request == null ? new String[0] : request.split(" ");
    boolean fits = words.length == 3 && words[0].equals("GET") && !key.isEmpty();
    if (!fits || !admits.test(words[1])) {
      write(socket, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      return false;
    }
    write(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accepted(key)
            + "\r\n\r\n");
    return true;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String accepted(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      peers.forEach(WebSocketPeer::drop);
      threads.shutdownNow();
    }
  }
}
