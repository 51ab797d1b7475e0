package dev.deskhand.runbooks.action;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What became of an attempt. */
public sealed interface ActionResult {

  /**
   * It happened, or what should be so is so.
   *
   * @param output named values for later steps and conditions
   * @param evidence what was seen, for people; capped and redacted by the engine
   */
  record Done(Map<String, String> output, String evidence) implements ActionResult {
    public Done {
      output = Map.copyOf(output);
    }
  }

  /**
   * It certainly did not happen.
   *
   * @param reason what was tried, where, and what was found
   * @param pause how long the target asks to be left alone; it is not tried again sooner
   */
  record Failed(Cause cause, String reason, Optional<Duration> pause) implements ActionResult {
    public Failed(Cause cause, String reason) {
      this(cause, reason, Optional.empty());
    }

    /** Whether trying again may help. */
    public enum Cause {
      /** The target was busy or away. */
      TRANSIENT,
      /** It will not work the next time either. */
      PERMANENT
    }
  }

  /**
   * It was begun and nobody can say whether it happened: a time-out after the request was sent, a
   * broken connection.
   */
  record Uncertain(String reason) implements ActionResult {}
}
