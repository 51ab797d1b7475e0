package dev.deskhand.bot.name;

import dev.deskhand.bot.name.Names.Name;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out whom or what a name means. Where it is not certain it says so: nobody guesses between
 * two, and a name that is only nearly right is asked about. Pure.
 */
public final class NameMatcher {
  private static final int MOST = 5;
  private static final int LEAST_PART = 3;

  /** Characters of a sentence in which people are looked for, and how many of them. */
  private static final int LONGEST = 2_000;

  private static final int MOST_NAMED = 20;

  /** Characters of the longest name. */
  private static final int LONGEST_NAME = 200;

  private static final Pattern GAP = Pattern.compile("\\s");

  /** Words behind which a person stands, in English, German and French. */
  private static final String LED = "(?:of|for|to|by|from|von|für|vom|pour|de|à)\\s+";

  private static final Pattern PERSON =
      Pattern.compile(
          "(?iu)(?<=^|\\s)"
              + LED
              + "([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)|(?<=^|\\s)([\\p{L}\\p{N}._-]+)['’]s(?=\\s|$)");

  private NameMatcher() {}

  /** What a name means. */
  public sealed interface Match {
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
  public static Match match(String said, NameIndex names) {
    if (said.length() > LONGEST_NAME) {
      return new Match.Unknown();
    }
    String folded = NameIndex.fold(said);
    if (folded.isEmpty()) {
      return new Match.Unknown();
    }
    List<Name> same = same(said, names);
    if (same.size() == 1) {
      return new Match.Known(same.getFirst());
    }
    List<Name> ids = names.withId(folded);
    if (!ids.isEmpty()) {
      return new Match.Near(ids.stream().limit(MOST).toList());
    }
    List<Name> whole = names.called(folded);
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
  private static List<Name> same(String said, NameIndex names) {
    String written = NameIndex.plain(said.strip());
    List<Name> same = names.withPlainId(written);
    return same.isEmpty() && isSpoken(written) ? names.withId(NameIndex.fold(written)) : same;
  }

  /** Words with spaces between them, and nothing else. */
  private static boolean isSpoken(String written) {
    return written.codePoints().anyMatch(Character::isWhitespace)
        && written
            .codePoints()
            .allMatch(it -> Character.isLetterOrDigit(it) || Character.isWhitespace(it));
  }

  /**
   * The people that a sentence names: by their whole names anywhere, by their ids or one of their
   * names where a word before or an "'s" behind says that somebody stands there. Of the many that a
   * directory has, names count only where they are capitalised: "from home" is no Ms Home.
   */
  public static List<Name> people(String sentence, NameIndex names) {
    String read = sentence.substring(0, Math.min(sentence.length(), LONGEST));
    List<Name> whole =
        NameIndex.distinct(
            Stream.concat(
                names.first().namedIn(NameIndex.fold(read)).stream(),
                names.namedIn(capitalised(read)).stream()));
    if (!whole.isEmpty()) {
      return whole;
    }
    return NameIndex.distinct(
        PERSON
            .matcher(read)
            .results()
            .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
            .distinct()
            .limit(MOST_NAMED)
            .flatMap(said -> exact(said, names).stream()));
  }

  private static List<Name> exact(String said, NameIndex names) {
    String folded = NameIndex.fold(said);
    List<Name> ids = names.withId(folded);
    boolean isName = Character.isUpperCase(said.codePointAt(0));
    return ids.isEmpty() ? parts(folded, isName ? names : names.first()) : ids;
  }

  /** A sentence without the words that begin with a small letter, which end a name. */
  private static String capitalised(String sentence) {
    return Stream.of(GAP.split(sentence, -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.isLowerCase(word.codePointAt(0)) ? "|" : NameIndex.fold(word))
        .collect(Collectors.joining(" "));
  }

  /** Those of whose names it is one. */
  private static List<Name> parts(String folded, NameIndex names) {
    return folded.length() < LEAST_PART ? List.of() : names.withWord(folded);
  }

  private static List<Name> near(String folded, NameIndex names) {
    Stream<Name> longer =
        folded.length() < LEAST_PART
            ? Stream.empty()
            : names.beginningWith(folded).stream().limit(MOST);
    return Stream.concat(names.near(folded).stream(), longer).distinct().limit(MOST).toList();
  }
}
