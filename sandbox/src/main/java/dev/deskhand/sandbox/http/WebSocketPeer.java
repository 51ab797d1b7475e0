package dev.deskhand.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The other side of a WebSocket connection. Thread-safe, but for {@link #read}. */
public final class WebSocketPeer {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int WHOLE = 0x80;
  private static final int MASKED = 0x80;
  private static final int LARGEST = 1 << 20;

  private final Socket socket;
  private final AtomicLong pongs = new AtomicLong();
  private final AtomicLong pings = new AtomicLong();
  private volatile boolean deaf;

  WebSocketPeer(Socket socket) {
    this.socket = socket;
  }

  /** Sends a text. */
  public void send(String text) {
    write(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks whether the other side is there. */
  public void ping() {
    write(PING, new byte[0]);
  }

  /** How many answers to {@link #ping} came. */
  public long pongs() {
    return pongs.get();
  }

  /** How often the other side asked. */
  public long pings() {
    return pings.get();
  }

  /** Says goodbye. */
  public void close() {
    write(CLOSE, new byte[] {3, (byte) 0xe8});
  }

  /** Hangs up without a word. */
  public void drop() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on says nothing any more, as behind a broken line, and keeps the connection open. */
  public void fallSilent() {
    deaf = true;
  }

  /** Reads until the other side hangs up or says something odd. */
  void read(Consumer<String> heard) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = payload(in);
      switch (first & 0x0f) {
        case TEXT -> {
          if ((first & WHOLE) == 0) {
            throw new IOException("a text in several frames");
          }
          heard.accept(new String(payload, StandardCharsets.UTF_8));
        }
        case PING -> {
          pings.incrementAndGet();
          write(PONG, payload);
        }
        case PONG -> pongs.incrementAndGet();
        case CLOSE -> {
          return;
        }
        default -> throw new IOException("a frame of an unknown kind");
      }
    }
  }

  private static byte[] payload(DataInputStream in) throws IOException {
    int second = in.readUnsignedByte();
    if ((second & MASKED) == 0) {
      throw new IOException("a frame of a client that is not masked");
    }
    int length =
        switch (second & 0x7f) {
          case 126 -> in.readUnsignedShort();
          case 127 -> Math.toIntExact(in.readLong());
          default -> second & 0x7f;
        };
    if (length > LARGEST) {
      throw new IOException("a frame that is too large");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return payload;
  }

  private synchronized void write(int kind, byte[] payload) {
    if (deaf) {
      return;
    }
    try {
      ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
      frame.write(WHOLE | kind);
      if (payload.length < 126) {
        frame.write(payload.length);
      } else if (payload.length < 1 << 16) {
        frame.write(126);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
      } else {
        frame.write(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          frame.write((int) ((long) payload.length >> shift));
        }
      }
      frame.writeBytes(payload);
      OutputStream out = socket.getOutputStream();
      out.write(frame.toByteArray());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the other side is gone", e);
    }
  }
}
