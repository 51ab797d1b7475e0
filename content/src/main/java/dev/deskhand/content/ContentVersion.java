package dev.deskhand.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which text a run or walk was begun with.
 *
 * @param sha256 of the file's UTF-8 text; hexadecimal, 64 characters
 */
public record ContentVersion(String sha256) {
  private static final int SHORT = 12;

  public static ContentVersion of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new ContentVersion(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first 12 digits, for people. */
  @Override
  public String toString() {
    return sha256.substring(0, Math.min(SHORT, sha256.length()));
  }
}
