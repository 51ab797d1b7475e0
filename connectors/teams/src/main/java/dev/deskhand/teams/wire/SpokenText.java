package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a person typed, out of what Teams makes of it: mentions as {@code <at>name</at>}, which the
 * activity's entities explain, and the usual entities of HTML.
 *
 * @param text without the mentions of the bot; other people's as {@code @name}
 * @param mentions how often the bot is mentioned
 */
record SpokenText(String text, int mentions) {
  private static final Pattern MENTION = Pattern.compile("<at(?: [^<>]*)?>([^<>]*)</at>");
  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</(?:p|div|li)>");
  private static final Pattern TAG = Pattern.compile("<[^<>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|nbsp|#39|#160);");

  static SpokenText of(Activity activity) {
    List<String> ofBot =
        StreamSupport.stream(activity.field("entities").spliterator(), false)
            .filter(entity -> Json.textOf(entity, "type").equals("mention"))
            .filter(entity -> isOf(activity.recipient(), entity))
            .map(entity -> Json.textOf(entity, "text"))
            .filter(text -> !text.isEmpty())
            .toList();
    String text = activity.field("text").asText("");
    for (String mention : ofBot) {
      text = text.replace(mention, " ");
    }
    String shown = MENTION.matcher(text).replaceAll(SpokenText::shown);
    String typed = ENTITY.matcher(shown).replaceAll(SpokenText::unescaped);
    return new SpokenText(typed.replace('\u00a0', ' ').strip(), ofBot.size());
  }

  /** What stands in a message, as somebody reads it. */
  static String ofHtml(String html) {
    String lines = BREAK.matcher(html).replaceAll("\n");
    String bare = TAG.matcher(lines).replaceAll("");
    String typed = ENTITY.matcher(bare).replaceAll(SpokenText::unescaped);
    return typed.replace('\u00a0', ' ').strip();
  }

  private static boolean isOf(String bot, JsonNode mention) {
    return !bot.isEmpty() && Json.textOf(mention.path("mentioned"), "id").equals(bot);
  }

  private static String shown(MatchResult match) {
    return Matcher.quoteReplacement("@" + match.group(1));
  }

  private static String unescaped(MatchResult match) {
    return switch (match.group(1)) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "#39" -> "'";
      case "nbsp", "#160" -> " ";
      default -> "&";
    };
  }
}
