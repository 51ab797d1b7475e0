package dev.deskhand.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A text with places such as {@code {{ inputs.host }}}. A place looks a path up, once: what comes
 * in is data and is never read as a template again. There is nothing else to it.
 */
public final class Template {
  private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*");
  private static final int MAX_PATH = 200;
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Part> parts;

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Place(String path) implements Part {}
  }

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template; a place that is no path, or that does not end, is a problem at the given
   * position and stays in the text as it is.
   */
  public static Template parse(String text, SourcePosition at, Problems problems) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int close = text.indexOf(CLOSE, open + OPEN.length());
      if (close < 0) {
        problems.add(at, "template place '{{' without its end: write {{ inputs.host }}");
        break;
      }
      parts.add(new Part.Literal(text.substring(from, open)));
      parts.add(place(text.substring(open + OPEN.length(), close), at, problems));
      from = close + CLOSE.length();
      open = text.indexOf(OPEN, from);
    }
    parts.add(new Part.Literal(text.substring(from)));
    return new Template(text, parts);
  }

  private static Part place(String inside, SourcePosition at, Problems problems) {
    String path = inside.strip();
    if (path.length() <= MAX_PATH && PATH.matcher(path).matches()) {
      return new Part.Place(path);
    }
    problems.add(
        at,
        "template place '{{"
            + inside
            + "}}': expected a path such as inputs.host;"
            + " conditions and computed values belong in 'when' or 'output'");
    return new Part.Literal(OPEN + inside + CLOSE);
  }

  /** The paths that it looks up, in order of appearance. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Place(String path)) {
        paths.add(path);
      }
    }
    return List.copyOf(paths);
  }

  /** The text as it was written. */
  public String source() {
    return text;
  }

  /**
   * Fills each place in.
   *
   * @param lookup the value of a path, empty when there is none
   * @throws IllegalArgumentException naming the first path that has no value
   */
  public String render(Function<String, Optional<String>> lookup) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String literal) -> out.append(literal);
        case Part.Place(String path) -> out.append(value(path, lookup));
      }
    }
    return out.toString();
  }

  private static String value(String path, Function<String, Optional<String>> lookup) {
    return lookup
        .apply(path)
        .orElseThrow(() -> new IllegalArgumentException("'{{ " + path + " }}' has no value"));
  }

  @Override
  public String toString() {
    return text;
  }
}
