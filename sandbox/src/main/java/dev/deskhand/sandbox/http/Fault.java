package dev.deskhand.sandbox.http;

import java.time.Duration;
import java.util.Optional;

/** One planned misbehaviour of a server. */
public sealed interface Fault {

  /** Answers this status, without doing the work. */
  record Fail(int status, Optional<Duration> retryAfter) implements Fault {
    /** As Slack words it. */
    public LocalAnswer answer() {
      String error = status == 429 ? "ratelimited" : "internal_error";
      LocalAnswer.Reply reply =
          LocalAnswer.json(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
      return retryAfter
          .map(wait -> reply.with("Retry-After", Long.toString(wait.toSeconds())))
          .orElse(reply);
    }
  }

  /** Does the work, then withholds the answer this long. */
  record Hang(Duration delay) implements Fault {}

  /** Does the work, then closes the connection without an answer. */
  record Drop() implements Fault {}
}
