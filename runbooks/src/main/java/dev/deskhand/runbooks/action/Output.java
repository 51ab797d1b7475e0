package dev.deskhand.runbooks.action;

/**
 * Takes what an action sees while it works, as it comes: a command's lines, the rows of a query.
 * What is told here is for people who watch; what counts is the {@link ActionResult}.
 * Implementations are thread-safe and never throw.
 */
@FunctionalInterface
public interface Output {
  /** Tells nobody. */
  Output NONE = chunk -> {};

  /** The next piece, with its line ends; a character is never split between two. */
  void text(String chunk);
}
