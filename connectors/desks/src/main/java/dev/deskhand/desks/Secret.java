package dev.deskhand.desks;

import java.nio.charset.StandardCharsets;

/**
 * A token or a key that signs. Never shows itself: records that hold it end up in logs.
 *
 * @param value at least 16 characters; whoever has fewer has none
 */
public record Secret(String value) {
  private static final int LEAST = 16;

  public Secret {
    if (value.strip().length() < LEAST) {
      throw new IllegalArgumentException(
          "a secret of "
              + value.strip().length()
              + " characters: expected at least "
              + LEAST
              + "; `openssl rand -hex 32` makes one");
    }
  }

  byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
