package dev.deskhand.bot.offer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds offers by words: a sorted map from each word to the offers that have it, so that a word
 * also finds what begins with it. Small letters, capitals and accents are one. Immutable.
 */
public final class OfferIndex {
  private static final int MOST_CHARACTERS = 200;
  private static final int MOST_WORDS = 12;
  private static final int IN_TITLE = 4;
  private static final int AS_WORD = 3;
  private static final int IN_SENTENCE = 1;

  private final List<Offer> offers;
  private final TreeMap<String, Map<Offer, Integer>> byWord = new TreeMap<>();

  /**
   * An index.
   *
   * @param besides the words of what is offered itself
   */
  public OfferIndex(Collection<Offer> offers, Function<Offer, List<String>> besides) {
    this.offers =
        offers.stream().sorted(Comparator.comparing(it -> it.face().title() + it.name())).toList();
    for (Offer offer : this.offers) {
      add(offer, offer.face().title(), IN_TITLE);
      add(offer, offer.name().value(), AS_WORD);
      add(offer, String.join(" ", offer.face().words()), AS_WORD);
      add(offer, String.join(" ", besides.apply(offer)), AS_WORD);
      add(offer, offer.face().about(), IN_SENTENCE);
    }
  }

  /** All of them, by title. */
  public List<Offer> all() {
    return offers;
  }

  /**
   * The offers that have every one of some words, the best first; all of them where there is no
   * word.
   *
   * @param said the first 200 characters and 12 words of it count
   */
  public List<Offer> find(String said) {
    List<String> words = words(said.substring(0, Math.min(said.length(), MOST_CHARACTERS)));
    if (words.isEmpty()) {
      return offers;
    }
    Map<Offer, Integer> found = null;
    for (String word : words.subList(0, Math.min(words.size(), MOST_WORDS))) {
      Map<Offer, Integer> having = having(word);
      if (found != null) {
        having.keySet().retainAll(found.keySet());
        found.forEach((offer, points) -> having.computeIfPresent(offer, (_, own) -> own + points));
      }
      found = having;
    }
    Map<Offer, Integer> points = found == null ? Map.of() : found;
    List<Offer> best = new ArrayList<>(offers);
    best.retainAll(points.keySet());
    best.sort(Comparator.comparing(points::get, Collections.reverseOrder()));
    return best;
  }

  /** What has a word that begins so, and how well: whole words count twice. */
  private Map<Offer, Integer> having(String beginning) {
    SortedMap<String, Map<Offer, Integer>> near =
        byWord.subMap(beginning, beginning + Character.MAX_VALUE);
    Map<Offer, Integer> found = new HashMap<>();
    near.forEach(
        (word, offering) ->
            offering.forEach(
                (offer, points) ->
                    found.merge(offer, word.equals(beginning) ? 2 * points : points, Math::max)));
    return found;
  }

  private void add(Offer offer, String text, int points) {
    for (String word : words(text)) {
      byWord.computeIfAbsent(word, _ -> new HashMap<>()).merge(offer, points, Math::max);
    }
  }

  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
              } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
