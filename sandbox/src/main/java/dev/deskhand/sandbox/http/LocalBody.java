package dev.deskhand.sandbox.http;

import java.nio.charset.StandardCharsets;

/** The body of a request: immutable bytes. */
public final class LocalBody {
  private final byte[] bytes;

  LocalBody(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** The body decoded as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
