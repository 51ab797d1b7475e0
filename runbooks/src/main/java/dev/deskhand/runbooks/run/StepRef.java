package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;

/** A step, done or taken back. */
public record StepRef(StepId step, Direction direction) {
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

  /** {@code restart} or {@code restart.undo}: unique in a run, safe in keys. */
  @Override
  public String toString() {
    return direction == Direction.DO ? step.value() : step.value() + ".undo";
  }
}
