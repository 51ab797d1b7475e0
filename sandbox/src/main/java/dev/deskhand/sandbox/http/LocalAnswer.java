package dev.deskhand.sandbox.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a local server does about a request. */
public sealed interface LocalAnswer {

  /** An answer of the usual kind; an empty body is sent as none. */
  record Reply(int status, Map<String, String> headers, String body) implements LocalAnswer {
    public Reply {
      headers = Map.copyOf(headers);
    }

    /** The same answer with one more header. */
    public Reply with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  /** An answer of bytes. */
  final class Binary implements LocalAnswer {
    private final String mediaType;
    private final byte[] body;

    public Binary(String mediaType, byte[] body) {
      this.mediaType = mediaType;
      this.body = body;
    }

    String mediaType() {
      return mediaType;
    }

    byte[] body() {
      return body;
    }
  }

  /** The connection is closed without a byte of an answer. */
  record Dropped() implements LocalAnswer {}

  /** The answer is withheld this long (or until the server closes), then given. */
  record Late(Duration delay, LocalAnswer answer) implements LocalAnswer {}

  /** A JSON answer. */
  static Reply json(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  /** A status without a body. */
  static Reply status(int status) {
    return new Reply(status, Map.of(), "");
  }
}
