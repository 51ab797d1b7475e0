package dev.deskhand.journal;

/** All new effects of the tenant are stopped; try again after the unfreeze. */
public final class FrozenException extends JournalException {
  private static final long serialVersionUID = 1;

  public FrozenException(String message) {
    super(message);
  }
}
