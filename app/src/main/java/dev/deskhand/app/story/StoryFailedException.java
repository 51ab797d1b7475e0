package dev.deskhand.app.story;

/** A story did not go as it is written. */
public final class StoryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoryFailedException(String message) {
    super(message);
  }
}
