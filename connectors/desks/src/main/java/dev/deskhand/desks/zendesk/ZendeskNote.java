package dev.deskhand.desks.zendesk;

import dev.deskhand.desks.Html;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the comments that it takes: Zendesk accepts 64 kB each. They are HTML, in which it
 * reads no Markdown
 * (https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/).
 *
 * @param key what the update's metadata carries
 */
record ZendeskNote(String key, String html) {
  static final int MOST_BYTES = 60_000;
  private static final int DIGITS = 32;

  /** The most that a space takes: of two beside each other one does not break. */
  private static final int SPACE = 4;

  /** Not seen, and no space: it parts what would begin a placeholder. */
  private static final String JOINER = "\u2060";

  /** One comment, or several that say which of how many they are. */
  static List<ZendeskNote> parts(DeliveryKey of, String text) {
    List<String> texts = split(text);
    String key = Sha256.hex(of.value()).substring(0, DIGITS);
    List<ZendeskNote> parts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String place = (i + 1) + "/" + texts.size();
      String heading = texts.size() == 1 ? "" : "(" + place + ")\n";
      parts.add(new ZendeskNote(key + "-" + place, html(heading + texts.get(i))));
    }
    return parts;
  }

  /**
   * Every sign is taken literally. In what an agent writes, Zendesk fills placeholders in, such as
   * those for a ticket's comments: two braces of somebody's text are no placeholder.
   */
  private static String html(String text) {
    return Html.lines(text).replaceAll("\\{(?=[{%])", "{" + JOINER);
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
      bytes += most(codePoint);
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

  /** How many bytes it takes at most, whatever stands beside it. */
  private static int most(int codePoint) {
    return switch (codePoint) {
      case ' ' -> SPACE;
      case '{' -> bytes("{" + JOINER);
      default -> bytes(Html.lines(Character.toString(codePoint)));
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
