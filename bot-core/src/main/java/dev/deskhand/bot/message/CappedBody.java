package dev.deskhand.bot.message;

import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import java.io.IOException;
import java.io.InputStream;

/** Reads a file's bytes, no more of them than may be kept. */
public final class CappedBody {
  private CappedBody() {}

  /**
   * What a body holds.
   *
   * @param announced its length as was said, or -1
   * @param most how many bytes may be read
   */
  public static Fetched read(InputStream body, long announced, long most) throws IOException {
    if (announced > most) {
      return new Fetched.Refused(Reason.TOO_LARGE);
    }
    byte[] bytes = body.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8) + 1);
    if (bytes.length > most) {
      return new Fetched.Refused(Reason.TOO_LARGE);
    }
    return bytes.length == 0 ? new Fetched.Refused(Reason.EMPTY) : new Fetched.Content(bytes);
  }
}
