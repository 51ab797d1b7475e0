package dev.deskhand.runbooks;

import java.util.regex.Pattern;

/**
 * A step's name, unique in its runbook: {@code restart}. In a plan, what stands in a repetition or
 * in another runbook has the path to it in front: {@code fleet.3.restart}.
 */
public record StepId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,59}(\\.[a-z0-9][a-z0-9-]{0,59}){0,12}");

  /** The most characters, so that a run's and a step's name together fit into a key. */
  public static final int MAX_CHARACTERS = 70;

  public StepId {
    if (value.length() > MAX_CHARACTERS || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("step '" + value + "': expected a name like restart");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
