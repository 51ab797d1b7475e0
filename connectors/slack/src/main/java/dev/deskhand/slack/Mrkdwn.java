package dev.deskhand.slack;

import dev.deskhand.bot.message.Legible;
import dev.deskhand.bot.message.Message;

/**
 * Slack's own markup, out of the Markdown subset of {@link Message}: {@code **bold**} becomes
 * {@code *bold*}, {@code `code`} stays, and {@code & < >} are escaped everywhere, so that no text
 * can mention a channel or hide a link; control characters are replaced
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
final class Mrkdwn {
  private static final String BOLD = "**";
  private static final String CODE = "`";

  private Mrkdwn() {}

  /** Marks without a partner on their line stay as they are. */
  static String of(String markdown) {
    return converted(markdown, "*");
  }

  /** Without markup, for notifications, which show none; escaped all the same. */
  static String plain(String markdown) {
    return converted(markdown, "");
  }

  private static String converted(String markdown, String bold) {
    StringBuilder out = new StringBuilder(markdown.length() + 16);
    int at = 0;
    while (at < markdown.length()) {
      int code = end(markdown, at, CODE);
      int strong = end(markdown, at, BOLD);
      if (code > 0) {
        out.append(escaped(markdown.substring(at, code)));
        at = code;
      } else if (strong > 0) {
        String inner = markdown.substring(at + BOLD.length(), strong - BOLD.length());
        out.append(bold).append(escaped(inner)).append(bold);
        at = strong;
      } else {
        out.append(escaped(markdown.charAt(at)));
        at++;
      }
    }
    return out.toString();
  }

  /**
   * Where the span that begins here with the mark ends, behind its second mark; -1 if none does.
   */
  private static int end(String text, int from, String mark) {
    if (!text.startsWith(mark, from)) {
      return -1;
    }
    int begin = from + mark.length();
    int close = text.indexOf(mark, begin);
    boolean isSpan = close > begin && text.substring(begin, close).indexOf('\n') < 0;
    return isSpan ? close + mark.length() : -1;
  }

  /** For text in which nothing is markup. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.chars().forEach(c -> out.append(escaped((char) c)));
    return out.toString();
  }

  /** For what Slack shows as plain text, in which nothing is markup or has to be escaped. */
  static String legible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> out.append(Legible.isShown((char) c) ? (char) c : Legible.REPLACEMENT));
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
