package dev.deskhand.bot.intent.yaml;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Example.Mark;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes utterances in the form that {@link IntentsReader} reads. Pure. */
public final class IntentsWriter {
  private IntentsWriter() {}

  /** A whole file. Brackets outside of annotations become round ones: there is no other way. */
  public static String text(IntentCatalogue catalogue) {
    StringBuilder text = new StringBuilder("version: \"3.1\"\nnlu:\n");
    catalogue
        .examples()
        .forEach(
            (intent, examples) ->
                entry(
                    text,
                    "intent",
                    intent.id(),
                    examples.stream().map(IntentsWriter::line).toList()));
    Map<String, List<String>> variants = new LinkedHashMap<>();
    catalogue
        .synonyms()
        .forEach(
            (variant, value) ->
                variants.computeIfAbsent(value, _ -> new ArrayList<>()).add(variant));
    variants.forEach((value, all) -> entry(text, "synonym", value, all));
    catalogue.patterns().forEach((slot, all) -> entry(text, "regex", slot, all));
    catalogue.lookups().forEach((slot, all) -> entry(text, "lookup", slot, all));
    return text.toString();
  }

  private static void entry(StringBuilder text, String kind, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("  - ").append(kind).append(": ").append(quoted(name)).append('\n');
      text.append("    examples: |\n");
      lines.forEach(line -> text.append("      - ").append(line).append('\n'));
    }
  }

  private static String line(Example example) {
    StringBuilder line = new StringBuilder();
    int from = 0;
    for (Mark mark : example.marks()) {
      line.append(plain(example.text().substring(from, mark.begin())))
          .append('[')
          .append(plain(example.surface(mark)))
          .append(']')
          .append(annotation(example, mark));
      from = mark.end();
    }
    return line.append(plain(example.text().substring(from))).toString();
  }

  private static String annotation(Example example, Mark mark) {
    return mark.slot().value().equals(example.surface(mark))
        ? "(" + mark.slot().name() + ")"
        : "{\"entity\": "
            + json(mark.slot().name())
            + ", \"value\": "
            + json(mark.slot().value())
            + "}";
  }

  private static String plain(String text) {
    return text.replace('[', '(').replace(']', ')').replaceAll("\\R", " ");
  }

  private static String quoted(String name) {
    return name.matches("[a-z][a-z-]*") ? name : json(name);
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
