package dev.deskhand.app.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * Something measured, beside something that the same run measured of the machine.
 *
 * @param baseline in the same unit
 * @param beside what the baseline is
 * @param most what it may be; more is a fault of the program, however fast the machine is
 */
record Figure(String name, double value, String unit, double baseline, String beside, double most) {

  /** One that only says how fast something is. */
  Figure(String name, double value, String unit, double baseline, String beside) {
    this(name, value, unit, baseline, beside, Double.POSITIVE_INFINITY);
  }

  /** How often something happened that must not. */
  static Figure never(String name, int times, int of) {
    return new Figure(name, times, "", of, "all", 0);
  }

  /** One that has to stay below something. */
  static Figure below(String name, double value, String unit, double limit) {
    return new Figure(name, value, unit, limit, "the limit", Math.nextDown(limit));
  }

  /** What is wrong, in a sentence; empty if nothing is. */
  Optional<String> fault() {
    return value > most ? Optional.of(name + ": " + excess()) : Optional.empty();
  }

  private String excess() {
    return most == 0
        ? String.format(Locale.ROOT, "%.0f of %.0f, and none may be.", value, baseline)
        : String.format(Locale.ROOT, "%.1f %s, and it has to be below %.0f.", value, unit, most);
  }

  /** How many times the baseline the value is; 0 where the baseline is nothing. */
  double ratio() {
    return baseline == 0 ? 0 : value / baseline;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "  %-52s %10.1f %-9s %8.3f x %.1f (%s)",
        name,
        value,
        unit,
        ratio(),
        baseline,
        beside);
  }
}
