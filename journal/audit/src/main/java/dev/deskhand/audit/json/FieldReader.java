package dev.deskhand.audit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads an object whose fields come in one order; anything else is refused. */
final class FieldReader implements AutoCloseable {
  private static final int LONGEST = 64 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST).build())
          .build();

  private final JsonParser parser;

  FieldReader(byte[] bytes, int from, int length) throws IOException {
    this.parser = FACTORY.createParser(bytes, from, length);
    require(parser.nextToken() == JsonToken.START_OBJECT, "an object");
  }

  String text(String name) throws IOException {
    field(name);
    require(parser.nextToken() == JsonToken.VALUE_STRING, "a text in '" + name + "'");
    return parser.getText();
  }

  long number(String name) throws IOException {
    field(name);
    require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, "a number in '" + name + "'");
    return parser.getLongValue();
  }

  Instant instant(String name) throws IOException {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw new IOException("expected a time in '" + name + "'", e);
    }
  }

  List<String> texts(String name) throws IOException {
    field(name);
    require(parser.nextToken() == JsonToken.START_ARRAY, "a list in '" + name + "'");
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.VALUE_STRING, "only texts in '" + name + "'");
      texts.add(parser.getText());
    }
    return texts;
  }

  void end() throws IOException {
    require(parser.nextToken() == JsonToken.END_OBJECT, "no more fields");
    require(parser.nextToken() == null, "nothing behind the object");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private void field(String name) throws IOException {
    require(name.equals(parser.nextFieldName()), "the field '" + name + "'");
  }

  private static void require(boolean condition, String expected) throws IOException {
    if (!condition) {
      throw new IOException("expected " + expected);
    }
  }
}
