package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A note as the comments that it takes: Zendesk accepts 64 kB each.
 *
 * @param key what the update's metadata carries
 */
record ZendeskNote(String key, String text) {
  static final int MOST_BYTES = 60_000;
  private static final int DIGITS = 32;

  /** One comment, or several that say which of how many they are. */
  static List<ZendeskNote> parts(Outbound.TicketNote note) {
    List<String> texts = split(note.text());
    String key = Sha256.hex(note.key().value()).substring(0, DIGITS);
    List<ZendeskNote> parts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String place = (i + 1) + "/" + texts.size();
      String heading = texts.size() == 1 ? "" : "(" + place + ")\n";
      parts.add(new ZendeskNote(key + "-" + place, heading + texts.get(i)));
    }
    return parts;
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = endOfPart(text, from);
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts.isEmpty() ? List.of(text) : parts;
  }

  /**
   * Behind the last line that fits as a whole, or else in the middle of a line that is too long.
   */
  private static int endOfPart(String text, int from) {
    int bytes = 0;
    int lineEnd = from;
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        return lineEnd > from ? lineEnd : at;
      }
      at += Character.charCount(codePoint);
      if (codePoint == '\n') {
        lineEnd = at;
      }
    }
    return at;
  }
}
