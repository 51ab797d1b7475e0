package dev.deskhand.bot;

import dev.deskhand.bot.Names.Name;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out whom or what a name means. Where it is not certain it says so: nobody guesses between
 * two, and a name that is only nearly right is asked about. Pure.
 */
final class NameMatcher {
  private static final int MOST = 5;
  private static final int LEAST_PART = 3;

  /** Characters of a sentence in which people are looked for, and how many of them. */
  private static final int LONGEST = 2_000;

  private static final int MOST_NAMED = 20;
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern SPOKEN = Pattern.compile("[\\p{L}\\p{N}]+(?:\\s+[\\p{L}\\p{N}]+)+");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Words behind which a person stands, in English, German and French. */
  private static final String LED = "(?:of|for|to|by|from|von|für|vom|pour|de|à)\\s+";

  private static final Pattern PERSON =
      Pattern.compile(
          "(?iu)(?<=^|\\s)"
              + LED
              + "([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)|(?<=^|\\s)([\\p{L}\\p{N}._-]+)['’]s(?=\\s|$)");

  private NameMatcher() {}

  /** What a name means. */
  sealed interface Match {
    record Known(Name name) implements Match {}

    /** It may be one of these, the likeliest first, at most five. */
    record Near(List<Name> names) implements Match {
      public Near {
        names = List.copyOf(names);
      }
    }

    /** It is like nothing that is known. */
    record Unknown() implements Match {}
  }

  /** What is meant by a whole value. */
  static Match match(String said, List<Name> names) {
    String folded = fold(said);
    if (folded.isEmpty()) {
      return new Match.Unknown();
    }
    List<Name> same = names.stream().filter(name -> isSame(name.id(), said)).toList();
    if (same.size() == 1) {
      return new Match.Known(same.getFirst());
    }
    List<Name> ids = names.stream().filter(name -> fold(name.id()).equals(folded)).toList();
    if (!ids.isEmpty()) {
      return new Match.Near(ids.stream().limit(MOST).toList());
    }
    List<Name> whole = called(folded, names);
    List<Name> exact = whole.isEmpty() ? parts(folded, names) : whole;
    if (!exact.isEmpty()) {
      return exact.size() == 1
          ? new Match.Known(exact.getFirst())
          : new Match.Near(exact.stream().limit(MOST).toList());
    }
    List<Name> near = near(folded, names);
    return near.isEmpty() ? new Match.Unknown() : new Match.Near(near);
  }

  /** However it is capitalised or accented, and with spaces for hyphens; but C++ is not C. */
  private static boolean isSame(String id, String said) {
    String written = plain(said.strip());
    return plain(id).equals(written)
        || (SPOKEN.matcher(written).matches() && fold(id).equals(fold(written)));
  }

  /**
   * The people that a sentence names: by their whole names anywhere, by their ids or one of their
   * names where a word before or an "'s" behind says that somebody stands there.
   */
  static List<Name> people(String sentence, List<Name> names) {
    String folded = " " + fold(sentence) + " ";
    Map<String, Name> found = new LinkedHashMap<>();
    names.stream()
        .filter(name -> name.called().stream().anyMatch(it -> isWhole(folded, it)))
        .forEach(name -> found.put(name.id(), name));
    if (found.isEmpty()) {
      PERSON
          .matcher(sentence.substring(0, Math.min(sentence.length(), LONGEST)))
          .results()
          .map(it -> fold(it.group(1) == null ? it.group(2) : it.group(1)))
          .distinct()
          .limit(MOST_NAMED)
          .flatMap(said -> exact(said, names).stream())
          .forEach(name -> found.put(name.id(), name));
    }
    return List.copyOf(found.values());
  }

  private static boolean isWhole(String folded, String called) {
    String name = fold(called);
    return name.contains(" ") && folded.contains(" " + name + " ");
  }

  private static List<Name> exact(String folded, List<Name> names) {
    List<Name> ids = names.stream().filter(name -> fold(name.id()).equals(folded)).toList();
    return ids.isEmpty() ? parts(folded, names) : ids;
  }

  private static List<Name> called(String folded, List<Name> names) {
    return names.stream()
        .filter(name -> name.called().stream().anyMatch(it -> fold(it).equals(folded)))
        .toList();
  }

  /** Those of whose names it is one. */
  private static List<Name> parts(String folded, List<Name> names) {
    return folded.length() < LEAST_PART
        ? List.of()
        : names.stream()
            .filter(name -> name.called().stream().anyMatch(it -> words(it).contains(folded)))
            .toList();
  }

  private static List<Name> near(String folded, List<Name> names) {
    record Ranked(Name name, int distance) {}
    List<Ranked> ranked = new ArrayList<>();
    for (Name name : names) {
      int distance =
          Stream.concat(Stream.of(name.id()), name.called().stream())
              .flatMap(it -> Stream.concat(Stream.of(fold(it)), words(it).stream()))
              .mapToInt(it -> distance(folded, it))
              .min()
              .orElse(Integer.MAX_VALUE);
      if (distance <= allowed(folded)) {
        ranked.add(new Ranked(name, distance));
      } else if (folded.length() >= LEAST_PART && fold(name.id()).startsWith(folded + " ")) {
        ranked.add(new Ranked(name, allowed(folded) + 1));
      }
    }
    return ranked.stream()
        .sorted(Comparator.comparingInt(Ranked::distance))
        .limit(MOST)
        .map(Ranked::name)
        .toList();
  }

  private static int allowed(String folded) {
    return folded.length() < 4 ? 0 : folded.length() < 8 ? 1 : 2;
  }

  private static List<String> words(String called) {
    return List.of(fold(called).split(" "));
  }

  private static String fold(String text) {
    return GAP.matcher(plain(text)).replaceAll(" ").strip();
  }

  private static String plain(String text) {
    return ACCENTS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** Edits, with two neighbours that changed places as one (Damerau 1964, of adjacent letters). */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(edits[i - 1][j - 1] + same, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean isSwapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
