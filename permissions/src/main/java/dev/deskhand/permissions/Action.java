package dev.deskhand.permissions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
  PUBLISH,
  /** Look at somebody's accounts, link and unlink them. */
  MANAGE_ACCOUNTS,
  /** Look at somebody's tokens, make and revoke them. */
  MANAGE_TOKENS,
  /** Hand somebody's approvals over while they are away, and take them back. */
  DELEGATE,
  /** Start a runbook in an emergency, past what its policies ask for otherwise. */
  BREAK_GLASS,
  /** Look at what somebody did in an emergency, and say so. */
  REVIEW,
  /** Have the catalogue read anew. */
  RELOAD,
  /** Say what people's sentences mean, from which the catalogue learns. */
  TEACH;

  /** The action of a name that {@link #label} gives. */
  public static Optional<Action> labelled(String label) {
    return Arrays.stream(values()).filter(action -> action.label().equals(label)).findFirst();
  }

  /** The name that policies and the audit use, such as {@code read-evidence}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
