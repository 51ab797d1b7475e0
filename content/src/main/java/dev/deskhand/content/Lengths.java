package dev.deskhand.content;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as people write them: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
public final class Lengths {
  /** The longest, a hundred years: counted in nanoseconds it still fits into 64 bits. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** What to write, for whoever wrote something else. */
  public static final String EXAMPLE = "30s, 15m, 1h or 2d, at most 36500d";

  private Lengths() {}

  /**
   * Reads a length, also one in the form of ISO 8601 ({@code PT15M}); capitals are as good.
   *
   * @return empty where it is none, negative, or longer than {@link #LONGEST}
   */
  public static Optional<Duration> read(String text) {
    try {
      Duration length = Duration.parse(iso(text.strip().toUpperCase(Locale.ROOT)));
      return length.isNegative() || length.compareTo(LONGEST) > 0
          ? Optional.empty()
          : Optional.of(length);
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
