package dev.deskhand.bot.intent.opennlp.onnx.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Reads the word pieces of a {@code tokenizer.json} in Hugging Face's form. */
public final class Vocabulary {
  private Vocabulary() {}

  /** The number of each word piece: what stands under {@code model.vocab}. */
  public static Map<String, Integer> read(InputStream json) throws IOException {
    Map<String, Integer> pieces = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      boolean inside = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (!inside) {
          inside = token == JsonToken.START_OBJECT && "vocab".equals(parser.currentName());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
          pieces.put(parser.currentName(), parser.getIntValue());
        } else if (token == JsonToken.END_OBJECT) {
          return pieces;
        }
      }
    }
    throw new IOException("the tokenizer's file has no vocabulary");
  }
}
