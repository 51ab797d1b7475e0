package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Work.Ending;

/** How a step stands, with all that is in it. */
sealed interface Standing {
  /** Nothing is left to do in it. */
  record Through() implements Standing {}

  /** It goes on, or waits. */
  record Open(Next next) implements Standing {}

  /** It has failed for good. */
  record Failed(String reason, OnFailure how) implements Standing {}

  /** The run ends with it. */
  record Finished(Ending ending, String because) implements Standing {}

  static Standing open(Move move) {
    return new Open(Next.of(move));
  }

  static Standing keep(RunEvent event) {
    return new Open(Next.keep(event));
  }

  static Standing waiting() {
    return new Open(Next.WAIT);
  }
}
