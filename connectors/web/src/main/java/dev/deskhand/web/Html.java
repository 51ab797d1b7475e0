package dev.deskhand.web;

/** Texts as parts of a page. */
final class Html {
  /** The most that a page shows of one text; the rest stays in the journal. */
  private static final int LONGEST = 2_000;

  private Html() {}

  /** A text as it may stand between tags, in quoted attributes, and in our own templates. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("{", "&#123;");
  }

  /**
   * What people or targets said: cut where it is long, without control characters, and in a box of
   * its own, so that marks for the direction of writing change nothing around it.
   */
  static String told(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return "<bdi>" + escaped(cut.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�")) + "</bdi>";
  }
}
