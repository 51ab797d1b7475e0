package dev.deskhand.journal;

/** The lease under which this was written has passed to somebody else: stop. */
public final class StaleLeaseException extends JournalException {
  private static final long serialVersionUID = 1;

  public StaleLeaseException(String message) {
    super(message);
  }
}
