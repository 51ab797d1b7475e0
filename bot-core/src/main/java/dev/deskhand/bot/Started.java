package dev.deskhand.bot;

import dev.deskhand.runbooks.run.RunId;

/** What came of wanting a run by a call that may be made twice. */
public sealed interface Started permits RunStarter.Begun, Started.Otherwise {
  /** This call began a run before, with other values or of another runbook; nothing is begun. */
  record Otherwise(RunId id) implements Started {}
}
