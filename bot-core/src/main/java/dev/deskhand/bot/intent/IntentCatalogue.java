package dev.deskhand.bot.intent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All that a parser learns from.
 *
 * @param examples of each intent, in the order of the files
 * @param lookups the values that a slot is known to take
 * @param patterns regular expressions, by the slot whose values they find
 * @param synonyms the canonical value, by another way to say it
 * @param offTopic sentences that are about no intent
 * @param backed slots whose values something else knows by itself, such as a directory, in order:
 *     nothing is to be guessed for them
 */
public record IntentCatalogue(
    Map<Intent, List<Example>> examples,
    Map<String, List<String>> lookups,
    Map<String, List<String>> patterns,
    Map<String, String> synonyms,
    List<Example> offTopic,
    Set<String> backed) {

  public IntentCatalogue {
    examples = ordered(examples, List::copyOf);
    lookups = ordered(lookups, List::copyOf);
    patterns = ordered(patterns, List::copyOf);
    synonyms = ordered(synonyms, UnaryOperator.identity());
    offTopic = List.copyOf(offTopic);
    backed = Collections.unmodifiableSortedSet(new TreeSet<>(backed));
  }

  /** A catalogue of which nothing is known beside. */
  public IntentCatalogue(
      Map<Intent, List<Example>> examples,
      Map<String, List<String>> lookups,
      Map<String, List<String>> patterns,
      Map<String, String> synonyms,
      List<Example> offTopic) {
    this(examples, lookups, patterns, synonyms, offTopic, Set.of());
  }

  /** A catalogue that says nothing about what no intent is about. */
  public IntentCatalogue(
      Map<Intent, List<Example>> examples,
      Map<String, List<String>> lookups,
      Map<String, List<String>> patterns,
      Map<String, String> synonyms) {
    this(examples, lookups, patterns, synonyms, List.of());
  }

  /** The same, where something else knows the values of these slots. */
  public IntentCatalogue backedBy(Set<String> slots) {
    return new IntentCatalogue(examples, lookups, patterns, synonyms, offTopic, slots);
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
