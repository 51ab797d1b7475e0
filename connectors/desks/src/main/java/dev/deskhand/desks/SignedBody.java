package dev.deskhand.desks;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A webhook request as it came over the wire: nothing of it is believed yet. */
public final class SignedBody {
  /** No desk tells of a ticket in more than this. */
  public static final int MOST_BYTES = 1 << 20;

  private final Map<String, List<String>> headers;
  private final byte[] bytes;

  SignedBody(Map<String, List<String>> headers, byte[] bytes) {
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.bytes = bytes;
  }

  /** Reads a request to its end; empty if that is further than {@link #MOST_BYTES}. */
  static Optional<SignedBody> read(Context context) throws IOException {
    InputStream in = context.req().getInputStream();
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      drain(in, context.req().getContentLengthLong() - bytes.length);
      return Optional.empty();
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(context.req().getHeaders(name)));
    }
    return Optional.of(new SignedBody(headers, bytes));
  }

  /** Whoever still sends would not hear the answer; but nobody is listened to for ever. */
  private static void drain(InputStream in, long announced) throws IOException {
    in.readNBytes(Math.clamp(announced, 0, MOST_BYTES));
  }

  /** A header's value; empty when it is missing, and also when it came more than once. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The raw body; the caller leaves it as it is. */
  public byte[] bytes() {
    return bytes;
  }
}
