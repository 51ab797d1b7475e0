package dev.deskhand.content;

/**
 * Something wrong with what a person wrote.
 *
 * @param message what was found, what was expected, and what to do
 */
public record Problem(SourcePosition at, String message) {
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
