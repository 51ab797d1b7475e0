package dev.deskhand.permissions;

import dev.deskhand.content.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where each policy of a file stands, since Cedar's parser names no places. Knows comments
 * ({@code //}), texts ({@code "…"} with backslashes) and the semicolon that ends a policy.
 */
final class Statements {
  private static final Pattern QUOTED_TOKEN = Pattern.compile("`([^`]+)`");
  private static final Pattern CONDITION = Pattern.compile("\\)\\s*((?:when|unless)\\s*\\{)");
  private static final Pattern ANNOTATION = Pattern.compile("@\\s*([A-Za-z_][A-Za-z0-9_]*)");

  /**
   * One policy as it was written.
   *
   * @param start characters before it in the file
   * @param annotations where each stands, in characters from the file's start
   */
  record Statement(PolicyFile file, int start, String text, Map<String, Integer> annotations) {

    SourcePosition at() {
      return place(file, start);
    }

    /** Where an annotation stands, or the policy when it has none of that name. */
    SourcePosition at(String annotation) {
      return place(file, annotations.getOrDefault(annotation, start));
    }

    /** What stands behind its scope, in one line without comments; empty if nothing does. */
    String conditions() {
      Matcher first = CONDITION.matcher(text);
      return first.find()
          ? text.substring(first.start(1))
              .replaceAll("(?m)//.*$", "")
              .replaceAll("\\s+", " ")
              .replaceAll("\\s*;\\s*$", "")
          : "";
    }

    /** Where a byte of the policy's UTF-8 text stands. */
    SourcePosition atByte(int offset) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int within = Math.clamp(offset, 0, bytes.length);
      return place(file, start + new String(bytes, 0, within, StandardCharsets.UTF_8).length());
    }

    /** Where the word stands that a message quotes, if it stands here just once. */
    SourcePosition atWordOf(String message) {
      return place(file, start + offsetOfWord(message, text));
    }
  }

  private final PolicyFile file;
  private final String text;
  private final List<Statement> found = new ArrayList<>();
  private Map<String, Integer> annotations = new HashMap<>();
  private int start = -1;

  private Statements(PolicyFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The policies of a file in their order; the last one may lack its semicolon. */
  static List<Statement> of(PolicyFile file) {
    Statements statements = new Statements(file);
    int at = 0;
    while (at < statements.text.length()) {
      at = statements.step(at);
    }
    statements.end(statements.text.length());
    return statements.found;
  }

  static SourcePosition place(PolicyFile file, int offset) {
    String before = file.text().substring(0, Math.min(offset, file.text().length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new SourcePosition(file.name(), line, before.length() - before.lastIndexOf('\n'));
  }

  /** How many characters stand before the word that a message quotes; 0 if that isn't clear. */
  static int offsetOfWord(String message, String text) {
    Matcher quoted = QUOTED_TOKEN.matcher(message);
    String word = quoted.find() ? quoted.group(1) : message.substring(message.lastIndexOf(' ') + 1);
    int first = word.isEmpty() ? -1 : text.indexOf(word);
    return first >= 0 && text.indexOf(word, first + 1) < 0 ? first : 0;
  }

  /** Reads what stands at a place and says where to go on. */
  private int step(int at) {
    char c = text.charAt(at);
    if (text.startsWith("//", at)) {
      int newline = text.indexOf('\n', at);
      return newline < 0 ? text.length() : newline + 1;
    }
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (c == ';') {
      end(at + 1);
      return at + 1;
    }
    if (start < 0) {
      start = at;
    }
    if (c == '@') {
      Matcher annotation = ANNOTATION.matcher(text).region(at, text.length());
      if (annotation.lookingAt()) {
        annotations.putIfAbsent(annotation.group(1), at);
      }
    }
    return c == '"' ? afterText(at + 1) : at + 1;
  }

  private int afterText(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private void end(int at) {
    if (start >= 0) {
      found.add(new Statement(file, start, text.substring(start, at), Map.copyOf(annotations)));
    }
    start = -1;
    annotations = new HashMap<>();
  }
}
