package dev.deskhand.runbooks.run;

import dev.deskhand.content.Template;

/** Guards words of commands: a value that is filled in never begins like an option or a file. */
final class Option {
  private Option() {}

  /** True if a word begins with {@code -} or {@code @} only because of what was filled in. */
  static boolean isSmuggled(Template template, String word) {
    return !template.paths().isEmpty()
        && (word.startsWith("-") || word.startsWith("@"))
        && template.source().charAt(0) != word.charAt(0);
  }

  static String refusal(Template template) {
    return "'" + template + "': a value that begins with '-' or '@' is not passed to a command";
  }
}
