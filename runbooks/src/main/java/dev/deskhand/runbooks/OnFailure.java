package dev.deskhand.runbooks;

import java.util.Locale;

/** What becomes of a run when one of its steps has failed for good. */
public enum OnFailure {
  /** What was done is taken back, as far as steps say how. What is meant when a step is silent. */
  ROLL_BACK,
  /** The run ends; what was done stays. */
  FAIL,
  /** The run goes on as if the step had succeeded, without its outputs. */
  CONTINUE,
  /** A person says whether it is done, is tried again, or is given up. */
  ASK;

  /** The name that files use, such as {@code roll-back}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
