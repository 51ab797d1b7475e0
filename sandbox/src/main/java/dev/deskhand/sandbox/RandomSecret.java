package dev.deskhand.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that live as long as one start of the sandbox. */
final class RandomSecret {
  private static final int BYTES = 24;

  private RandomSecret() {}

  /** 24 random bytes as 48 hexadecimal digits. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
