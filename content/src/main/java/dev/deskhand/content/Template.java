package dev.deskhand.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places such as {@code {{ inputs.host }}}. A place looks a path up, once: what comes
 * in is data and is never read as a template again. There is nothing else to it.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*");

  private final String text;
  private final List<String> paths;

  private Template(String text, List<String> paths) {
    this.text = text;
    this.paths = List.copyOf(paths);
  }

  /** Reads a template; a place that is no path is a problem at the given position. */
  public static Template parse(String text, SourcePosition at, Problems problems) {
    List<String> paths = new ArrayList<>();
    Matcher places = PLACE.matcher(text);
    while (places.find()) {
      String path = places.group(1).strip();
      if (PATH.matcher(path).matches()) {
        paths.add(path);
      } else {
        problems.add(
            at,
            "template place '{{" + places.group(1) + "}}': expected a path such as inputs.host;"
                + " conditions and computed values belong in 'when' or 'output'");
      }
    }
    return new Template(text, paths);
  }

  /** The paths that it looks up, in order of appearance. */
  public List<String> paths() {
    return paths;
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
    Matcher places = PLACE.matcher(text);
    int from = 0;
    while (places.find()) {
      String path = places.group(1).strip();
      String value =
          lookup
              .apply(path)
              .orElseThrow(
                  () -> new IllegalArgumentException("'{{ " + path + " }}' has no value"));
      out.append(text, from, places.start()).append(value);
      from = places.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
