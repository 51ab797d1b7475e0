package dev.deskhand.actions;

import dev.deskhand.runbooks.action.Output;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the first mebibyte and counts the rest; tells what it keeps as it comes, in whole
 * characters. Bytes that are not UTF-8 become replacement characters. Thread-safe.
 */
public final class CappedOutput extends OutputStream {
  private static final int MOST = 1 << 20;
  private static final int LONGEST_CHARACTER = 4;

  private final Output told;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer undecoded = ByteBuffer.allocate(0);
  private long cut;

  public CappedOutput(Output told) {
    this.told = told;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int fitting = Math.min(length, MOST - kept.size());
    kept.write(bytes, offset, fitting);
    if (fitting > 0) {
      tell(bytes, offset, fitting);
    }
    cut += length - fitting;
  }

  private void tell(byte[] bytes, int offset, int length) {
    ByteBuffer all = ByteBuffer.allocate(undecoded.remaining() + length + LONGEST_CHARACTER);
    all.put(undecoded).put(bytes, offset, length).flip();
    CharBuffer characters = CharBuffer.allocate(all.remaining());
    decoder.decode(all, characters, false);
    undecoded = all;
    if (characters.flip().hasRemaining()) {
      told.text(characters.toString());
    }
  }

  /** What was kept, with a mark if anything was cut. */
  public synchronized String text() {
    return cut == 0 ? beginning() : beginning() + "\n[cut: " + cut + " more bytes]";
  }

  /** What was kept. */
  public synchronized String beginning() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
