package dev.deskhand.trees;

import dev.deskhand.content.InputType;
import dev.deskhand.content.InputType.Reading;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What may be written in answer to a question.
 *
 * @param next where every value of the kind leads
 */
public record Field(Kind kind, NodeId next) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");
  private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("d.M.uuuu");
  private static final int LONGEST = 2_000;

  /** What is asked for. */
  public sealed interface Kind {
    /**
     * Words, at most 2,000 characters.
     *
     * @param form of the whole text
     * @param slot of the intent parser, whose value is taken out of a longer sentence
     */
    record Text(Optional<Pattern> form, Optional<String> slot) implements Kind {}

    /** A whole number; {@code about 12 GB} is one, too. */
    record Whole(OptionalLong least, OptionalLong most) implements Kind {}

    /**
     * A day, such as {@code 2027-03-31}, {@code 31.3.2027}, {@code yesterday} or {@code monday}.
     */
    record Day() implements Kind {}

    /** A person's id. */
    record Person() implements Kind {}

    /** A file or picture; instead of one, its name or a link may be written. */
    record File() implements Kind {}
  }

  /** What somebody wrote, in its one form, or why it fits not. */
  public Reading read(String said, LocalDate today) {
    if (said.length() > LONGEST) {
      return new Reading.Mismatch("expected at most 2,000 characters");
    }
    return switch (kind) {
      case Kind.Text(var form, _) -> words(new InputType.Text(form), said);
      case Kind.Whole number -> number(number, said);
      case Kind.Day _ -> day(said.strip().toLowerCase(Locale.ROOT), today);
      case Kind.Person _ -> new InputType.PersonInput().read(said.strip().replaceFirst("^@", ""));
      case Kind.File _ -> words(new InputType.Text(Optional.empty()), said);
    };
  }

  /** What is shown of the kind in a language, where the question leaves it open. */
  public String hint(String language) {
    return switch (kind) {
      case Kind.Text _ -> Phrase.WRITE_TEXT.in(language);
      case Kind.Whole _ -> Phrase.WRITE_NUMBER.in(language);
      case Kind.Day _ -> Phrase.WRITE_DAY.in(language);
      case Kind.Person _ -> Phrase.WRITE_PERSON.in(language);
      case Kind.File _ -> Phrase.ATTACH_FILE.in(language);
    };
  }

  private static Reading words(InputType type, String said) {
    return said.isBlank() ? new Reading.Mismatch("expected some words") : type.read(said.strip());
  }

  private static Reading number(Kind.Whole kind, String said) {
    List<String> found = NUMBER.matcher(said).results().map(MatchResult::group).toList();
    if (found.size() != 1) {
      return new Reading.Mismatch("expected one whole number");
    }
    long value = Long.parseLong(found.getFirst());
    boolean fits =
        value >= kind.least().orElse(Long.MIN_VALUE) && value <= kind.most().orElse(Long.MAX_VALUE);
    return fits
        ? new Reading.Value(Long.toString(value))
        : new Reading.Mismatch(
            "expected a number"
                + (kind.least().isPresent() ? " from " + kind.least().getAsLong() : "")
                + (kind.most().isPresent() ? " up to " + kind.most().getAsLong() : ""));
  }

  private static Reading day(String said, LocalDate today) {
    Optional<DayOfWeek> weekday =
        Arrays.stream(DayOfWeek.values())
            .filter(it -> said.endsWith(it.name().toLowerCase(Locale.ROOT)))
            .findFirst();
    if (weekday.isPresent()) {
      return value(today.with(TemporalAdjusters.previousOrSame(weekday.get())));
    }
    try {
      return switch (said) {
        case "today" -> value(today);
        case "yesterday" -> value(today.minusDays(1));
        default ->
            value(said.contains(".") ? LocalDate.parse(said, DOTTED) : LocalDate.parse(said));
      };
    } catch (DateTimeException _) {
      return new Reading.Mismatch("expected a day such as yesterday, monday or 2027-03-31");
    }
  }

  private static Reading value(LocalDate day) {
    return new Reading.Value(day.toString());
  }
}
