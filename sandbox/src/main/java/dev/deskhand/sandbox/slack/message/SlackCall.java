package dev.deskhand.sandbox.slack.message;

/**
 * One call of a Web API method that was worked on.
 *
 * @param method such as {@code chat.postMessage}
 * @param outcome {@code ok}, or Slack's error code
 */
public record SlackCall(String method, Outcome outcome) {

  /** What Slack says in {@code ok} and {@code error}. */
  public record Outcome(String code) {
    public static final Outcome OK = new Outcome("ok");
  }

  public boolean succeeded() {
    return outcome.equals(Outcome.OK);
  }
}
