package dev.deskhand.bot.message;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that goes with what the bot says. Its bytes are kept already, so that a message carries
 * their digest alone; see {@link FileStock}.
 *
 * @param name letters, digits, dots, hyphens and underscores, at most 100 of them
 * @param mediaType such as {@code text/plain}
 * @param size in bytes, at least one
 * @param sha256 of the artefact that holds it, in hexadecimal digits
 * @param place where the portal has it for whoever may read it, such as {@code
 *     /requests/r-1/files/…}
 */
public record Attachment(String name, String mediaType, long size, String sha256, String place) {
  private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]{0,99}");
  private static final Pattern PLACE = Pattern.compile("(/[\\w.~-]+)+");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int KILO = 1024;

  public Attachment {
    if (!NAME.matcher(name).matches()
        || !PLACE.matcher(place).matches()
        || !DIGEST.matcher(sha256).matches()
        || size <= 0) {
      throw new IllegalArgumentException(
          "attachment '%s' of %d bytes at '%s': its name, size, digest or place can't be"
              .formatted(name, size, place));
    }
  }

  /** Its size for people, such as {@code 12 KB}. */
  public String sizeInWords() {
    if (size < KILO) {
      return size + " bytes";
    }
    return size < KILO * KILO
        ? (size + KILO - 1) / KILO + " KB"
        : String.format(Locale.ROOT, "%.1f MB", (double) size / KILO / KILO);
  }

  /** Its name and size, such as {@code apply.txt (12 KB)}. */
  public String inWords() {
    return name + " (" + sizeInWords() + ")";
  }
}
