package dev.deskhand.runbooks.run;

/**
 * A text of a step that was too long for its event, and is kept beside it.
 *
 * @param attempt which one saw it, from 1
 * @param what {@code output} for what the step saw or why it failed, else the name of one of its
 *     outputs
 * @param isEvidence whether it is what the step saw, or why it failed
 * @param sha256 of the artefact, in hexadecimal digits
 */
public record KeptText(StepRef step, int attempt, String what, boolean isEvidence, String sha256) {

  static KeptText evidence(StepRef step, int attempt, String sha256) {
    return new KeptText(step, attempt, "output", true, sha256);
  }

  static KeptText output(StepRef step, int attempt, String name, String sha256) {
    return new KeptText(step, attempt, name, false, sha256);
  }
}
