package dev.deskhand.bot.intent.evaluation;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads sentences with labels: a line {@code text<TAB>label} each, or Rasa's {@code nlu.yml}. The
 * label {@value #OUT_OF_SCOPE} is no intent.
 */
public final class LabelledReader {
  /** What is out of scope, as the benchmark CLINC150 writes it. */
  public static final String OUT_OF_SCOPE = "oos";

  private LabelledReader() {}

  /**
   * Reads a file's text.
   *
   * @param file its name: what ends in {@code .yml} or {@code .yaml} has Rasa's form
   */
  public static List<Labelled> read(String file, String text, Problems problems) {
    return file.endsWith(".yml") || file.endsWith(".yaml")
        ? ofRasa(IntentsReader.readAny(Map.of(file, text), problems))
        : ofLines(file, text, problems);
  }

  private static List<Labelled> ofRasa(IntentCatalogue catalogue) {
    List<Labelled> all = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) ->
                examples.forEach(e -> all.add(new Labelled(e.text(), label(intent)))));
    return all;
  }

  private static Optional<String> label(Intent intent) {
    return label(intent.id());
  }

  private static Optional<String> label(String written) {
    return written.equals(OUT_OF_SCOPE) ? Optional.empty() : Optional.of(written);
  }

  private static List<Labelled> ofLines(String file, String text, Problems problems) {
    List<Labelled> all = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int tab = line.lastIndexOf('\t');
      if (tab > 0 && !line.substring(tab + 1).isBlank()) {
        all.add(new Labelled(line.substring(0, tab), label(line.substring(tab + 1).strip())));
      } else if (!line.isBlank()) {
        problems.add(
            new SourcePosition(file, i + 1, 1),
            "a line is a sentence, a tab and its label: found '" + line + "'");
      }
    }
    return all;
  }
}
