package dev.deskhand.bot.message;

import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.trees.GivenFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a door sends when a file is fetched: its bytes, no more of them than may be kept.
 *
 * @param announced its length as was said, or -1
 * @param mediaType as was said; empty where it was not
 */
public record CappedBody(InputStream bytes, long announced, String mediaType) {
  private static final String HTML = "text/html";
  private static final Pattern PAGE = Pattern.compile("(?i).*\\.x?html?");

  /**
   * Reads a file. A page where the file is none is the door's page for signing in: we may not read
   * the file.
   *
   * @param most how many bytes may be read
   */
  public Fetched read(GivenFile file, long most) throws IOException {
    if (isPage() && !isPage(file)) {
      return new Fetched.Refused(Reason.GONE);
    }
    if (announced > most) {
      return new Fetched.Refused(Reason.TOO_LARGE);
    }
    byte[] read = bytes.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8) + 1);
    if (read.length > most) {
      return new Fetched.Refused(Reason.TOO_LARGE);
    }
    return read.length == 0 ? new Fetched.Refused(Reason.EMPTY) : new Fetched.Content(read);
  }

  private boolean isPage() {
    return mediaType.toLowerCase(Locale.ROOT).startsWith(HTML);
  }

  private static boolean isPage(GivenFile file) {
    return file.mediaType().equals(HTML) || PAGE.matcher(file.name().value()).matches();
  }
}
