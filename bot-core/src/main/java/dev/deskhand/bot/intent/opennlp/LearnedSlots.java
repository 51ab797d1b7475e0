package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/**
 * Finds values by what stands around them: a name finder of OpenNLP for each slot of {@link
 * SlotLessons}. Only those slots are looked for that the examples of an intent annotate. What is
 * learnt is kept in a {@link KeptFile}; where there is nothing to learn, nothing is trained or
 * kept. Thread-safe.
 */
final class LearnedSlots {
  private static final double LEAST_PROBABILITY = 0.5;
  private static final int MOST_TOKENS = 120;

  private final Map<String, Finder> finders = new TreeMap<>();
  private final Map<Intent, Set<String>> slots;

  /**
   * A value.
   *
   * @param span in characters
   * @param probability the mean of its words'
   */
  record Found(Span span, String slot, double probability) {}

  private LearnedSlots(Map<Intent, Set<String>> slots, Map<String, TokenNameFinderModel> models) {
    this.slots = slots;
    models.forEach((slot, model) -> finders.put(slot, new Finder(new NameFinderME(model))));
  }

  /** Learns, or takes what was learnt before from a directory. */
  static LearnedSlots learn(IntentCatalogue catalogue, Path cacheDirectory) {
    SlotLessons lessons = new SlotLessons(catalogue);
    return new LearnedSlots(
        lessons.slots(),
        lessons.samples().isEmpty()
            ? Map.of()
            : SlotModels.of(lessons.samples(), cacheDirectory).models());
  }

  /** The slots that can be found, whatever the intent. */
  Set<String> names() {
    return finders.keySet();
  }

  /** What may fill slots of these intents, the likeliest first; no two in one place. */
  List<Found> find(String text, Collection<Intent> intents) {
    Set<String> wanted = new TreeSet<>();
    intents.forEach(intent -> wanted.addAll(slots.getOrDefault(intent, Set.of())));
    if (wanted.isEmpty()) {
      return List.of();
    }
    Span[] all = SimpleTokenizer.INSTANCE.tokenizePos(text);
    Span[] tokens = Arrays.copyOf(all, Math.min(MOST_TOKENS, all.length));
    List<Found> found = new ArrayList<>();
    finders.forEach(
        (slot, finder) -> {
          if (wanted.contains(slot)) {
            found.addAll(finder.find(text, tokens, slot));
          }
        });
    found.sort(Comparator.comparingDouble(Found::probability).reversed());
    List<Found> kept = new ArrayList<>();
    for (Found one : found) {
      if (kept.stream().noneMatch(it -> it.span().intersects(one.span()))) {
        kept.add(one);
      }
    }
    return kept;
  }

  /** A name finder remembers sentences while it works, so that one thread at a time may ask it. */
  private record Finder(NameFinderME finder) {
    List<Found> find(String text, Span[] tokens, String slot) {
      String[] words = Span.spansToStrings(tokens, text);
      List<Found> found = new ArrayList<>();
      synchronized (finder) {
        Span[] names = finder.find(words);
        double[] probabilities = finder.probs(names);
        finder.clearAdaptiveData();
        for (int i = 0; i < names.length; i++) {
          Span place = inCharacters(names[i], words, tokens);
          if (probabilities[i] >= LEAST_PROBABILITY && saysSomething(place, text)) {
            found.add(new Found(place, slot, probabilities[i]));
          }
        }
      }
      return found;
    }

    /** Without marks at its ends. */
    private static Span inCharacters(Span name, String[] words, Span[] tokens) {
      int first = name.getStart();
      int last = name.getEnd() - 1;
      while (first < last && !isWord(words[first])) {
        first++;
      }
      while (last > first && !isWord(words[last])) {
        last--;
      }
      return new Span(tokens[first].getStart(), tokens[last].getEnd());
    }

    private static boolean isWord(String token) {
      return Character.isLetterOrDigit(token.codePointAt(0));
    }

    private static boolean saysSomething(Span place, String text) {
      return Normaliser.words(place.getCoveredText(text).toString()).words().stream()
          .anyMatch(word -> !Words.isFunctionWord(word));
    }
  }
}
