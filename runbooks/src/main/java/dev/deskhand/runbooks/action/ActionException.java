package dev.deskhand.runbooks.action;

/** A step could not even be tried: the installation is set up wrongly. */
public final class ActionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ActionException(String message) {
    super(message);
  }

  public ActionException(String message, Throwable cause) {
    super(message, cause);
  }
}
