package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Explanation.Recogniser;
import dev.deskhand.bot.intent.Explanation.Value;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.dictionary.Dictionary;
import opennlp.tools.namefind.DictionaryNameFinder;
import opennlp.tools.namefind.RegexNameFinder;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;
import opennlp.tools.util.StringList;

/**
 * Finds values: first those that the catalogue names (annotated ones, lookups and synonyms), then
 * those that have a {@link Shape}, then those that a pattern of the catalogue finds, and last, for
 * a slot that has none yet, those that {@link LearnedSlots} tell by what stands around them. Where
 * two overlap, the first in this order stands, and among the catalogue's the longest.
 *
 * <p>A shape fills the slot under which the examples annotate most values of that shape. A pattern
 * needs news: its value is dropped when the examples use that word outside of annotations, for "my
 * account is locked" does not name an account "is". Thread-safe.
 */
final class SlotFinder {
  private record Found(Span span, Slot slot, Recogniser by) {}

  private final Map<String, DictionaryNameFinder> dictionaries = new LinkedHashMap<>();
  private final Map<String, RegexNameFinder> patterns = new LinkedHashMap<>();
  private final Map<Shape, String> shapes = new EnumMap<>(Shape.class);
  private final Map<Slot, String> canonical = new HashMap<>();
  private final Map<String, String> synonyms;
  private final Set<String> ordinary = new HashSet<>();

  private final LearnedSlots learned;

  SlotFinder(IntentCatalogue catalogue, LearnedSlots learned) {
    this.learned = learned;
    this.synonyms = catalogue.synonyms();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    List<Slot> annotated = new ArrayList<>();
    for (List<Example> examples : catalogue.examples().values()) {
      for (Example example : examples) {
        ordinary.addAll(Normaliser.words(withoutMarks(example)).words());
        for (Example.Mark mark : example.marks()) {
          learn(mark.slot(), example.surface(mark), values);
          annotated.add(new Slot(mark.slot().name(), example.surface(mark)));
        }
      }
    }
    catalogue
        .lookups()
        .forEach((slot, listed) -> listed.forEach(v -> learn(new Slot(slot, v), v, values)));
    addSynonyms(values);
    values.forEach((slot, surfaces) -> dictionaries.put(slot, dictionary(slot, surfaces)));
    catalogue.patterns().forEach((slot, listed) -> patterns.put(slot, regexes(slot, listed)));
    for (Shape shape : Shape.values()) {
      shapes.put(shape, slotOf(shape, annotated));
    }
  }

  /** The values in a text that may be about these intents, from left to right. */
  List<Slot> find(String text, Collection<Intent> intents) {
    return explain(text, intents).stream().map(Value::slot).distinct().toList();
  }

  /** The same, with what found each. */
  List<Value> explain(String text, Collection<Intent> intents) {
    String read = Normaliser.cut(text);
    List<Found> found = new ArrayList<>();
    findInDictionaries(read).forEach(candidate -> keep(candidate, found));
    for (Shape shape : Shape.values()) {
      String slot = shapes.getOrDefault(shape, shape.slot());
      for (Span span : Spans.inOrder(shape.find(read))) {
        keep(new Found(span, slot(slot, read, span), Recogniser.SHAPE), found);
      }
    }
    patterns.forEach(
        (slot, finder) ->
            Spans.inOrder(finder.find(read)).stream()
                .filter(span -> isNews(read, span))
                .map(span -> new Found(span, slot(slot, read, span), Recogniser.PATTERN))
                .forEach(candidate -> keep(candidate, found)));
    Set<String> filled = found.stream().map(f -> f.slot().name()).collect(Collectors.toSet());
    learned.find(read, intents).stream()
        .filter(it -> !filled.contains(it.slot()))
        .map(it -> new Found(it.span(), slot(it.slot(), read, it.span()), Recogniser.LEARNED))
        .forEach(candidate -> keep(candidate, found));
    return found.stream()
        .sorted(Comparator.comparingInt(f -> f.span().getStart()))
        .map(f -> new Value(f.slot(), f.by()))
        .distinct()
        .toList();
  }

  private static void keep(Found candidate, List<Found> found) {
    if (candidate.span().length() > 0
        && found.stream().noneMatch(before -> before.span().intersects(candidate.span()))) {
      found.add(candidate);
    }
  }

  private List<Found> findInDictionaries(String text) {
    Span[] tokens = SimpleTokenizer.INSTANCE.tokenizePos(text);
    String[] words = Span.spansToStrings(tokens, text);
    List<Found> found = new ArrayList<>();
    dictionaries.forEach(
        (slot, finder) -> {
          for (Span span : finder.find(words)) {
            int begin = tokens[span.getStart()].getStart();
            Span place = new Span(begin, tokens[span.getEnd() - 1].getEnd());
            if (standsAlone(text, place)) {
              found.add(new Found(place, slot(slot, text, place), Recogniser.LISTED));
            }
          }
        });
    found.sort(Comparator.comparingInt((Found f) -> f.span().length()).reversed());
    return found;
  }

  /** Whether a value is no part of a longer name, as "web" in "web-01" would be. */
  private static boolean standsAlone(String text, Span span) {
    return !isJoint(text, span.getStart() - 1, -1) && !isJoint(text, span.getEnd(), 1);
  }

  private static boolean isJoint(String text, int index, int direction) {
    int behind = index + direction;
    return behind >= 0
        && behind < text.length()
        && "-._@/\\".indexOf(text.charAt(index)) >= 0
        && Character.isLetterOrDigit(text.charAt(behind));
  }

  private boolean isNews(String text, Span span) {
    return Normaliser.words(span.getCoveredText(text).toString()).words().stream()
        .noneMatch(word -> ordinary.contains(word) || Words.isFunctionWord(word));
  }

  private Slot slot(String name, String text, Span span) {
    String surface = span.getCoveredText(text).toString();
    String key = surface.toLowerCase(Locale.ROOT);
    String value = canonical.getOrDefault(new Slot(name, key), surface);
    return new Slot(name, synonyms.getOrDefault(value.toLowerCase(Locale.ROOT), value));
  }

  /** A value that its shape finds needs no entry: entries of many tokens make every search dear. */
  private void learn(Slot slot, String surface, Map<String, Set<String>> values) {
    if (slot.value().equals(surface) && Shape.of(surface).isPresent()) {
      return;
    }
    values.computeIfAbsent(slot.name(), _ -> new HashSet<>()).add(surface);
    canonical.put(new Slot(slot.name(), surface.toLowerCase(Locale.ROOT)), slot.value());
  }

  /** A synonym is known in each slot whose values include what it stands for. */
  private void addSynonyms(Map<String, Set<String>> values) {
    synonyms.forEach(
        (variant, value) ->
            values.forEach(
                (slot, surfaces) -> {
                  if (surfaces.contains(value)) {
                    surfaces.add(variant);
                    canonical.put(new Slot(slot, variant), value);
                  }
                }));
  }

  private static DictionaryNameFinder dictionary(String slot, Set<String> surfaces) {
    Dictionary dictionary = new Dictionary(false);
    surfaces.stream()
        .map(SimpleTokenizer.INSTANCE::tokenize)
        .filter(tokens -> tokens.length > 0)
        .forEach(tokens -> dictionary.put(new StringList(tokens)));
    return new DictionaryNameFinder(dictionary, slot);
  }

  private static RegexNameFinder regexes(String slot, List<String> listed) {
    return new RegexNameFinder(listed.stream().map(Pattern::compile).toArray(Pattern[]::new), slot);
  }

  private static String slotOf(Shape shape, List<Slot> annotated) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    annotated.stream()
        .filter(slot -> Shape.of(slot.value()).equals(Optional.of(shape)))
        .forEach(slot -> votes.merge(slot.name(), 1, Integer::sum));
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(shape.slot());
  }

  private static String withoutMarks(Example example) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (Example.Mark mark : example.marks()) {
      plain.append(example.text(), from, mark.begin()).append(' ');
      from = mark.end();
    }
    return plain.append(example.text().substring(from)).toString();
  }
}
