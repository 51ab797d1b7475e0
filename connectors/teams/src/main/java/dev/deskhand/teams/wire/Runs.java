package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Legible;
import dev.deskhand.bot.message.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as runs of a rich text block, out of the Markdown subset of {@link Message}. Teams reads no
 * markup inside a run (https://adaptivecards.io/explorer/TextRun.html), so that no text can mention
 * anybody, hide a link or look like something else; control characters are replaced.
 */
final class Runs {
  private static final String BOLD = "**";
  private static final String CODE = "`";

  /** A space that is shown beside another one, too. */
  private static final String NO_BREAK = "\u00A0";

  private Runs() {}

  /** One line of Markdown as an element; marks without a partner stay as they are. */
  static ObjectNode line(String markdown) {
    ArrayNode runs = Json.array();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < markdown.length()) {
      int end = Math.max(end(markdown, at, BOLD), end(markdown, at, CODE));
      if (end < 0) {
        plain.append(markdown.charAt(at));
        at++;
        continue;
      }
      add(runs, plain);
      runs.add(marked(markdown.substring(at, end)));
      at = end;
    }
    add(runs, plain);
    return block(runs);
  }

  /** One line in which nothing is markup. */
  static ObjectNode literal(String line) {
    return block(Json.array().add(run(line)));
  }

  /** The same in bold. */
  static ObjectNode label(String line) {
    return block(Json.array().add(run(line).put("weight", "Bolder")));
  }

  /** The same, as a way to somewhere. */
  static ObjectNode linked(String line, URI address) {
    ObjectNode run = run(line);
    run.set("selectAction", Json.object("Action.OpenUrl").put("url", address.toString()));
    return block(Json.array().add(run)).put("spacing", "Medium");
  }

  /** The same, as something that is wrong. */
  static ObjectNode alarming(String line) {
    return block(Json.array().add(run(line).put("color", "Attention")));
  }

  /** The same, for those who look for it. */
  static ObjectNode subtle(String line) {
    return block(Json.array().add(run(line).put("isSubtle", true).put("size", "Small")));
  }

  /** The same in letters of one width; spaces that keep columns or indent stay. */
  static ObjectNode monospaced(String line) {
    String kept = line.replace("\t", "    ").replaceAll("^ |(?<= ) |^$", NO_BREAK);
    return block(Json.array().add(run(kept).put("fontType", "Monospace")));
  }

  private static ObjectNode block(ArrayNode runs) {
    ObjectNode block = Json.object("RichTextBlock").put("spacing", "None");
    block.set("inlines", runs);
    return block;
  }

  private static void add(ArrayNode runs, StringBuilder plain) {
    if (!plain.isEmpty()) {
      runs.add(run(plain.toString()));
      plain.setLength(0);
    }
  }

  private static ObjectNode marked(String span) {
    return span.startsWith(BOLD)
        ? run(span.substring(2, span.length() - 2)).put("weight", "Bolder")
        : run(span.substring(1, span.length() - 1)).put("fontType", "Monospace");
  }

  private static ObjectNode run(String text) {
    return Json.object("TextRun").put("text", shown(text));
  }

  /** Where the span that begins here ends, behind its second mark; -1 if none does. */
  private static int end(String text, int from, String mark) {
    int begin = from + mark.length();
    int close = text.startsWith(mark, from) ? text.indexOf(mark, begin) : -1;
    return close > begin ? close + mark.length() : -1;
  }

  /** Without markup, for notifications, which show none. */
  static String plain(String markdown) {
    List<String> lines = new ArrayList<>();
    for (String line : markdown.split("\n", -1)) {
      StringBuilder text = new StringBuilder();
      line(line).path("inlines").forEach(run -> text.append(run.path("text").asText()));
      lines.add(text.toString());
    }
    return String.join("\n", lines);
  }

  static String shown(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                out.append(
                    c == '\t' || Legible.isShown((char) c) ? (char) c : Legible.REPLACEMENT));
    return out.toString();
  }
}
