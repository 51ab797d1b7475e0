package dev.deskhand.runbooks.action;

/** What a target says when it is asked whether an earlier attempt happened. */
public sealed interface ProbeResult {
  /** It happened, with this result. */
  record Happened(ActionResult result) implements ProbeResult {}

  /** It did not happen and will not: it may be tried again. */
  record DidNotHappen() implements ProbeResult {}

  /** The target answers, and the effect is going on: ask again later. */
  record StillRunning() implements ProbeResult {}

  /** The target can't tell, or can't be reached. */
  record CannotTell(String reason) implements ProbeResult {}
}
