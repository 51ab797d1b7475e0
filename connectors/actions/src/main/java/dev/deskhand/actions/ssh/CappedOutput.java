package dev.deskhand.actions.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes and counts the rest. Thread-safe. */
final class CappedOutput extends OutputStream {
  private static final int MOST = 1 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long cut;

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int fitting = Math.min(length, MOST - kept.size());
    kept.write(bytes, offset, fitting);
    cut += length - fitting;
  }

  synchronized String text() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return cut == 0 ? text : text + "\n[cut: " + cut + " more bytes]";
  }
}
