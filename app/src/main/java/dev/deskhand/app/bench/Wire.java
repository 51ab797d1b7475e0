package dev.deskhand.app.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept, with so little in it that what is measured is the server. Belongs to
 * one thread at a time.
 */
final class Wire implements AutoCloseable {
  private static final int CHUNKED = -1;
  private static final String LENGTH = "content-length:";
  private static final int PATIENCE = 30_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects to this machine. */
  Wire(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request, reads the answer, and returns its status. */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = lengthOfBody();
    if (length == CHUNKED) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    return status;
  }

  /** Sends a request that has to be answered with 200. */
  void requireTaken(byte[] request) throws IOException {
    int status = exchange(request);
    if (status != 200) {
      throw new IllegalStateException(
          "asked 127.0.0.1:" + socket.getPort() + ": expected 200, found " + status);
    }
  }

  private void skipChunks() throws IOException {
    int length = Integer.parseInt(line(), 16);
    while (length > 0) {
      in.skipNBytes(length);
      line();
      length = Integer.parseInt(line(), 16);
    }
    line();
  }

  /** Sends a request, and returns the body of the answer. */
  String text(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    line();
    return new String(in.readNBytes(lengthOfBody()), StandardCharsets.UTF_8);
  }

  private int lengthOfBody() throws IOException {
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.equals("transfer-encoding: chunked")) {
        length = CHUNKED;
      }
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  static byte[] get(String path) {
    return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        .formatted(path)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
