package dev.deskhand.bot.intent.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.content.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of utterances to which an example is added. The rest of it stays as it is, byte by byte:
 * comments, order, and how its lines end.
 */
public final class ExampleFile {
  private static final String BLOCK_HEADER = "|";
  private static final String NO_END = "\\ No newline at end of file\n";
  private static final List<String> HEADER =
      List.of("# Sentences that somebody approved.", "version: \"3.1\"", "nlu:");
  private static final int CONTEXT = 3;

  private final String name;
  private final String text;
  private final List<String> lines;

  /**
   * A file as it stands.
   *
   * @param name that a difference gives it
   * @param text empty where there is none yet
   */
  public ExampleFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /** Where an example can be added. */
  public sealed interface Place {
    /**
     * Behind a line.
     *
     * @param line its number, from 1; 0 before the first
     * @param added the lines that come there, without their ends
     */
    record Insertion(int line, List<String> added) implements Place {
      public Insertion {
        added = List.copyOf(added);
      }
    }

    /** The examples are no block of lines. */
    record Otherwise(int line) implements Place {}

    /** The file does not teach this intent. */
    record Nowhere() implements Place {}
  }

  /** Behind an intent's last example. */
  public Place behind(String intent, String example) {
    Problems ignored = new Problems();
    return YamlReader.read(name, text, ignored)
        .map(root -> root.asMapping("the file", ignored))
        .flatMap(root -> examples(root, intent, ignored))
        .map(node -> behind(node, example))
        .orElseGet(Place.Nowhere::new);
  }

  /** At the end of the file, as an intent of its own. */
  public Place.Insertion atEnd(String intent, String example) {
    List<String> added = new ArrayList<>(text.isEmpty() ? HEADER : List.of());
    added.addAll(List.of("  - intent: " + intent, "    examples: |", "      - " + example));
    return new Place.Insertion(lines.size(), added);
  }

  private static Optional<YamlNode> examples(YamlMapping root, String intent, Problems ignored) {
    return root.list("nlu").stream()
        .map(item -> item.asMapping("an entry of nlu", ignored))
        .filter(
            entry ->
                entry
                    .optionalText("intent", ignored)
                    .map(String::strip)
                    .equals(Optional.of(intent)))
        .flatMap(entry -> entry.find("examples").stream())
        .findFirst();
  }

  private Place behind(YamlNode examples, String example) {
    int header = examples.at().line();
    if (!(examples instanceof YamlScalar block) || !lines.get(header - 1).contains(BLOCK_HEADER)) {
      return new Place.Otherwise(header);
    }
    List<String> taught = block.text().lines().toList();
    for (int i = taught.size(); i > 0; i--) {
      String said = taught.get(i - 1);
      String line = header + i <= lines.size() ? lines.get(header + i - 1) : "";
      if (said.strip().startsWith("-") && line.endsWith(said)) {
        String begin = line.substring(0, line.indexOf('-'));
        return new Place.Insertion(header + i, List.of(begin + "- " + example));
      }
    }
    return new Place.Otherwise(header);
  }

  /** The text of the file with more lines. */
  public String with(Place.Insertion place) {
    int from = 0;
    for (int i = 0; i < place.line(); i++) {
      int end = text.indexOf('\n', from);
      from = end < 0 ? text.length() : end + 1;
    }
    StringBuilder all = new StringBuilder(text.substring(0, from));
    if (from > 0 && text.charAt(from - 1) != '\n') {
      all.append(ending());
    }
    place.added().forEach(line -> all.append(line).append(ending()));
    return all + text.substring(from);
  }

  private String ending() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** What {@link #with} changes, as a unified difference that {@code patch} takes. */
  public String difference(Place.Insertion place) {
    List<String> all = List.of(text.split("\n", -1));
    boolean isWhole = text.isEmpty() || text.endsWith("\n");
    int last = all.size() - (isWhole ? 1 : 0);
    int first = Math.max(0, place.line() - CONTEXT);
    int behind = Math.min(last, place.line() + CONTEXT);
    boolean isOpen = place.line() == last && !isWhole;
    StringBuilder told = new StringBuilder("--- a/" + name + "\n+++ b/" + name + "\n");
    told.append(
        "@@ -%d,%d +%d,%d @@\n"
            .formatted(
                last == 0 ? 0 : first + 1,
                behind - first,
                first + 1,
                behind - first + place.added().size()));
    all.subList(first, place.line() - (isOpen ? 1 : 0)).forEach(line -> put(told, ' ', line));
    if (isOpen) {
      put(told, '-', all.getLast());
      told.append(NO_END);
      put(told, '+', all.getLast() + ending().replace("\n", ""));
    }
    place.added().forEach(line -> put(told, '+', line + ending().replace("\n", "")));
    all.subList(place.line(), behind).forEach(line -> put(told, ' ', line));
    return told + (behind == last && !isWhole && !isOpen ? NO_END : "");
  }

  private static void put(StringBuilder told, char mark, String line) {
    told.append(mark).append(line).append('\n');
  }
}
