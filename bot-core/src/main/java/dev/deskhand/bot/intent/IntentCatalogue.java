package dev.deskhand.bot.intent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that a parser learns from.
 *
 * @param examples of each intent, in the order of the files
 * @param lookups the values that a slot is known to take
 * @param patterns regular expressions, by the slot whose values they find
 * @param synonyms the canonical value, by another way to say it
 * @param offTopic sentences that are about no intent
 */
public record IntentCatalogue(
    Map<Intent, List<Example>> examples,
    Map<String, List<String>> lookups,
    Map<String, List<String>> patterns,
    Map<String, String> synonyms,
    List<Example> offTopic) {

  public IntentCatalogue {
    examples = ordered(examples, List::copyOf);
    lookups = ordered(lookups, List::copyOf);
    patterns = ordered(patterns, List::copyOf);
    synonyms = ordered(synonyms, UnaryOperator.identity());
    offTopic = List.copyOf(offTopic);
  }

  /** A catalogue that says nothing about what no intent is about. */
  public IntentCatalogue(
      Map<Intent, List<Example>> examples,
      Map<String, List<String>> lookups,
      Map<String, List<String>> patterns,
      Map<String, String> synonyms) {
    this(examples, lookups, patterns, synonyms, List.of());
  }

  public List<Intent> intents() {
    return List.copyOf(examples.keySet());
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> values, UnaryOperator<V> copy) {
    Map<K, V> copies = new LinkedHashMap<>();
    values.forEach((key, value) -> copies.put(key, copy.apply(value)));
    return Collections.unmodifiableMap(copies);
  }
}
