package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;

/** A step, done or taken back. */
public record StepRef(StepId step, Direction direction) {
  private static final String UNDO = ".undo";

  /** Which way a step goes. */
  public enum Direction {
    DO,
    UNDO
  }

  public static StepRef forward(StepId step) {
    return new StepRef(step, Direction.DO);
  }

  public static StepRef undo(StepId step) {
    return new StepRef(step, Direction.UNDO);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is no step's name
   */
  public static StepRef parse(String text) {
    return text.endsWith(UNDO)
        ? undo(new StepId(text.substring(0, text.length() - UNDO.length())))
        : forward(new StepId(text));
  }

  /** {@code restart} or {@code restart.undo}: unique in a run, safe in keys. */
  @Override
  public String toString() {
    return direction == Direction.DO ? step.value() : step.value() + UNDO;
  }
}
