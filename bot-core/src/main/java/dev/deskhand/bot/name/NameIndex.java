package dev.deskhand.bot.name;

import dev.deskhand.bot.name.Names.Name;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names, found by how they are written without looking at each: a directory may have tens of
 * thousands. It may lie over another, whose names come behind. Immutable.
 */
public final class NameIndex {
  static final NameIndex EMPTY = of(List.of());

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST_NAME = 6;

  /** What more names have in common tells nobody from another. */
  private static final int MOST_ALIKE = 20;

  private final List<Part> parts;

  /** What is found by which key. */
  private record Part(
      Map<String, List<Name>> plainIds,
      TreeMap<String, List<Name>> foldedIds,
      Map<String, List<Name>> called,
      Map<String, List<Name>> words,
      Map<String, List<Name>> idWords,
      NearWords near) {
    static Part of(Collection<Name> names) {
      Map<String, List<Name>> plainIds = new HashMap<>();
      TreeMap<String, List<Name>> foldedIds = new TreeMap<>();
      Map<String, List<Name>> called = new HashMap<>();
      Map<String, List<Name>> words = new HashMap<>();
      Map<String, List<Name>> idWords = new HashMap<>();
      for (Name name : names) {
        put(plainIds, plain(name.id()), name);
        String id = fold(name.id());
        put(foldedIds, id, name);
        wordsOf(id).forEach(word -> put(idWords, word, name));
        for (String one : name.called()) {
          String folded = fold(one);
          put(called, folded, name);
          wordsOf(folded).forEach(word -> put(words, word, name));
        }
      }
      List<String> all = new ArrayList<>(foldedIds.keySet());
      all.addAll(idWords.keySet());
      all.addAll(called.keySet());
      all.addAll(words.keySet());
      all.removeIf(String::isEmpty);
      return new Part(plainIds, foldedIds, called, words, idWords, new NearWords(all));
    }

    private static void put(Map<String, List<Name>> map, String key, Name name) {
      List<Name> names = map.computeIfAbsent(key, _ -> new ArrayList<>(1));
      boolean isThere = !names.isEmpty() && names.getLast().equals(name);
      if (!isThere && names.size() < MOST_ALIKE) {
        names.add(name);
      }
    }

    /** Whatever is called so, as a whole or in part. */
    List<Name> like(String word) {
      List<Name> names = new ArrayList<>(foldedIds.getOrDefault(word, List.of()));
      names.addAll(called.getOrDefault(word, List.of()));
      names.addAll(words.getOrDefault(word, List.of()));
      names.addAll(idWords.getOrDefault(word, List.of()));
      return names;
    }
  }

  private NameIndex(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static NameIndex of(Collection<Name> names) {
    return new NameIndex(List.of(Part.of(names)));
  }

  /** These names, and the other's behind them; of two with one id this one's counts. */
  public NameIndex over(NameIndex other) {
    List<Part> both = new ArrayList<>(parts);
    both.addAll(other.parts);
    return new NameIndex(both);
  }

  /** Without those that it lies over. */
  public NameIndex first() {
    return new NameIndex(parts.subList(0, 1));
  }

  /** By ids as they are written, however they are capitalised or accented. */
  List<Name> withPlainId(String plain) {
    return all(part -> part.plainIds().getOrDefault(plain, List.of()));
  }

  List<Name> withId(String folded) {
    return all(part -> part.foldedIds().getOrDefault(folded, List.of()));
  }

  /** By whole names. */
  List<Name> called(String folded) {
    return all(part -> part.called().getOrDefault(folded, List.of()));
  }

  /** By one of their names. */
  List<Name> withWord(String folded) {
    return all(part -> part.words().getOrDefault(folded, List.of()));
  }

  /** Those whose ids go on behind this with another word. */
  List<Name> beginningWith(String folded) {
    return all(
        part ->
            part.foldedIds().subMap(folded + " ", folded + "!").values().stream()
                .flatMap(List::stream)
                .toList());
  }

  /** Those that are nearly written so, the nearest first. */
  List<Name> near(String folded) {
    record Ranked(Name name, int edits) {}
    List<Ranked> ranked = new ArrayList<>();
    for (Part part : parts) {
      for (NearWords.Near near : part.near().to(folded)) {
        part.like(near.word()).forEach(name -> ranked.add(new Ranked(name, near.edits())));
      }
    }
    ranked.sort(
        Comparator.comparingInt(Ranked::edits).thenComparing(ranking -> ranking.name().id()));
    return distinct(ranked.stream().map(Ranked::name));
  }

  /** Those whose whole names, of two words or more, stand in a folded text, as they stand there. */
  List<Name> namedIn(String folded) {
    List<String> said = wordsOf(folded);
    List<Name> named = new ArrayList<>();
    for (int from = 0; from < said.size(); from++) {
      int most = Math.min(said.size(), from + LONGEST_NAME);
      for (int to = from + 2; to <= most; to++) {
        named.addAll(called(String.join(" ", said.subList(from, to))));
      }
    }
    return distinct(named.stream());
  }

  private List<Name> all(Function<Part, List<Name>> found) {
    return distinct(parts.stream().flatMap(part -> found.apply(part).stream()));
  }

  /** Of those with one id the first. */
  static List<Name> distinct(Stream<Name> names) {
    Map<String, Name> byId = new LinkedHashMap<>();
    names.forEach(name -> byId.putIfAbsent(name.id(), name));
    return List.copyOf(byId.values());
  }

  private static List<String> wordsOf(String folded) {
    return List.of(folded.split(" ", -1));
  }

  /** Letters and digits alone, in lower case, without accents. */
  static String fold(String text) {
    return GAP.matcher(plain(text)).replaceAll(" ").strip();
  }

  static String plain(String text) {
    return ACCENTS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }
}
