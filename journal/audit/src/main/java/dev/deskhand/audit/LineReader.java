package dev.deskhand.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes, each with its line feed, into one buffer that is used again. A last line
 * without a line feed is one, too. Not thread-safe.
 */
final class LineReader {
  private static final int LONGEST = 64 << 20;

  private final InputStream in;
  private byte[] chunk = new byte[1 << 16];
  private int from;
  private int to;
  private byte[] line = new byte[1 << 12];
  private int length;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    while (true) {
      if (from == to) {
        from = 0;
        to = in.read(chunk);
        if (to <= 0) {
          to = 0;
          return length > 0;
        }
      }
      int feed = from;
      while (feed < to && chunk[feed] != '\n') {
        feed++;
      }
      boolean isWhole = feed < to;
      take(isWhole ? feed + 1 : feed);
      if (isWhole) {
        return true;
      }
    }
  }

  private void take(int end) throws IOException {
    int more = end - from;
    if (length + more > line.length) {
      if (length + more > LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes: this is no export");
      }
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(chunk, from, line, length, more);
    length += more;
    from = end;
  }

  /** Good until the next line is read. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(line, length);
  }

  boolean startsWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
  }
}
