package dev.deskhand.desks;

import dev.deskhand.bot.message.Legible;

/**
 * Text as HTML: what people and targets wrote is shown, never interpreted; what can't be shown is
 * replaced.
 */
public final class Html {
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
}
