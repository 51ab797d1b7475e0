package dev.deskhand.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A kind of picture, by the signature that its bytes begin with. */
public enum PictureKind {
  /** ISO/IEC 15948, 5.2. */
  PNG("image/png"),
  /** ITU-T T.81, B.1.1.3. */
  JPEG("image/jpeg"),
  /** 89a, 17. */
  GIF("image/gif"),
  /** RFC 9649, 2.4. */
  WEBP("image/webp");

  private final String mediaType;

  PictureKind(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** What bytes begin as; empty where that is no picture. */
  public static Optional<PictureKind> of(byte[] bytes) {
    if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (begins(bytes, 0, "GIF87a") || begins(bytes, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    return begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int from, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= from + expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }
}
