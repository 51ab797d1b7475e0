package dev.deskhand.bot.intent.opennlp.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message of Protocol Buffers, read without its schema: its fields in their order. */
record Message(List<Field> fields) {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;
  private static final int MORE = 0x80;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  Message {
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param value of a number; 0 for what has bytes
   * @param bytes of a text or a message; empty for a number
   * @param whole all of it, as it was written
   */
  record Field(int number, long value, ByteBuffer bytes, ByteBuffer whole) {
    String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    Message message() {
      return read(bytes);
    }
  }

  /** Reads from where a buffer stands to its end; it stays as it is, and is shared. */
  static Message read(ByteBuffer buffer) {
    ByteBuffer in = buffer.duplicate();
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      int begin = in.position();
      long tag = varint(in);
      long value = 0;
      ByteBuffer bytes = NONE;
      switch ((int) (tag & 7)) {
        case VARINT -> value = varint(in);
        case EIGHT_BYTES -> bytes = next(in, Long.BYTES);
        case LENGTH_DELIMITED -> bytes = next(in, (int) varint(in));
        case FOUR_BYTES -> bytes = next(in, Integer.BYTES);
        default -> throw new IllegalArgumentException("no kind of field: " + (tag & 7));
      }
      ByteBuffer whole = in.slice(begin, in.position() - begin);
      fields.add(new Field((int) (tag >>> 3), value, bytes, whole));
    }
    return new Message(fields);
  }

  /** The fields of a number. */
  List<Field> all(int number) {
    return fields.stream().filter(field -> field.number() == number).toList();
  }

  /** The texts of a number. */
  List<String> texts(int number) {
    return all(number).stream().map(Field::text).toList();
  }

  /** The first text of a number; empty where there is none. */
  String text(int number) {
    return all(number).stream().findFirst().map(Field::text).orElse("");
  }

  private static ByteBuffer next(ByteBuffer in, int length) {
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & (MORE - 1)) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of a message has no end");
  }
}
