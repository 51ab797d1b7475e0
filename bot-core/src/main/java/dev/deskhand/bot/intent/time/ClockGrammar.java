package dev.deskhand.bot.intent.time;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times of day. An hour from 1 to 6 without anything that tells is one of the afternoon:
 * nobody's visit is meant to be at three in the night.
 */
final class ClockGrammar {
  private static final Pattern COLON =
      Pattern.compile("(\\d{1,2}):(\\d{2})(am|pm|a\\.m|p\\.m|uhr|h)?");
  private static final Pattern HALF_DAY = Pattern.compile("(\\d{1,2})(am|pm|a\\.m|p\\.m)");
  private static final Pattern GLUED = Pattern.compile("(\\d{1,2})(?:h|uhr)(\\d{2})?");
  private static final Pattern DOT = Pattern.compile("(\\d{1,2})\\.(\\d{2})");
  private static final Pattern HOUR = Pattern.compile("\\d{1,2}");
  private static final Pattern MINUTE = Pattern.compile("[0-5]\\d");

  private final Tokens tokens;

  ClockGrammar(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A time that can be nothing else. */
  Optional<Parsed<LocalTime>> clear(int at) {
    String word = tokens.word(at);
    int noon = tokens.phrase(at, Lexicon.NOON);
    if (noon > 0) {
      return Optional.of(new Parsed<>(LocalTime.NOON, at + noon));
    }
    int midnight = tokens.phrase(at, Lexicon.MIDNIGHT);
    if (midnight > 0) {
      return Optional.of(new Parsed<>(LocalTime.MIDNIGHT, at + midnight));
    }
    return colon(word, at)
        .or(() -> halfDay(word, at))
        .or(() -> withWord(word, at))
        .or(() -> glued(word, at))
        .or(() -> half(word, at));
  }

  /** A part of the day, such as the morning. */
  Optional<Parsed<LocalTime>> part(int at) {
    return Optional.ofNullable(Lexicon.PARTS.get(tokens.word(at)))
        .map(hour -> new Parsed<>(LocalTime.of(hour, 0), at + 1));
  }

  /** An hour alone, behind a word that says so. */
  Optional<Parsed<LocalTime>> hour(int at) {
    String word = tokens.word(at);
    return HOUR.matcher(word).matches() ? time(word, "0", "", at + 1) : Optional.empty();
  }

  private Optional<Parsed<LocalTime>> colon(String word, int at) {
    Matcher matcher = COLON.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String half = matcher.group(3) == null ? halfOf(at + 1) : matcher.group(3);
    int end = at + 1 + (matcher.group(3) == null && !half.isEmpty() ? 1 : 0);
    int clock = Lexicon.CLOCK.contains(tokens.word(end)) ? 1 : 0;
    return time(matcher.group(1), matcher.group(2), half, end + clock);
  }

  private Optional<Parsed<LocalTime>> halfDay(String word, int at) {
    Matcher matcher = HALF_DAY.matcher(word);
    if (matcher.matches()) {
      return time(matcher.group(1), "0", matcher.group(2), at + 1);
    }
    return HOUR.matcher(word).matches() && !halfOf(at + 1).isEmpty()
        ? time(word, "0", halfOf(at + 1), at + 2)
        : Optional.empty();
  }

  /** Such as {@code 15 Uhr}, {@code 15 h 30} and {@code 9.30 Uhr}. */
  private Optional<Parsed<LocalTime>> withWord(String word, int at) {
    if (!Lexicon.CLOCK.contains(tokens.word(at + 1))) {
      return Optional.empty();
    }
    Matcher dot = DOT.matcher(word);
    if (dot.matches()) {
      return time(dot.group(1), dot.group(2), "", at + 2);
    }
    if (!HOUR.matcher(word).matches()) {
      return Optional.empty();
    }
    String minute = tokens.word(at + 2);
    return MINUTE.matcher(minute).matches()
        ? time(word, minute, "", at + 3)
        : time(word, "0", "", at + 2);
  }

  private Optional<Parsed<LocalTime>> glued(String word, int at) {
    Matcher matcher = GLUED.matcher(word);
    return matcher.matches()
        ? time(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("0"), "", at + 1)
        : Optional.empty();
  }

  /** In German, half four is half past three. */
  private Optional<Parsed<LocalTime>> half(String word, int at) {
    Integer hour = Lexicon.NUMBERS.get(tokens.word(at + 1));
    return word.equals("halb") && hour != null && hour > 1 && hour <= 12
        ? time(Integer.toString(hour - 1), "30", "", at + 2)
        : Optional.empty();
  }

  private String halfOf(int at) {
    String word = tokens.word(at);
    return word.matches("am|pm|a\\.m|p\\.m") ? word : "";
  }

  private static Optional<Parsed<LocalTime>> time(
      String hours, String minutes, String half, int end) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (half.startsWith("a") || half.startsWith("p")) {
      if (hour < 1 || hour > 12) {
        return Optional.empty();
      }
      hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
    } else if (hour >= 1 && hour <= 6 && !hours.startsWith("0")) {
      hour += 12;
    }
    return hour < 24 && minute < 60
        ? Optional.of(new Parsed<>(LocalTime.of(hour, minute), end))
        : Optional.empty();
  }
}
