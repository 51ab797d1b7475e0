package dev.deskhand.desks;

/** What came from a desk isn't what it was set up to send. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was expected, quoting nothing of what came: it goes into the log
   */
  public UnreadableException(String message) {
    super(message);
  }
}
