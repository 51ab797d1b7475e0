package dev.deskhand.content;

import java.util.Optional;

/**
 * How many pixels a picture has, as its head says; the pixels themselves are never unpacked here.
 *
 * @param width at least 1
 * @param height at least 1
 */
record PictureSize(int width, int height) {
  private static final int PNG_HEAD = 24;
  private static final int GIF_HEAD = 10;

  /** Empty where the head is cut off or says nothing. */
  static Optional<PictureSize> of(PictureKind kind, byte[] bytes) {
    return switch (kind) {
      case PNG -> png(bytes);
      case JPEG -> jpeg(bytes);
      case GIF -> gif(bytes);
      case WEBP -> Optional.empty();
    };
  }

  private static Optional<PictureSize> of(int width, int height) {
    return width > 0 && height > 0 ? Optional.of(new PictureSize(width, height)) : Optional.empty();
  }

  /** The chunk IHDR comes first (ISO/IEC 15948, 11.2.2). */
  private static Optional<PictureSize> png(byte[] bytes) {
    if (bytes.length < PNG_HEAD || number(bytes, 12, 4) != 0x49484452) {
      return Optional.empty();
    }
    return of(number(bytes, 16, 4), number(bytes, 20, 4));
  }

  /** The logical screen descriptor (GIF 89a, 18); the low byte first. */
  private static Optional<PictureSize> gif(byte[] bytes) {
    if (bytes.length < GIF_HEAD) {
      return Optional.empty();
    }
    return of(
        number(bytes, 6, 1) | (number(bytes, 7, 1) << 8),
        number(bytes, 8, 1) | (number(bytes, 9, 1) << 8));
  }

  /** The first frame header among the segments (ITU-T T.81, B.1.1.2 and B.2.2). */
  private static Optional<PictureSize> jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 <= bytes.length && number(bytes, at, 1) == 0xFF) {
      int marker = number(bytes, at + 1, 1);
      if (marker == 0xFF) {
        at++; // a fill byte
        continue;
      }
      if (isFrame(marker)) {
        return of(number(bytes, at + 7, 2), number(bytes, at + 5, 2));
      }
      at += 2 + (isAlone(marker) ? 0 : number(bytes, at + 2, 2));
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15, among which DHT, JPG and DAC have their codes. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static int number(byte[] bytes, int from, int length) {
    int number = 0;
    for (int at = from; at < from + length; at++) {
      number = (number << 8) | (bytes[at] & 0xFF);
    }
    return number;
  }
}
