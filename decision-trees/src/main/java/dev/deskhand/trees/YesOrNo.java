package dev.deskhand.trees;

import java.util.List;
import java.util.Set;

/** Reads a yes or a no. */
enum YesOrNo {
  YES,
  NO,
  UNCLEAR;

  private static final int LONGEST = 8;
  private static final Set<String> AFFIRMATIONS =
      Set.of(
          "yes",
          "y",
          "yep",
          "yeah",
          "yup",
          "yea",
          "yah",
          "sure",
          "correct",
          "right",
          "exactly",
          "indeed",
          "affirmative",
          "absolutely",
          "definitely",
          "does",
          "did",
          "ja",
          "oui");
  private static final Set<String> REFUSALS =
      Set.of("no", "n", "nope", "nah", "negative", "nein", "non");
  private static final Set<String> DOUBTS =
      Set.of(
          "maybe",
          "perhaps",
          "unsure",
          "know",
          "idea",
          "possibly",
          "sometimes",
          "depends",
          "but",
          "partly",
          "if",
          "or",
          "unclear");

  static YesOrNo of(Words said) {
    List<String> words = said.all();
    if (words.size() > LONGEST || words.stream().anyMatch(DOUBTS::contains)) {
      return UNCLEAR;
    }
    if (words.contains("not") && words.contains("sure")) {
      return UNCLEAR;
    }
    boolean yes = words.stream().anyMatch(AFFIRMATIONS::contains);
    boolean refused = words.stream().anyMatch(REFUSALS::contains);
    boolean negated =
        words.stream().anyMatch(word -> Words.isNegation(word) && !REFUSALS.contains(word));
    if (refused) {
      return yes && !negated ? UNCLEAR : NO;
    }
    if (negated) {
      return words.stream().anyMatch(YesOrNo::saysOutrightYes) ? UNCLEAR : shortDenial(words);
    }
    return yes ? YES : UNCLEAR;
  }

  /** A choice that stands for yes. */
  static boolean isYes(Words name, Words label) {
    return startsWith(name, "yes")
        || startsWith(label, "yes")
        || name.all().equals(List.of("done"));
  }

  /** A choice that stands for no. */
  static boolean isNo(Words name, Words label) {
    return startsWith(name, "no") || startsWith(label, "no") || startsWith(name, "didnt");
  }

  private static boolean saysOutrightYes(String word) {
    return AFFIRMATIONS.contains(word) && !Set.of("does", "did").contains(word);
  }

  /** "It does not", "not yet", "it didn't": nothing but the denial. Others may deny anything. */
  private static YesOrNo shortDenial(List<String> words) {
    Set<String> plain =
        Set.of("it", "that", "this", "does", "did", "is", "was", "has", "yet", "still", "really");
    boolean onlyDenial =
        words.stream().allMatch(word -> Words.isNegation(word) || plain.contains(word));
    return onlyDenial ? NO : UNCLEAR;
  }

  private static boolean startsWith(Words words, String first) {
    return !words.isEmpty() && words.all().getFirst().equals(first);
  }
}
