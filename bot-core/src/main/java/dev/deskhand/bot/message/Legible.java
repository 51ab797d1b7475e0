package dev.deskhand.bot.message;

/** What may be shown of a text that comes from people or targets. */
public final class Legible {
  /** What stands for a character that is not shown (U+FFFD). */
  public static final char REPLACEMENT = '\uFFFD';

  private Legible() {}

  /**
   * False for control characters, and for marks that make what follows read in another order than
   * it is written (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters): with
   * these an approver could be shown another host than the one that is meant. Marks that right-to-
   * left scripts need (U+200E, U+200F) stay. Tabs and line breaks are for the surface to judge.
   */
  public static boolean isShown(char c) {
    boolean isOrder = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !isOrder && !Character.isISOControl(c);
  }

  /** A text of lines as it may be shown: with its tabs and line breaks, and the rest replaced. */
  public static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> out.append(c == '\n' || c == '\t' || isShown((char) c) ? (char) c : REPLACEMENT));
    return out.toString();
  }
}
