package dev.deskhand.desks;

import dev.deskhand.bot.message.Legible;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as HTML: what people and targets wrote is shown, never interpreted; what can't be shown is
 * replaced.
 */
public final class Html {
  /** Up to where the chat page takes it for a link, too: a full stop belongs to the sentence. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"'`]*[^\\s<>\"'`.,;:!?)\\]]");

  private Html() {}

  /** Safe between tags and in quoted attributes. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(Legible.isShown(c) ? c : Legible.REPLACEMENT);
      }
    }
    return out.toString();
  }

  /** Keeps line breaks and indentation. */
  public static String lines(String text) {
    return escape(text.replace("\r\n", "\n")).replace("  ", "&nbsp; ").replace("\n", "<br>\n");
  }

  /** The same with addresses that can be followed: each leads to what is shown. */
  public static String linked(String text) {
    StringBuilder out = new StringBuilder();
    Matcher address = ADDRESS.matcher(text);
    int from = 0;
    while (address.find()) {
      String shown = escape(address.group());
      out.append(lines(text.substring(from, address.start())))
          .append("<a rel=\"noopener noreferrer\" href=\"")
          .append(shown)
          .append("\">")
          .append(shown)
          .append("</a>");
      from = address.end();
    }
    return out.append(lines(text.substring(from))).toString();
  }
}
