package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/**
 * What a catalogue teaches about where values stand. A slot is learnt if some example annotates it
 * and nothing surer finds its values: no lookup, no pattern, no shape that most of them have, and
 * nothing that {@linkplain IntentCatalogue#backed knows them by itself}. All examples of the
 * intents that annotate it teach it.
 *
 * <p>The values themselves are found without learning, so it is new ones that matter: each example
 * is shown again with made-up words in place of its values, and with some of its other words made
 * up, so that what stands around a value has to tell, and not every unknown word is one.
 * Deterministic.
 */
final class SlotLessons {
  private static final double UNKNOWN = 0.1;
  private static final int LETTERS = 8;

  private final Map<String, List<NameSample>> samples = new LinkedHashMap<>();
  private final Map<Intent, Set<String>> slots = new HashMap<>();

  SlotLessons(IntentCatalogue catalogue) {
    catalogue.examples().forEach((intent, examples) -> slots.put(intent, slotsOf(examples)));
    Set<String> learnable =
        slots.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    learnable.removeAll(catalogue.lookups().keySet());
    learnable.removeAll(catalogue.patterns().keySet());
    learnable.removeAll(catalogue.backed());
    learnable.removeIf(slot -> hasShape(slot, catalogue));
    slots.values().forEach(names -> names.retainAll(learnable));
    learnable.forEach(slot -> samples.put(slot, samplesOf(slot, catalogue)));
    samples.values().removeIf(SlotLessons::namesNothing);
    slots.values().forEach(names -> names.retainAll(samples.keySet()));
  }

  /** The slots to learn, and the sentences that teach each. */
  Map<String, List<NameSample>> samples() {
    return samples;
  }

  /** The slots to learn that the examples of each intent annotate. */
  Map<Intent, Set<String>> slots() {
    return slots;
  }

  private static Set<String> slotsOf(List<Example> examples) {
    return examples.stream()
        .flatMap(example -> example.marks().stream())
        .map(mark -> mark.slot().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean hasShape(String slot, IntentCatalogue catalogue) {
    List<Optional<Shape>> shapes = new ArrayList<>();
    for (List<Example> examples : catalogue.examples().values()) {
      for (Example example : examples) {
        example.marks().stream()
            .filter(mark -> mark.slot().name().equals(slot))
            .forEach(mark -> shapes.add(Shape.of(example.surface(mark))));
      }
    }
    return 2 * shapes.stream().filter(Optional::isPresent).count() > shapes.size();
  }

  /** Marks that cover no whole word teach nothing. */
  private static boolean namesNothing(List<NameSample> sentences) {
    return sentences.stream().allMatch(it -> it.getNames().length == 0);
  }

  private List<NameSample> samplesOf(String slot, IntentCatalogue catalogue) {
    Random random = new Random(1);
    List<NameSample> all = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) -> {
              if (slots.getOrDefault(intent, Set.of()).contains(slot)) {
                examples.stream()
                    .map(example -> sample(example, slot))
                    .filter(it -> it.getSentence().length > 0)
                    .forEach(sample -> show(sample, random, all));
              }
            });
    return all;
  }

  private static void show(NameSample sample, Random random, List<NameSample> shown) {
    shown.add(sample);
    shown.add(madeUp(sample, 1, 0, random));
    shown.add(madeUp(sample, 0, UNKNOWN, random));
    shown.add(madeUp(sample, 1, UNKNOWN, random));
  }

  private static NameSample sample(Example example, String slot) {
    Span[] tokens = SimpleTokenizer.INSTANCE.tokenizePos(example.text());
    Span[] names =
        example.marks().stream()
            .filter(mark -> mark.slot().name().equals(slot))
            .flatMap(mark -> name(mark, tokens).stream())
            .toArray(Span[]::new);
    return new NameSample(Span.spansToStrings(tokens, example.text()), names, true);
  }

  /** The tokens that a mark covers, if it begins and ends with some. */
  private static Optional<Span> name(Example.Mark mark, Span[] tokens) {
    int first = -1;
    int behind = -1;
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i].getStart() >= mark.begin() && tokens[i].getEnd() <= mark.end()) {
        first = first < 0 ? i : first;
        behind = i + 1;
      }
    }
    return first < 0 ? Optional.empty() : Optional.of(new Span(first, behind, mark.slot().name()));
  }

  private static NameSample madeUp(NameSample sample, double ofName, double others, Random random) {
    String[] words = sample.getSentence().clone();
    for (int i = 0; i < words.length; i++) {
      int place = i;
      boolean isName =
          List.of(sample.getNames()).stream()
              .anyMatch(it -> it.getStart() <= place && place < it.getEnd());
      if (Character.isLetter(words[i].charAt(0))
          && random.nextDouble() < (isName ? ofName : others)) {
        words[i] = madeUp(words[i], random);
      }
    }
    return new NameSample(words, sample.getNames(), true);
  }

  private static String madeUp(String like, Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < LETTERS; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    if (Character.isUpperCase(like.charAt(0))) {
      word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
    }
    return word.toString();
  }
}
