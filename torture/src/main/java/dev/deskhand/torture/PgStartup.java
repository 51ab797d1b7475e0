package dev.deskhand.torture;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a client of PostgreSQL says first: who it is and which database it wants, or that a
 * statement of another connection is to be cancelled
 * (postgresql.org/docs/current/protocol-message-formats.html).
 */
final class PgStartup {
  private static final int CANCEL = 80877102;
  private static final int SSL = 80877103;
  private static final int GSS = 80877104;
  private static final int HEAD = 8;
  private static final Pattern NUL = Pattern.compile("\0");

  private final int code;
  private final byte[] body;

  private PgStartup(int code, byte[] body) {
    this.code = code;
    this.body = body;
  }

  /** Reads it; whoever wants to encrypt is told that this is not done here. */
  static PgStartup read(DataInputStream in, OutputStream out) throws IOException {
    int length = in.readInt();
    int code = in.readInt();
    while (code == SSL || code == GSS) {
      out.write('N');
      length = in.readInt();
      code = in.readInt();
    }
    return new PgStartup(code, in.readNBytes(length - HEAD));
  }

  boolean isCancel() {
    return code == CANCEL;
  }

  String database() {
    return settings().getOrDefault("database", "");
  }

  /** The same to another database. */
  PgStartup to(String database, String schema) {
    Map<String, String> settings = settings();
    settings.put("database", database);
    settings.put("options", "-c search_path=" + schema);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    settings.forEach(
        (name, value) ->
            all.writeBytes((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8)));
    all.write(0);
    return new PgStartup(code, all.toByteArray());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(body.length + HEAD);
    out.writeInt(code);
    out.write(body);
    out.flush();
  }

  private Map<String, String> settings() {
    List<String> words = NUL.splitAsStream(new String(body, StandardCharsets.UTF_8)).toList();
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      settings.put(words.get(i), words.get(i + 1));
    }
    return settings;
  }
}
