package dev.deskhand.slack;

import dev.deskhand.bot.message.Legible;
import dev.deskhand.bot.message.Message;

/**
 * What notifications show of a message: {@code & < >} are escaped everywhere, so that no text can
 * mention a channel or hide a link; control characters are replaced
 * (https://docs.slack.dev/messaging/formatting-message-text). What stands in the message itself is
 * {@link RichText}.
 */
final class Notice {
  private Notice() {}

  /** Out of the Markdown subset of {@link Message}: what is bold is shown as it is read aloud. */
  static String plain(String markdown) {
    StringBuilder out = new StringBuilder(markdown.length() + 16);
    for (Spans.Span span : Spans.of(markdown)) {
      String text = escaped(span.text());
      out.append(span.mark() == Spans.Mark.CODE ? "`" + text + "`" : text);
    }
    return out.toString();
  }

  /** Of a text in which nothing is markup. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.chars().forEach(c -> out.append(escaped((char) c)));
    return out.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\n', '\t' -> String.valueOf(c);
      default -> String.valueOf(Legible.isShown(c) ? c : Legible.REPLACEMENT);
    };
  }
}
