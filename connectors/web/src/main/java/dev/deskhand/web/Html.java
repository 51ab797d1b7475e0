package dev.deskhand.web;

/** Texts as parts of a page. */
final class Html {
  /** The most that a page shows of one text: any value, so that nobody agrees to half of one. */
  private static final int LONGEST = 100_000;

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
   * What people or targets said: without control characters, and in a box of its own, so that marks
   * for the direction of writing change nothing around it. It says how much of it is not shown.
   */
  static String told(String text) {
    int more = text.length() - LONGEST;
    String cut = more > 0 ? text.substring(0, LONGEST) + "… (" + more + " more characters)" : text;
    return "<bdi>" + escaped(cut.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�")) + "</bdi>";
  }
}
