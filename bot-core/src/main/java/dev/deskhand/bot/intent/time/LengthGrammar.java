package dev.deskhand.bot.intent.time;

import dev.deskhand.bot.intent.time.When.Length;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time. */
final class LengthGrammar {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}|\\d{1,3}[.,]\\d{1,2}");
  private static final Pattern GLUED =
      Pattern.compile("(\\d{1,4})(h|hrs?|std|m|min|mins|d|w)(?:(\\d{1,2})(?:m|min)?)?");

  private final Tokens tokens;

  /** How a length was written, which tells whether it is one by itself. */
  enum Style {
    /** With a number and a word that means nothing else. */
    CLEAR,
    /** As "an hour" or "5m": in the middle of a sentence it may be a rate, or metres. */
    SHORT
  }

  record Read(Length length, Style style) {}

  private record Amount(BigDecimal number, Style style) {}

  LengthGrammar(Tokens tokens) {
    this.tokens = tokens;
  }

  Optional<Parsed<Read>> read(int at) {
    return idiom(at).or(() -> glued(at)).or(() -> counted(at));
  }

  private Optional<Parsed<Read>> idiom(int at) {
    return phrase(at, tokens.phrase(at, Lexicon.FORTNIGHT), ChronoUnit.DAYS, 14)
        .or(() -> phrase(at, tokens.phrase(at, Lexicon.WHOLE_DAY), ChronoUnit.DAYS, 1))
        .or(() -> phrase(at, tokens.phrase(at, Lexicon.HALF_HOUR), ChronoUnit.MINUTES, 30))
        .or(() -> phrase(at, tokens.phrase(at, Lexicon.QUARTER_HOUR), ChronoUnit.MINUTES, 15));
  }

  private static Optional<Parsed<Read>> phrase(int at, int words, ChronoUnit unit, int count) {
    return words > 0
        ? of(BigDecimal.valueOf(count), unit)
            .map(length -> new Parsed<>(new Read(length, Style.CLEAR), at + words))
        : Optional.empty();
  }

  private Optional<Parsed<Read>> glued(int at) {
    Matcher matcher = GLUED.matcher(tokens.word(at));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    ChronoUnit unit =
        switch (matcher.group(2).charAt(0)) {
          case 'h', 's' -> ChronoUnit.HOURS;
          case 'm' -> ChronoUnit.MINUTES;
          case 'd' -> ChronoUnit.DAYS;
          default -> ChronoUnit.WEEKS;
        };
    boolean hasMinutes = matcher.group(3) != null;
    if (hasMinutes && unit != ChronoUnit.HOURS) {
      return Optional.empty();
    }
    Style style = unit == ChronoUnit.HOURS ? Style.CLEAR : Style.SHORT;
    Optional<Length> minutes =
        hasMinutes ? of(new BigDecimal(matcher.group(3)), ChronoUnit.MINUTES) : Optional.empty();
    Parsed<Read> first =
        new Parsed<>(
            new Read(sum(of(new BigDecimal(matcher.group(1)), unit), minutes), style), at + 1);
    return Optional.of(continued(first));
  }

  private Optional<Parsed<Read>> counted(int at) {
    return amount(at)
        .flatMap(
            amount ->
                unit(amount.end())
                    .flatMap(
                        unit ->
                            of(withHalf(amount.value().number(), unit.end()), unit.value())
                                .map(
                                    length ->
                                        continued(
                                            new Parsed<>(
                                                new Read(length, amount.value().style()),
                                                unit.end() + half(unit.end()))))));
  }

  /** A second, smaller part, as in "2 hours and 30 minutes". */
  private Parsed<Read> continued(Parsed<Read> first) {
    int and = tokens.phrase(first.end(), Lexicon.AND);
    return glued(first.end())
        .or(() -> counted(first.end() + and))
        .filter(more -> more.value().length().period().isZero())
        .map(
            more ->
                new Parsed<>(
                    new Read(
                        sum(
                            Optional.of(first.value().length()),
                            Optional.of(more.value().length())),
                        Style.CLEAR),
                    more.end()))
        .orElse(first);
  }

  private Optional<Parsed<Amount>> amount(int at) {
    int half = tokens.phrase(at, Lexicon.HALF);
    if (half > 0) {
      return Optional.of(new Parsed<>(new Amount(HALF, Style.CLEAR), at + half));
    }
    int more = tokens.phrase(at, Lexicon.ONE_AND_A_HALF);
    if (more > 0) {
      return Optional.of(
          new Parsed<>(new Amount(BigDecimal.ONE.add(HALF), Style.CLEAR), at + more));
    }
    int couple = tokens.phrase(at, Lexicon.COUPLE);
    if (couple > 0) {
      return Optional.of(new Parsed<>(new Amount(BigDecimal.TWO, Style.CLEAR), at + couple));
    }
    String word = tokens.word(at);
    if (NUMBER.matcher(word).matches()) {
      BigDecimal number = new BigDecimal(word.replace(',', '.'));
      return Optional.of(new Parsed<>(new Amount(number, Style.CLEAR), at + 1));
    }
    if (Lexicon.NUMBERS.containsKey(word)) {
      BigDecimal number = BigDecimal.valueOf(Lexicon.NUMBERS.getOrDefault(word, 0));
      return Optional.of(new Parsed<>(new Amount(number, Style.CLEAR), at + 1));
    }
    return Lexicon.ARTICLES.contains(word)
        ? Optional.of(new Parsed<>(new Amount(BigDecimal.ONE, Style.SHORT), at + 1))
        : Optional.empty();
  }

  private Optional<Parsed<ChronoUnit>> unit(int at) {
    return Optional.ofNullable(Lexicon.UNITS.get(tokens.word(at)))
        .map(unit -> new Parsed<>(unit, at + 1));
  }

  private int half(int at) {
    return tokens.phrase(at, Lexicon.AND_A_HALF);
  }

  private BigDecimal withHalf(BigDecimal number, int at) {
    return half(at) > 0 ? number.add(HALF) : number;
  }

  private static Length sum(Optional<Length> one, Optional<Length> other) {
    Length zero = new Length(Period.ZERO, Duration.ZERO);
    Length first = one.orElse(zero);
    Length second = other.orElse(zero);
    return new Length(
        first.period().plus(second.period()), first.duration().plus(second.duration()));
  }

  /** Empty for what has no such fraction, as half a month. */
  private static Optional<Length> of(BigDecimal number, ChronoUnit unit) {
    return switch (unit) {
      case WEEKS -> days(number.multiply(BigDecimal.valueOf(7)));
      case DAYS -> days(number);
      case MONTHS -> whole(number).map(it -> new Length(Period.ofMonths(it), Duration.ZERO));
      case YEARS ->
          whole(number).isPresent()
              ? whole(number).map(it -> new Length(Period.ofYears(it), Duration.ZERO))
              : whole(number.multiply(BigDecimal.valueOf(12)))
                  .map(it -> new Length(Period.ofMonths(it), Duration.ZERO));
      default ->
          whole(number.multiply(BigDecimal.valueOf(unit.getDuration().toSeconds())))
              .map(it -> new Length(Period.ZERO, Duration.ofSeconds(it)));
    };
  }

  private static Optional<Length> days(BigDecimal number) {
    return whole(number).isPresent()
        ? whole(number).map(it -> new Length(Period.ofDays(it), Duration.ZERO))
        : whole(number.multiply(BigDecimal.valueOf(24)))
            .map(it -> new Length(Period.ZERO, Duration.ofHours(it)));
  }

  private static Optional<Integer> whole(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0 ? Optional.of(plain.intValueExact()) : Optional.empty();
  }
}
