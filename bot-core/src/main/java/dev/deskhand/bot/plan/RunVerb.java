package dev.deskhand.bot.plan;

import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.StepRef;
import java.util.Map;
import java.util.Optional;

/** What somebody says to a run, by a button, a command or from a console. */
public sealed interface RunVerb {

  /** Yes to all of it, or to what is left of it behind a step; without a step whatever waits. */
  record Approve(Optional<StepRef> step) implements RunVerb {}

  /** No to all of it, or to what is left of it behind a step; without a step whatever waits. */
  record Decline(Optional<StepRef> step, String why) implements RunVerb {}

  /** Neither: the plan has to be another one. */
  record RequestChanges(String why) implements RunVerb {}

  record Cancel() implements RunVerb {}

  record Pause() implements RunVerb {}

  record Resume() implements RunVerb {}

  /**
   * What became of an attempt; said of an earlier attempt, it says nothing of a later one.
   *
   * @param attempt which one; the last if none is named
   */
  record Settle(StepRef step, Optional<Integer> attempt, Settlement settlement)
      implements RunVerb {}

  /** All values of a form, as they were said, by field. */
  record Answer(StepRef step, Map<String, String> values) implements RunVerb {
    public Answer {
      values = Map.copyOf(values);
    }
  }
}
