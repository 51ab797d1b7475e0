package dev.deskhand.bot.intent.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of an {@code examples} entry, without its hyphen.
 *
 * @param at where its first character stands in the file
 */
record ExampleLine(SourcePosition at, String text) {

  /** The place of a character of this line. */
  SourcePosition at(int index) {
    return new SourcePosition(at.file(), at.line(), at.column() + index);
  }

  /**
   * The lines of an {@code examples} value: a block of hyphened lines, or a YAML list.
   *
   * @param source the lines of the whole file, which tell where a line of a block stands
   */
  static List<ExampleLine> of(YamlNode node, List<String> source, Problems problems) {
    if (node instanceof YamlScalar block) {
      return ofBlock(block, source, problems);
    }
    List<ExampleLine> lines = new ArrayList<>();
    for (YamlNode item : node.asSequence().items()) {
      YamlNode text = item instanceof YamlMapping map ? map.find("text").orElse(item) : item;
      lines.add(new ExampleLine(text.at(), text.asText("an example", problems).strip()));
    }
    return lines;
  }

  private static List<ExampleLine> ofBlock(
      YamlScalar block, List<String> source, Problems problems) {
    List<ExampleLine> lines = new ArrayList<>();
    List<String> texts = block.text().lines().toList();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.isBlank()) {
        continue;
      }
      int indent = text.length() - text.stripLeading().length();
      SourcePosition at = placeOf(block, i, text, source);
      if (!text.startsWith("-", indent)) {
        problems.add(
            at,
            "an example begins with '- ', found '" + text.strip() + "': write - " + text.strip());
        continue;
      }
      String behind = text.substring(indent + 1);
      int skipped = indent + 1 + behind.length() - behind.stripLeading().length();
      lines.add(
          new ExampleLine(
              new SourcePosition(at.file(), at.line(), at.column() - indent + skipped),
              behind.strip()));
    }
    return lines;
  }

  /**
   * The place of a block's line's first visible character. YAML takes a literal block's lines over
   * one by one, less their indent; other styles fold lines, so that only their begin is known.
   */
  private static SourcePosition placeOf(
      YamlScalar block, int index, String text, List<String> source) {
    int indent = text.length() - text.stripLeading().length();
    return lineOf(source, block.at().line() + index)
        .filter(line -> line.endsWith(text))
        .map(line -> line.length() - text.length() + indent + 1)
        .map(column -> new SourcePosition(block.at().file(), block.at().line() + 1 + index, column))
        .orElse(block.at());
  }

  private static Optional<String> lineOf(List<String> source, int index) {
    return index < source.size() ? Optional.of(source.get(index)) : Optional.empty();
  }
}
