package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;

/** How commands about runs end. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** It waits for somebody. */
  static final int WAITING = 3;

  private ExitCode() {}

  /** Of a run as it stands; one that goes on is no failure. */
  static int of(JsonNode run) {
    return switch (run.path("state").asText()) {
      case "failed", "rolled-back", "refused", "cancelled" -> FAILED;
      case "waiting-for-people", "paused" -> WAITING;
      default -> DONE;
    };
  }

  /** Of what the policies say to a plan. */
  static int ofDecision(JsonNode decision) {
    return switch (decision.path("outcome").asText()) {
      case "allowed" -> DONE;
      case "needs-approval" -> WAITING;
      default -> FAILED;
    };
  }

  /** True if a run does not go on, or not by itself. */
  static boolean isAtRest(JsonNode run) {
    return of(run) != DONE || run.path("state").asText().equals("succeeded");
  }
}
