package dev.deskhand.runbooks.run;

/**
 * A text of a step that was too long for its event, and is kept beside it.
 *
 * @param attempt which one saw it, from 1
 * @param what {@code output} for what the step saw or why it failed, else the name of one of its
 *     outputs
 * @param sha256 of the artefact, in hexadecimal digits
 */
public record KeptText(StepRef step, int attempt, String what, String sha256) {
  static final String EVIDENCE = "output";

  /** Whether it is what the step saw, or why it failed. */
  public boolean isEvidence() {
    return what.equals(EVIDENCE);
  }
}
