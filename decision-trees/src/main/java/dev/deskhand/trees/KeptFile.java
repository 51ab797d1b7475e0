package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.Locale;

/**
 * A file that somebody gave and that is kept as evidence.
 *
 * @param name see {@link GivenFile#name}
 * @param mediaType what its bytes prove, or else what was said
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal
 * @param artefact the digest under which the journal keeps it, sealed
 */
public record KeptFile(Personal name, String mediaType, long size, String sha256, String artefact) {
  private static final long KIBI = 1024;

  /** What people read of it, such as {@code error.png (34 KiB)}. */
  public String label() {
    return name.value() + " (" + size(size) + ")";
  }

  /** A size in words. */
  public static String size(long bytes) {
    if (bytes < KIBI) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    return bytes < KIBI * KIBI
        ? Math.round((double) bytes / KIBI) + " KiB"
        : String.format(Locale.ROOT, "%.1f MiB", (double) bytes / (KIBI * KIBI));
  }
}
