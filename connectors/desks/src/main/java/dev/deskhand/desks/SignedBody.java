package dev.deskhand.desks;

import dev.deskhand.bot.RequestBody;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A webhook request as it came over the wire: nothing of it is believed yet. */
public final class SignedBody {
  private final Map<String, List<String>> headers;
  private final byte[] bytes;

  SignedBody(Map<String, List<String>> headers, byte[] bytes) {
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.bytes = bytes;
  }

  /** Reads a request to its end; empty if that is further than {@link RequestBody#MOST}. */
  static Optional<SignedBody> read(Context context) throws IOException {
    Optional<byte[]> bytes =
        RequestBody.read(context.bodyInputStream(), context.req().getContentLengthLong());
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(context.req().getHeaders(name)));
    }
    return bytes.map(it -> new SignedBody(headers, it));
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
