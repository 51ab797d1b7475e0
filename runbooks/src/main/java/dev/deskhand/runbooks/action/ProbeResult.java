package dev.deskhand.runbooks.action;

/** What a target says when it is asked whether an earlier attempt happened. */
public sealed interface ProbeResult {
  /** It happened, with this result. */
  record Happened(ActionResult result) implements ProbeResult {}

  /** It did not happen and will not: it may be tried again. */
  record DidNotHappen() implements ProbeResult {}

  /**
   * The target does not show it, and can't keep an attempt that is on its way from arriving: it is
   * asked again until none can be on its way any more, and did not happen then.
   */
  record NotThere() implements ProbeResult {}

  /** The target answers, and the effect is going on: ask again later. */
  record StillRunning() implements ProbeResult {}

  /** The target can't tell, or can't be reached. */
  record CannotTell(String reason) implements ProbeResult {}
}
