package dev.deskhand.slack.wire;

/** A signed request whose body is not what Slack's documentation describes. Answer 400. */
public final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message names what is wrong and never quotes the body. */
  public MalformedBodyException(String message) {
    super(message);
  }
}
