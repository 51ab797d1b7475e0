package dev.deskhand.trees;

/** A walk and its tree don't belong together, or a stored event can't be read. */
public final class TreesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TreesException(String message) {
    super(message);
  }

  public TreesException(String message, Throwable cause) {
    super(message, cause);
  }
}
