package dev.deskhand.app.bench;

import java.util.Locale;

/**
 * Something measured, beside something that the same run measured of the machine.
 *
 * @param baseline in the same unit
 * @param beside what the baseline is
 */
record Figure(String name, double value, String unit, double baseline, String beside) {
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
