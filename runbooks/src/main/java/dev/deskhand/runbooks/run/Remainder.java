package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Sha256;
import dev.deskhand.runbooks.json.RunEventJson;

/** What an approval in the middle of a run is given to: its plan, and all that is known by then. */
final class Remainder {
  private Remainder() {}

  /** SHA-256 over the plan's digest, the step, and the outputs of the steps before it. */
  static String digest(Run run, StepRef step) {
    return Sha256.hex(
        run.digest() + "\n" + step + "\n" + RunEventJson.canonical(run.steps().outputs()));
  }
}
