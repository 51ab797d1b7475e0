package dev.deskhand.app.bench;

import java.util.Locale;

/** What the benchmark's runs do. */
enum BenchRunbook {
  /** Five steps that can be repeated, reading and changing by turns. */
  REPEATABLE,
  /** Five steps that can't be repeated. */
  ONCE,
  /** Waits for an hour. */
  WAITING;

  static final int STEPS = 5;

  /** As a runbook's file has it. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            """
            runbook: bench
            title: Measure
            risk: low
            tell:
              succeeded: Measured.
              failed: Not measured.
            steps:
            """);
    if (this == WAITING) {
      text.append("  - id: step-0\n    title: Wait\n    wait: { for: 1h }\n");
    }
    for (int i = 1; i <= STEPS; i++) {
      text.append(
          """
            - id: step-%d
              title: Do nothing
              action: bench.nothing
              target: here
              effect: %s
          """
              .formatted(i, effect(i)));
    }
    return text.toString();
  }

  private String effect(int step) {
    if (this == ONCE) {
      return name().toLowerCase(Locale.ROOT);
    }
    return step % 2 == 0 ? "read" : "idempotent";
  }
}
