package dev.deskhand.bot;

import dev.deskhand.trees.GivenFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a file's first bytes prove. */
public final class FileKind {
  /** Pictures that a browser may show, once their bytes prove that they are some. */
  public static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private FileKind() {}

  /**
   * The media type: of a picture, what its bytes prove; of anything else what was said, unless that
   * was a picture.
   */
  public static String of(byte[] bytes, String said) {
    return picture(bytes).orElse(said.startsWith("image/") ? GivenFile.UNKNOWN : said);
  }

  /**
   * The media type of a PNG (ISO/IEC 15948, 5.2), JPEG (ITU-T T.81, B.1.1.3), GIF (89a, 17) or WebP
   * (RFC 9649, 2.4), by its signature.
   */
  static Optional<String> picture(byte[] bytes) {
    if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, "GIF87a") || begins(bytes, 0, "GIF89a")) {
      return Optional.of("image/gif");
    }
    return begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int from, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= from + expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }
}
