package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The server did not do what was asked, and says why. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Set<String> TOLD_WITH_REASONS = Set.of("unfit", "broken-catalogue");

  private final String title;
  private final int code;

  /**
   * Of a problem.
   *
   * @param problem as RFC 9457 writes one
   */
  RefusedException(JsonNode problem) {
    super(words(problem));
    this.title = problem.path("title").asText();
    this.code =
        switch (title) {
          case "unfit", "unreadable", "no-such-run", "no-such-runbook" -> ExitCode.USAGE;
          default -> ExitCode.FAILED;
        };
  }

  /** True where the server knows nobody by the name that was said, or has another key. */
  boolean isUnidentified() {
    return title.equals("not-identified");
  }

  int code() {
    return code;
  }

  private static String words(JsonNode problem) {
    List<String> lines = new ArrayList<>();
    lines.add(
        problem.path("detail").asText(problem.path("error").asText("The server answered oddly.")));
    if (TOLD_WITH_REASONS.contains(problem.path("title").asText())) {
      problem.path("reasons").forEach(reason -> lines.add("  " + reason.asText()));
    }
    return String.join("\n", lines);
  }
}
