package dev.deskhand.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Days and times as people write them, {@code 2027-03-31} and {@code 2027-03-31T22:00:00Z}, of the
 * years 0000 to 9999: what lies further away is a slip, and no store could hold it.
 */
public final class Times {
  /** What to write, for whoever wrote something else. */
  public static final String EXAMPLE = "2027-03-31T22:00:00Z";

  private Times() {}

  /** The day that a text is; empty where it is none. */
  public static Optional<LocalDate> day(String text) {
    try {
      return isFourDigits(text) ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The time that a text is, in UTC or with an offset; empty where it is none. */
  public static Optional<Instant> time(String text) {
    try {
      return isFourDigits(text) ? Optional.of(Instant.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Longer years, and those before 0000, begin with a sign. */
  private static boolean isFourDigits(String text) {
    return !text.startsWith("+") && !text.startsWith("-");
  }
}
