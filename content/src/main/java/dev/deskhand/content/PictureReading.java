package dev.deskhand.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a file comes to that is to be shown as a picture. */
public sealed interface PictureReading {
  /** It can be shown. */
  record Proven(PictureFile file) implements PictureReading {}

  /**
   * It can't.
   *
   * @param why as a sentence goes on behind its name
   */
  record Refused(String why) implements PictureReading {}

  /** Reads a file of at most {@link PictureFile#LARGEST} bytes; a larger one is refused. */
  static PictureReading of(byte[] bytes) {
    if (bytes.length > PictureFile.LARGEST) {
      return new Refused("has more than 512 KiB: make it smaller");
    }
    Optional<PictureKind> kind = PictureKind.of(bytes).filter(it -> !it.equals(PictureKind.WEBP));
    if (kind.isEmpty()) {
      return new Refused("is no PNG, JPEG or GIF by its bytes, whatever its name says");
    }
    Optional<PictureSize> size = PictureSize.of(kind.get(), bytes);
    if (size.isEmpty()) {
      return new Refused("is broken: it doesn't say how large it is");
    }
    int width = size.get().width();
    int height = size.get().height();
    if (Math.max(width, height) > PictureFile.LONGEST_SIDE) {
      return new Refused(
          "has %d x %d pixels; at most 4096 a side are shown".formatted(width, height));
    }
    return new Proven(
        new PictureFile(kind.get().mediaType(), bytes.length, sha256(bytes), width, height));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
