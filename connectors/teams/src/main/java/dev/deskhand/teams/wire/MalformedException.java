package dev.deskhand.teams.wire;

/** A body or a token is not of the form that the Bot Connector describes. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }
}
