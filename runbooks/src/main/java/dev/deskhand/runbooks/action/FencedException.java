package dev.deskhand.runbooks.action;

/** An attempt must not have its effect now: it had none, and has none any more. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(message);
  }
}
