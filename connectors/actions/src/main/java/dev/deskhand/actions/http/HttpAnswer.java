package dev.deskhand.actions.http;

import java.time.Duration;
import java.util.Optional;

/** What came of a request. */
sealed interface HttpAnswer {
  /**
   * An answer.
   *
   * @param body of 1 MiB at most, with a mark where it was cut
   * @param pause how long it asks to be left alone
   */
  record Answered(int status, String body, Optional<Duration> pause) implements HttpAnswer {}

  /** Nothing was sent, for a reason that may pass. */
  record Unreached(String reason) implements HttpAnswer {}

  /** It must not be sent there. */
  record Forbidden(String reason) implements HttpAnswer {}

  /** It was sent, and no answer came. */
  record Silent(String reason) implements HttpAnswer {}
}
