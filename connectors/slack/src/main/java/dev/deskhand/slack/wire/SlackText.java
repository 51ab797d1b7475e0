package dev.deskhand.slack.wire;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed, out of what Slack makes of it: links and mentions in angle brackets, and the
 * three escaped characters (https://docs.slack.dev/messaging/formatting-message-text).
 */
final class SlackText {
  private static final Pattern MARKED = Pattern.compile("<([@#!]?)([^<>|]*)(?:\\|([^<>]*))?>");
  private static final Pattern ESCAPED = Pattern.compile("&(amp|lt|gt);");
  private static final Pattern FIRST_MENTION = Pattern.compile("^\\s*<@[A-Z0-9]+(\\|[^<>]*)?>");

  private SlackText() {}

  /** Links become what is shown of them, mentions {@code @U0001} and {@code #help}. */
  static String typed(String text) {
    String unmarked = MARKED.matcher(text).replaceAll(SlackText::shown);
    return ESCAPED.matcher(unmarked).replaceAll(SlackText::unescaped).strip();
  }

  /** Without the mentions of this user; without the first mention when the user is unknown. */
  static String withoutMention(String text, String user) {
    if (user.isEmpty()) {
      return FIRST_MENTION.matcher(text).replaceFirst("");
    }
    return text.replaceAll("<@" + Pattern.quote(user) + "(\\|[^<>]*)?>[:,]?", " ");
  }

  private static String shown(MatchResult match) {
    String label = match.group(3);
    boolean isPerson = match.group(1).equals("@");
    String words = label == null || label.isEmpty() || isPerson ? match.group(2) : label;
    String sign = match.group(1).equals("!") ? "@" : match.group(1);
    return Matcher.quoteReplacement(sign + words);
  }

  private static String unescaped(MatchResult match) {
    return switch (match.group(1)) {
      case "lt" -> "<";
      case "gt" -> ">";
      default -> "&";
    };
  }
}
