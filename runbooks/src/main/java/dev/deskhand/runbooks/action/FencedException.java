package dev.deskhand.runbooks.action;

/** An attempt may be in other hands: it had no effect, and has none any more. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(message);
  }
}
