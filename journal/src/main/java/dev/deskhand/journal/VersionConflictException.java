package dev.deskhand.journal;

/** Somebody else wrote first: read again and decide anew. */
public final class VersionConflictException extends JournalException {
  private static final long serialVersionUID = 1;

  public VersionConflictException(String message) {
    super(message);
  }
}
