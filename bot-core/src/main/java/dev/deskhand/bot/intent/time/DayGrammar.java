package dev.deskhand.bot.intent.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads days. A day without a year is the next one. Days and months with slashes between are read
 * where only one order makes a day ({@code 12/24/2026}); else nobody guesses which is which.
 */
final class DayGrammar {
  private static final Pattern ISO = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})");
  private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final Pattern SHORT_DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{2})?");
  private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}\\.?");
  private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er)");
  private static final Pattern YEAR = Pattern.compile("20\\d{2}");

  private final Tokens tokens;
  private final LocalDate today;

  DayGrammar(Tokens tokens, LocalDate today) {
    this.tokens = tokens;
    this.today = today;
  }

  /**
   * The day that is named here.
   *
   * @param begin where the words that lead to it begin, which let more be a day
   */
  Optional<Parsed<LocalDate>> read(int begin, int at) {
    boolean isLed = at > begin;
    return Stream.of(
            relative(begin, at),
            numbers(at, isLed),
            named(at, isLed),
            ordinal(at, isLed),
            weekday(at, isLed),
            span(at),
            edge(at))
        .flatMap(Optional::stream)
        .reduce((one, other) -> other.end() > one.end() ? other : one);
  }

  private Optional<Parsed<LocalDate>> relative(int begin, int at) {
    int after = tokens.phrase(at, Lexicon.DAY_AFTER);
    if (after > 0) {
      return found(today.plusDays(2), at + after);
    }
    int before = tokens.phrase(at, Lexicon.DAY_BEFORE);
    if (before > 0) {
      return found(today.minusDays(2), at + before);
    }
    String word = tokens.word(at);
    boolean isOther =
        (Lexicon.FALSE_FRIENDS.contains(word) && !tokens.isWhole(begin, at + 1))
            || Lexicon.GREETINGS.contains(tokens.word(at - 1));
    return Lexicon.RELATIVE.containsKey(word) && !isOther
        ? found(today.plusDays(Lexicon.RELATIVE.getOrDefault(word, 0)), at + 1)
        : Optional.empty();
  }

  private Optional<Parsed<LocalDate>> numbers(int at, boolean isLed) {
    String word = tokens.word(at);
    Matcher iso = ISO.matcher(word);
    if (iso.matches()) {
      return date(iso.group(1), iso.group(3), iso.group(4)).flatMap(it -> found(it, at + 1));
    }
    Matcher dots = DOTS.matcher(word);
    if (dots.matches()) {
      return date(dots.group(3), dots.group(2), dots.group(1)).flatMap(it -> found(it, at + 1));
    }
    Matcher brief = SHORT_DOTS.matcher(word);
    if (brief.matches() && (isLed || tokens.isWhole(at, at + 1))) {
      Optional<LocalDate> day =
          brief.group(3) == null
              ? next(Integer.parseInt(brief.group(2)), Integer.parseInt(brief.group(1)))
              : date("20" + brief.group(3), brief.group(2), brief.group(1));
      return day.flatMap(it -> found(it, at + 1));
    }
    Matcher slashes = SLASHES.matcher(word);
    return slashes.matches() ? slashed(slashes).flatMap(it -> found(it, at + 1)) : Optional.empty();
  }

  private static Optional<LocalDate> slashed(Matcher slashes) {
    Optional<LocalDate> dayFirst = date(slashes.group(3), slashes.group(2), slashes.group(1));
    Optional<LocalDate> monthFirst = date(slashes.group(3), slashes.group(1), slashes.group(2));
    if (dayFirst.isPresent() && monthFirst.isPresent() && !dayFirst.equals(monthFirst)) {
      return Optional.empty();
    }
    return dayFirst.or(() -> monthFirst);
  }

  /** A day with its month by name, in either order. */
  private Optional<Parsed<LocalDate>> named(int at, boolean isLed) {
    String word = tokens.word(at);
    Optional<Integer> day = dayOfMonth(word);
    if (day.isPresent()) {
      int of = at + 1 + tokens.phrase(at + 1, Lexicon.OF);
      Optional<Month> month = Lexicon.month(tokens.word(of));
      boolean isClear = isOrdinal(word) || word.endsWith(".") || Lexicon.isClear(tokens.word(of));
      return month.flatMap(it -> completed(it, day.get(), of + 1, isLed || isClear));
    }
    Optional<Integer> behind = dayOfMonth(tokens.word(at + 1));
    Optional<Month> month = Lexicon.month(word);
    boolean isClear = isOrdinal(tokens.word(at + 1)) || Lexicon.isClear(word);
    return month.isPresent() && behind.isPresent()
        ? completed(month.get(), behind.get(), at + 2, isLed || isClear)
        : Optional.empty();
  }

  private Optional<Parsed<LocalDate>> completed(Month month, int day, int end, boolean isClear) {
    if (YEAR.matcher(tokens.word(end)).matches()) {
      return date(tokens.word(end), Integer.toString(month.getValue()), Integer.toString(day))
          .flatMap(it -> found(it, end + 1));
    }
    return isClear || tokens.endsAt(end)
        ? next(month.getValue(), day).flatMap(it -> found(it, end))
        : Optional.empty();
  }

  /** A day of a month that is not named, as "on the 25th". */
  private Optional<Parsed<LocalDate>> ordinal(int at, boolean isLed) {
    String word = tokens.word(at);
    return isLed && isOrdinal(word) && tokens.endsAt(at + 1)
        ? dayOfMonth(word).flatMap(day -> nextOfMonth(day)).flatMap(it -> found(it, at + 1))
        : Optional.empty();
  }

  private Optional<LocalDate> nextOfMonth(int day) {
    return Stream.iterate(today.withDayOfMonth(1), month -> month.plusMonths(1))
        .limit(12)
        .filter(month -> day >= 1 && day <= month.lengthOfMonth())
        .map(month -> month.withDayOfMonth(day))
        .filter(date -> !date.isBefore(today))
        .findFirst();
  }

  private Optional<Parsed<LocalDate>> weekday(int at, boolean isLed) {
    int next = tokens.phrase(at, Lexicon.NEXT);
    int these = tokens.phrase(at, Lexicon.THIS);
    int last = tokens.phrase(at, Lexicon.LAST);
    int modifier = Math.max(next, Math.max(these, last));
    int place = at + modifier;
    Optional<DayOfWeek> day = weekdayAt(place, isLed || modifier > 0);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    int end = place + 1;
    Optional<Parsed<LocalDate>> dated = numbers(end, true).or(() -> named(end, true));
    if (dated.isPresent()) {
      return dated;
    }
    LocalDate week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    if (next > 0 || tokens.phrase(end, Lexicon.NEXT_BEHIND) > 0) {
      return found(of(week.plusWeeks(1), day.get()), end + (next > 0 ? 0 : 1));
    }
    if (last > 0 || tokens.phrase(end, Lexicon.LAST_BEHIND) > 0) {
      return found(today.with(TemporalAdjusters.previous(day.get())), end + (last > 0 ? 0 : 1));
    }
    if (these > 0) {
      return found(today.with(TemporalAdjusters.nextOrSame(day.get())), end);
    }
    return later(week, day.get(), end)
        .or(() -> found(today.with(TemporalAdjusters.next(day.get())), end));
  }

  /** Such as "friday next week" and "monday in two weeks". */
  private Optional<Parsed<LocalDate>> later(LocalDate week, DayOfWeek day, int at) {
    int next = tokens.phrase(at, Lexicon.NEXT_WEEK);
    if (next > 0) {
      return found(of(week.plusWeeks(1), day), at + next);
    }
    int ahead = tokens.phrase(at, Lexicon.AHEAD);
    return ahead == 0
        ? Optional.empty()
        : new LengthGrammar(tokens)
            .read(at + ahead)
            .filter(it -> isWeeks(it.value().length()))
            .flatMap(it -> found(of(week.plus(it.value().length().period()), day), it.end()));
  }

  private boolean isWeeks(When.Length length) {
    return length.duration().isZero()
        && length.period().toTotalMonths() == 0
        && ChronoUnit.DAYS.between(today, today.plus(length.period())) % 7 == 0;
  }

  private Optional<DayOfWeek> weekdayAt(int at, boolean isLed) {
    String word = tokens.word(at);
    boolean isDated = numbers(at + 1, true).isPresent() || named(at + 1, true).isPresent();
    return Lexicon.weekday(word)
        .or(
            () ->
                (isLed && (tokens.endsAt(at + 1) || isDated))
                        || isDated
                        || tokens.isWhole(at, at + 1)
                    ? Lexicon.shortWeekday(word)
                    : Optional.empty());
  }

  private static LocalDate of(LocalDate monday, DayOfWeek day) {
    return monday.plusDays(day.getValue() - 1L);
  }

  /** The week, month or year that follows begins with its first day. */
  private Optional<Parsed<LocalDate>> span(int at) {
    return Stream.of(
            parsed(
                at,
                tokens.phrase(at, Lexicon.NEXT_WEEK),
                today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))),
            parsed(
                at,
                tokens.phrase(at, Lexicon.NEXT_MONTH),
                today.with(TemporalAdjusters.firstDayOfNextMonth())),
            parsed(
                at,
                tokens.phrase(at, Lexicon.NEXT_YEAR),
                today.with(TemporalAdjusters.firstDayOfNextYear())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** An end, beginning or middle. A week ends on its Friday. */
  private Optional<Parsed<LocalDate>> edge(int at) {
    int end = tokens.phrase(at, Lexicon.END);
    int start = tokens.phrase(at, Lexicon.START);
    int middle = tokens.phrase(at, Lexicon.MIDDLE);
    return Stream.of(
            parsed(
                at,
                tokens.phrase(at, Lexicon.MONTH_END),
                today.with(TemporalAdjusters.lastDayOfMonth())),
            parsed(
                at,
                tokens.phrase(at, Lexicon.YEAR_END),
                today.with(TemporalAdjusters.lastDayOfYear())),
            end == 0 ? none() : endOf(at + end),
            start == 0 ? none() : startOf(at + start),
            middle == 0 ? none() : month(at + middle, 15))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Parsed<LocalDate>> endOf(int at) {
    LocalDate friday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(4);
    return parsed(at, tokens.phrase(at, Lexicon.NEXT_WEEK), friday.plusWeeks(1))
        .or(() -> parsed(at, tokens.phrase(at, Lexicon.NEXT_MONTH), lastOf(today.plusMonths(1))))
        .or(
            () ->
                parsed(
                    at,
                    tokens.phrase(at, Lexicon.NEXT_YEAR),
                    today.plusYears(1).with(TemporalAdjusters.lastDayOfYear())))
        .or(() -> parsed(at, tokens.phrase(at, Lexicon.WEEK), friday))
        .or(() -> parsed(at, tokens.phrase(at, Lexicon.MONTH), lastOf(today)))
        .or(
            () ->
                parsed(
                    at,
                    tokens.phrase(at, Lexicon.YEAR),
                    today.with(TemporalAdjusters.lastDayOfYear())))
        .or(() -> month(at, 1).map(it -> new Parsed<>(lastOf(it.value()), it.end())));
  }

  private Optional<Parsed<LocalDate>> startOf(int at) {
    return span(at).or(() -> month(at, 1));
  }

  /** A month that is named, at a day of it: the next one of that name. */
  private Optional<Parsed<LocalDate>> month(int at, int day) {
    return Lexicon.month(tokens.word(at))
        .map(
            month -> {
              LocalDate date = LocalDate.of(today.getYear(), month, day);
              return new Parsed<>(lastOf(date).isBefore(today) ? date.plusYears(1) : date, at + 1);
            });
  }

  private static LocalDate lastOf(LocalDate day) {
    return day.with(TemporalAdjusters.lastDayOfMonth());
  }

  private static Optional<Integer> dayOfMonth(String word) {
    Matcher ordinal = ORDINAL.matcher(word);
    if (ordinal.matches()) {
      return Optional.of(Integer.parseInt(ordinal.group(1)));
    }
    return NUMBER.matcher(word).matches()
        ? Optional.of(Integer.parseInt(word.replace(".", "")))
        : Optional.empty();
  }

  private static boolean isOrdinal(String word) {
    return ORDINAL.matcher(word).matches();
  }

  private Optional<LocalDate> next(int month, int day) {
    return date(Year.from(today).toString(), Integer.toString(month), Integer.toString(day))
        .map(date -> date.isBefore(today) ? date.plusYears(1) : date);
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Parsed<LocalDate>> parsed(int at, int words, LocalDate day) {
    return words > 0 ? found(day, at + words) : Optional.empty();
  }

  private static Optional<Parsed<LocalDate>> found(LocalDate day, int end) {
    return Optional.of(new Parsed<>(day, end));
  }

  private static Optional<Parsed<LocalDate>> none() {
    return Optional.empty();
  }
}
