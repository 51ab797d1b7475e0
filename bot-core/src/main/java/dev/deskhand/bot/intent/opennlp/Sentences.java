package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A ticket greets, tells a story, and ends with regards: one of its sentences says what it wants.
 */
final class Sentences {
  private static final Pattern END = Pattern.compile("[.!?;]+(?:\\s+|$)|[\\r\\n]+");
  private static final int MOST = 12;
  private static final int MOST_CANDIDATES = 3;

  private Sentences() {}

  /** The first {@value #MOST} sentences. */
  static List<String> of(String text) {
    return Arrays.stream(END.split(text, MOST + 1))
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .limit(MOST)
        .toList();
  }

  /**
   * What parts mean together: the one intent that was understood among them; a question when there
   * are several; else the first part's question.
   */
  static Interpretation together(List<Interpretation> parts) {
    List<Understood> understood =
        parts.stream()
            .filter(Understood.class::isInstance)
            .map(Understood.class::cast)
            .sorted(Comparator.comparingDouble(Understood::confidence).reversed())
            .toList();
    List<Intent> intents = understood.stream().map(Understood::intent).distinct().toList();
    if (intents.size() == 1) {
      return understood.getFirst();
    }
    if (intents.size() > 1) {
      return new Ambiguous(intents.stream().limit(MOST_CANDIDATES).toList(), List.of());
    }
    return parts.stream()
        .filter(Ambiguous.class::isInstance)
        .findFirst()
        .orElseGet(Unrecognized::new);
  }
}
