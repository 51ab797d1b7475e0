package dev.deskhand.bot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request brings, as it came over the wire, no more of it than is taken. */
public final class RequestBody {
  /** No vendor tells of anything in more bytes than this. */
  public static final int MOST = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
  private static final int PIECE = 1 << 13;
  private static final int MOST_PASSED = 8 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private RequestBody() {}

  /**
   * Reads a body to its end.
   *
   * @param announced its length as was said, or -1
   * @return empty if it has more than {@link #MOST} bytes
   */
  public static Optional<byte[]> read(InputStream in, long announced) throws IOException {
    try {
      if (announced > MOST) {
        pass(in, announced);
        return Optional.empty();
      }
      byte[] bytes = in.readNBytes(MOST + 1);
      return bytes.length > MOST ? Optional.empty() : Optional.of(bytes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Lets a body pass that is not taken, as far as it was announced: whoever still sends would not
   * hear the answer. Nobody is listened to for ever, and whoever hangs up meanwhile hears nothing
   * anyway.
   */
  public static void pass(InputStream in, long announced) {
    long left = Math.min(announced, MOST_PASSED);
    long end = System.nanoTime() + LONGEST.toNanos();
    byte[] piece = new byte[PIECE];
    try {
      while (left > 0 && System.nanoTime() - end < 0) {
        int count = in.read(piece, 0, (int) Math.min(left, PIECE));
        left = count < 0 ? 0 : left - count;
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("a request that was too long broke off: {}", e.getMessage());
    }
  }
}
