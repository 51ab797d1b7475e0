package dev.deskhand.torture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A message between a client and PostgreSQL, once it has begun: a letter, a length and a body
 * (postgresql.org/docs/current/protocol-message-formats.html).
 */
final class PgMessage {
  private static final int LENGTH = 4;

  private final char type;
  private final byte[] body;

  private PgMessage(char type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  /** Empty when the other side has ended, in whatever way. */
  static Optional<PgMessage> read(DataInputStream in) throws IOException {
    try {
      char type = (char) in.readUnsignedByte();
      return Optional.of(new PgMessage(type, in.readNBytes(in.readInt() - LENGTH)));
    } catch (EOFException | SocketException _) {
      return Optional.empty();
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + LENGTH);
    out.write(body);
    out.flush();
  }

  /** What a server says that takes nobody in. */
  static PgMessage fatal(String state, String words) {
    String fields = "SFATAL\0VFATAL\0C%s\0M%s\0\0".formatted(state, words);
    return new PgMessage('E', fields.getBytes(StandardCharsets.UTF_8));
  }

  /** A statement is prepared that begins so. */
  boolean prepares(String statement) {
    return type == 'P' && words().get(1).startsWith(statement);
  }

  /** A statement is about to be made. */
  boolean isBinding() {
    return type == 'B';
  }

  /** The name of the statement that is prepared or about to be made; most have none. */
  String statement() {
    return words().get(isBinding() ? 1 : 0);
  }

  /** A command has come to this. */
  boolean completes(String tag) {
    return type == 'C' && text().equals(tag + "\0");
  }

  boolean isError() {
    return type == 'E';
  }

  /** The server waits for what comes next. */
  boolean isReady() {
    return type == 'Z';
  }

  private List<String> words() {
    return List.of(text().split("\0", -1));
  }

  private String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
