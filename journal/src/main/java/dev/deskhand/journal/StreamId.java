package dev.deskhand.journal;

/**
 * Names one append-only stream of events within a tenant, such as {@code run/r-01jd…}.
 *
 * @param kind what the stream is the history of: {@code run}, {@code walk}, {@code conversation}, …
 * @param key its identity among its kind
 */
public record StreamId(String kind, String key) {
  public StreamId {
    if (kind.isEmpty() || kind.indexOf('/') >= 0 || key.isEmpty() || key.length() > 300) {
      throw new IllegalArgumentException(
          "stream '" + kind + "/" + key + "': expected kind/key, the key of 1 to 300 characters");
    }
  }

  /** Reads the form that {@link #toString} writes. */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("stream '" + text + "': expected kind/key");
    }
    return new StreamId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return kind + "/" + key;
  }
}
