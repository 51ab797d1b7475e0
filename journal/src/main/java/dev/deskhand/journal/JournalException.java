package dev.deskhand.journal;

/** The journal could not do what was asked. The root of this module's exceptions. */
public class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
