package dev.deskhand.content;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as people write them: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
public final class Lengths {
  private Lengths() {}

  /**
   * Reads a length, also one in the form of ISO 8601 ({@code PT15M}); capitals are as good.
   *
   * @return empty where it is none, or negative
   */
  public static Optional<Duration> read(String text) {
    try {
      Duration length = Duration.parse(iso(text.strip().toUpperCase(Locale.ROOT)));
      return length.isNegative() ? Optional.empty() : Optional.of(length);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static String iso(String upper) {
    if (upper.startsWith("P")) {
      return upper;
    }
    return upper.contains("D") ? "P" + upper.replaceFirst("D(?=.)", "DT") : "PT" + upper;
  }

  /** Its one form, of hours, minutes and seconds: {@code 48h}, {@code 1h30m}, {@code 0s}. */
  public static String text(Duration length) {
    return length.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
