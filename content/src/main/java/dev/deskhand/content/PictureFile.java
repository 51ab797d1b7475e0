package dev.deskhand.content;

import java.util.regex.Pattern;

/**
 * A picture of a catalogue, by what its bytes prove.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/gif}
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal digits
 * @param width in pixels
 * @param height in pixels
 */
public record PictureFile(String mediaType, int size, String sha256, int width, int height) {
  /** The most bytes that one may have. */
  public static final int LARGEST = 512 * 1024;

  /** The most pixels that a side may have. */
  public static final int LONGEST_SIDE = 4_096;

  /** The most characters that the words beside one may have. */
  public static final int LONGEST_WORDS = 300;

  private static final Pattern TYPE = Pattern.compile("image/(png|jpeg|gif)");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public PictureFile {
    if (!TYPE.matcher(mediaType).matches()
        || !DIGEST.matcher(sha256).matches()
        || !isWithin(size, LARGEST)
        || !isWithin(width, LONGEST_SIDE)
        || !isWithin(height, LONGEST_SIDE)) {
      throw new IllegalArgumentException(
          "picture %s of %d bytes, %d x %d, as %s: it can't be one"
              .formatted(sha256, size, width, height, mediaType));
    }
  }

  private static boolean isWithin(int value, int most) {
    return value > 0 && value <= most;
  }

  /** Whether a text is the digest of some file. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }
}
