package dev.deskhand.bot.intent.time;

import dev.deskhand.bot.intent.time.LengthGrammar.Read;
import dev.deskhand.bot.intent.time.LengthGrammar.Style;
import dev.deskhand.bot.intent.time.When.Length;
import dev.deskhand.bot.intent.time.When.Point;
import dev.deskhand.bot.intent.time.When.Role;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the days, moments and lengths of time that a text names, in English, German and French. It
 * is made to be asked only where a time is expected, and sees none in "windows 11" or "room 12".
 * Pure; its work grows with the text's length, of which 2,000 characters are read.
 */
public final class TimeReader {
  private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);
  private static final LocalTime EVENING = LocalTime.of(20, 0);

  private final Tokens tokens;
  private final ZonedDateTime now;
  private final LengthGrammar lengths;
  private final DayGrammar days;
  private final ClockGrammar clock;

  private TimeReader(Tokens tokens, ZonedDateTime now) {
    this.tokens = tokens;
    this.now = now.truncatedTo(ChronoUnit.MINUTES);
    this.lengths = new LengthGrammar(tokens);
    this.days = new DayGrammar(tokens, now.toLocalDate());
    this.clock = new ClockGrammar(tokens);
  }

  /**
   * A time in a text.
   *
   * @param begin index of its first character
   * @param end index behind its last character
   */
  public record Found(int begin, int end, When when) {}

  /**
   * Every time that a text names, from left to right.
   *
   * @param now when it was said, in the time zone of whoever said it
   */
  public static List<Found> read(String text, ZonedDateTime now) {
    Tokens tokens = Tokens.of(text);
    TimeReader reader = new TimeReader(tokens, now);
    List<Found> found = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      Optional<Parsed<When>> here = reader.at(at);
      if (here.isPresent()) {
        int end = here.get().end();
        found.add(new Found(tokens.begin(at), tokens.end(end), here.get().value()));
        at = end;
      } else {
        at++;
      }
    }
    return List.copyOf(found);
  }

  private Optional<Parsed<When>> at(int at) {
    return Stream.of(length(at), shifted(at), point(at))
        .flatMap(Optional::stream)
        .reduce((one, other) -> other.end() > one.end() ? other : one);
  }

  private Optional<Parsed<When>> length(int at) {
    int led = tokens.phrase(at, Lexicon.LASTING);
    return lengths
        .read(at + led)
        .filter(it -> led > 0 || it.value().style() == Style.CLEAR || tokens.isWhole(at, it.end()))
        .map(
            it ->
                new Parsed<>(
                    it.value().length(),
                    it.end() + (tokens.word(it.end()).equals("lang") ? 1 : 0)));
  }

  /** So much from now, or ago. */
  private Optional<Parsed<When>> shifted(int at) {
    int ahead = tokens.phrase(at, Lexicon.AHEAD);
    int back = tokens.phrase(at, Lexicon.BACK);
    if (ahead > 0 || back > 0) {
      return lengths
          .read(at + Math.max(ahead, back))
          .map(it -> new Parsed<>(shift(it.value(), back > 0 ? -1 : 1), it.end()));
    }
    return lengths
        .read(at)
        .flatMap(
            it -> {
              int ago = tokens.phrase(it.end(), Lexicon.AGO);
              int from = tokens.phrase(it.end(), Lexicon.FROM_NOW);
              return ago + from > 0
                  ? Optional.of(
                      new Parsed<>(shift(it.value(), ago > 0 ? -1 : 1), it.end() + ago + from))
                  : Optional.empty();
            });
  }

  private When shift(Read read, int sign) {
    Length length = read.length();
    ZonedDateTime moment =
        now.plus(length.period().multipliedBy(sign)).plus(length.duration().multipliedBy(sign));
    return new Point(
        moment.toLocalDate(),
        length.duration().isZero() ? Optional.empty() : Optional.of(moment.toLocalTime()),
        Role.ON);
  }

  private Optional<Parsed<When>> point(int at) {
    int until = tokens.phrase(at, Lexicon.UNTIL);
    int on = tokens.phrase(at, Lexicon.ON);
    boolean isWay = tokens.word(at).equals("by") && Lexicon.CALLERS.contains(tokens.word(at - 1));
    Role role = until > 0 && !isWay ? Role.UNTIL : Role.ON;
    int from = at + Math.max(until, on);
    return Stream.of(
            day(at, from, role), evening(from, role), moment(at, from, role), workEnd(from, role))
        .flatMap(Optional::stream)
        .reduce((one, other) -> other.end() > one.end() ? other : one);
  }

  private Optional<Parsed<When>> day(int begin, int at, Role role) {
    return days.read(begin, at)
        .map(
            day -> {
              Optional<Parsed<LocalTime>> time = timeBehind(day.end());
              return new Parsed<When>(
                  new Point(day.value(), time.map(Parsed::value), role),
                  time.map(Parsed::end).orElse(day.end()));
            })
        .or(() -> isoMoment(at, role));
  }

  private Optional<Parsed<When>> isoMoment(int at, Role role) {
    String word = tokens.word(at);
    return word.matches("\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(:\\d{2})?")
        ? Stream.of(word.toUpperCase(Locale.ROOT))
            .flatMap(TimeReader::isoMoment)
            .map(it -> new Parsed<When>(point(it, role), at + 1))
            .findFirst()
        : Optional.empty();
  }

  private static Stream<LocalDateTime> isoMoment(String text) {
    try {
      return Stream.of(LocalDateTime.parse(text));
    } catch (DateTimeException _) {
      return Stream.empty();
    }
  }

  private static Point point(LocalDateTime moment, Role role) {
    return new Point(moment.toLocalDate(), Optional.of(moment.toLocalTime()), role);
  }

  private Optional<Parsed<LocalTime>> timeBehind(int at) {
    int led = tokens.phrase(at, Lexicon.AT);
    return clock
        .clear(at + led)
        .or(() -> led > 0 ? clock.hour(at + led) : Optional.empty())
        .or(() -> clock.part(at));
  }

  /** This evening, tonight. */
  private Optional<Parsed<When>> evening(int at, Role role) {
    LocalDate today = now.toLocalDate();
    int tonight = tokens.phrase(at, Lexicon.TONIGHT);
    if (tonight > 0) {
      return Optional.of(new Parsed<>(new Point(today, Optional.of(EVENING), role), at + tonight));
    }
    int these = tokens.phrase(at, Lexicon.THIS);
    return these == 0
        ? Optional.empty()
        : clock
            .part(at + these)
            .map(it -> new Parsed<>(new Point(today, Optional.of(it.value()), role), it.end()));
  }

  /** A time of day, of today if it is still to come, else of tomorrow; or of the day behind it. */
  private Optional<Parsed<When>> moment(int begin, int at, Role role) {
    return clock
        .clear(at)
        .flatMap(
            time -> {
              int on = tokens.phrase(time.end(), Lexicon.ON);
              Optional<Parsed<LocalDate>> day = days.read(time.end(), time.end() + on);
              if (day.isPresent()) {
                return Optional.of(
                    new Parsed<When>(
                        new Point(day.get().value(), Optional.of(time.value()), role),
                        day.get().end()));
              }
              boolean isPast = !now.toLocalTime().isBefore(time.value());
              LocalDate date = now.toLocalDate().plusDays(isPast ? 1 : 0);
              boolean isLed =
                  role == Role.UNTIL || (at > begin && Lexicon.AT.contains(tokens.word(begin)));
              return isLed
                  ? Optional.of(
                      new Parsed<When>(
                          new Point(date, Optional.of(time.value()), role), time.end()))
                  : Optional.empty();
            });
  }

  private Optional<Parsed<When>> workEnd(int at, Role role) {
    int end = tokens.phrase(at, Lexicon.DAY_END);
    int longer = tokens.phrase(at, Lexicon.END);
    int day = longer == 0 ? 0 : tokens.phrase(at + longer, Lexicon.DAY);
    int words = end > 0 ? end : day > 0 ? longer + day : 0;
    return words == 0
        ? Optional.empty()
        : Optional.of(
            new Parsed<>(new Point(now.toLocalDate(), Optional.of(END_OF_WORK), role), at + words));
  }
}
