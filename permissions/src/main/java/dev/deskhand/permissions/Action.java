package dev.deskhand.permissions;

import java.util.Locale;

/** What somebody wants to do. Policies name them in lower case: {@code Action::"start"}. */
public enum Action {
  /** Know that a runbook or tree exists. */
  SEE,
  /** Begin a runbook or a tree. */
  START,
  /** Let a step act on a target. */
  PERFORM,
  /** Answer a question that is somebody else's. */
  ANSWER,
  /** Allow somebody else's run. */
  APPROVE,
  /** End a run before its time. */
  CANCEL,
  /** Say what became of an effect that nobody could know. */
  RESOLVE,
  /** Read what a run did and found. */
  READ_EVIDENCE,
  /** Stop effects. */
  FREEZE,
  /** Let them go on. */
  UNFREEZE,
  /** Answer for an offer of a runbook or a tree. */
  PUBLISH;

  /** The name that policies and the audit use, such as {@code read-evidence}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
