package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.util.ArrayList;
import java.util.List;

/** A list of texts in one column: each one's length in characters, a colon, the text. */
final class TextList {
  private TextList() {}

  static String write(List<String> texts) {
    StringBuilder out = new StringBuilder();
    texts.forEach(text -> out.append(text.length()).append(':').append(text));
    return out.toString();
  }

  static List<String> read(String column) {
    List<String> texts = new ArrayList<>();
    int at = 0;
    while (at < column.length()) {
      int colon = column.indexOf(':', at);
      if (colon < 0) {
        throw new JournalException("a stored list is damaged at character " + at);
      }
      int end = colon + 1 + Integer.parseInt(column, at, colon, 10);
      texts.add(column.substring(colon + 1, end));
      at = end;
    }
    return texts;
  }
}
