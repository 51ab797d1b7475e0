package dev.deskhand.bot.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Short sentences about what was said before, in English, German and French. */
final class Referring {
  private static final int LONGEST = 100;

  /** A name of at most three words. */
  private static final String NAME = "(?<name>[^\\s,;!?]+(?: [^\\s,;!?]+){0,2}?)";

  private static final String TOO =
      "(?:,? (?:too|as well|also|auch|ebenfalls|aussi|également|please|bitte|s'il te"
          + " plaît))*[.!?]*";

  private static final List<Pattern> SAME =
      Stream.of(
              "(?:please |and |now |then )*do (?:the same|that|it)(?: thing)?(?: again)?(?: too)?"
                  + " (?:for|on|to|with) ",
              "(?:and |please )*(?:the )?same (?:thing )?(?:for|on|to|with) ",
              "(?:and )?also (?:for|on) ",
              "and (?:for|on) ",
              "(?:und |bitte |mach |mache )*(?:das gleiche|dasselbe|das selbe|genauso)"
                  + " (?:bitte |auch )*(?:für|auf|bei|mit) ",
              "(?:und |bitte )*auch (?:für|auf|bei) ",
              "und (?:für|auf|bei) ",
              "(?:et |fais |faites )*(?:la même chose|pareil|idem) (?:pour|sur|avec) ",
              "et (?:aussi )?(?:pour|sur) ")
          .map(lead -> pattern(lead + NAME + TOO))
          .toList();

  /** What says by its end only that it is about something before. */
  private static final Pattern ALSO =
      pattern(
          "(?:and |und |et )?(?:for |on |für |auf |pour |sur )?"
              + NAME
              + ",? (?:too|as well|ebenfalls|aussi)[.!?]*");

  private static final Pattern INSTEAD =
      pattern(
          "(?:no|nein|non|sorry|not that)[,.]? (?:i mean |i meant |ich meine |je veux dire )?"
              + "(?:for |on |für |auf |pour |sur )?"
              + NAME
              + "(?: instead| stattdessen)?[.!]*");

  private static final List<Pattern> PLACES =
      Stream.of(
              "first|1st|erste|ersten|premier|première",
              "second|2nd|zweite|zweiten|deuxième|second|seconde",
              "third|3rd|dritte|dritten|troisième",
              "fourth|4th|vierte|vierten|quatrième")
          .map(
              words ->
                  pattern(
                      "(?:i mean |i want |take |ich meine |nimm )?(?:the |das |die |der |den |le"
                          + " |la )?(?:"
                          + words
                          + ")(?: one| option)?(?: please| bitte)?[.!]*"))
          .toList();

  private Referring() {}

  /** What the same is wanted for, too. */
  static Optional<String> same(String text) {
    return SAME.stream().flatMap(pattern -> name(pattern, text).stream()).findFirst();
  }

  /** What may be wanted, too, if it is a name. */
  static Optional<String> also(String text) {
    return name(ALSO, text);
  }

  /** What is meant instead of what was shown. */
  static Optional<String> instead(String text) {
    return name(INSTEAD, text).filter(name -> !Words.disagrees(name));
  }

  /** Which of several, from 0. */
  static OptionalInt place(String text) {
    for (int i = 0; i < PLACES.size(); i++) {
      if (matcher(PLACES.get(i), text).matches()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static Optional<String> name(Pattern pattern, String text) {
    Matcher matcher = matcher(pattern, text);
    return text.length() <= LONGEST && matcher.matches()
        ? Optional.of(bare(matcher.group("name")))
        : Optional.empty();
  }

  private static String bare(String name) {
    return name.lines().map(line -> line.replaceAll("[.]+$", "")).collect(Collectors.joining());
  }

  private static Matcher matcher(Pattern pattern, String text) {
    String cut = text.substring(0, Math.min(text.length(), LONGEST + 1));
    return pattern.matcher(cut.strip().replaceAll("\\s+", " "));
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
