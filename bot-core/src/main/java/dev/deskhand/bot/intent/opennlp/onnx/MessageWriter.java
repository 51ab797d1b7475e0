package dev.deskhand.bot.intent.opennlp.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a message of Protocol Buffers. What it is given is not copied before the end. */
final class MessageWriter {
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;
  private static final int LONGEST_VARINT = 10;

  private final List<ByteBuffer> parts = new ArrayList<>();

  MessageWriter number(int field, long value) {
    ByteBuffer part = ByteBuffer.allocate(2 * LONGEST_VARINT);
    varint(part, (long) field << 3);
    varint(part, value);
    parts.add(part.flip());
    return this;
  }

  MessageWriter real(int field, float value) {
    ByteBuffer part = ByteBuffer.allocate(LONGEST_VARINT + Float.BYTES);
    varint(part, ((long) field << 3) | FOUR_BYTES);
    parts.add(part.putInt(Integer.reverseBytes(Float.floatToIntBits(value))).flip());
    return this;
  }

  MessageWriter text(int field, String text) {
    return bytes(field, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  MessageWriter message(int field, MessageWriter message) {
    head(field, message.length());
    parts.addAll(message.parts);
    return this;
  }

  MessageWriter bytes(int field, ByteBuffer bytes) {
    head(field, bytes.remaining());
    parts.add(bytes.duplicate());
    return this;
  }

  MessageWriter copy(Message.Field field) {
    parts.add(field.whole().duplicate());
    return this;
  }

  /** All of it, outside the heap. */
  ByteBuffer written() {
    ByteBuffer all = ByteBuffer.allocateDirect(length());
    parts.forEach(part -> all.put(part.duplicate()));
    return all.flip();
  }

  private int length() {
    return parts.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  private void head(int field, int length) {
    ByteBuffer part = ByteBuffer.allocate(2 * LONGEST_VARINT);
    varint(part, ((long) field << 3) | LENGTH_DELIMITED);
    varint(part, length);
    parts.add(part.flip());
  }

  private static void varint(ByteBuffer out, long value) {
    long left = value;
    while (left > Byte.MAX_VALUE || left < 0) {
      out.put((byte) ((left & Byte.MAX_VALUE) | Byte.MIN_VALUE));
      left >>>= 7;
    }
    out.put((byte) left);
  }
}
