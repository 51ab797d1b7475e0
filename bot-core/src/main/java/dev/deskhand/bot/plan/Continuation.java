package dev.deskhand.bot.plan;

import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.WalkId;
import java.util.List;
import java.util.Optional;

/** What goes on of what is under way. */
public sealed interface Continuation {
  /** An answer to a tree's question. */
  record Answer(WalkId walk, NodeId node, int visit, Answered answered) implements Continuation {}

  /**
   * What was answered.
   *
   * @param said their own words, where they wrote instead of pressing a button
   */
  record Answered(dev.deskhand.trees.Answer answer, Optional<Personal> said) {}

  /**
   * Files in answer to a tree's question.
   *
   * @param said the words beside them, if any
   */
  record Give(WalkId walk, NodeId node, int visit, List<GivenFile> files, Optional<Personal> said)
      implements Continuation {
    public Give {
      files = List.copyOf(files);
    }
  }

  /** The tree's open question once more, since the answer fits none of its choices. */
  record AskAgain(WalkId walk, Personal said) implements Continuation {}

  /** What a person says to a walk at any moment. */
  record Turn(WalkId walk, TurnVerb verb) implements Continuation {}

  /** The walk that is open elsewhere is to go on here. */
  record TakeUp() implements Continuation {}

  /** Something that is said to a run. */
  record Speak(RunId run, RunVerb verb) implements Continuation {}

  /** The run should be another one; what is different about it is asked next. */
  record AskForChanges(RunId run) implements Continuation {}

  /** The question of a form that is open, once more, where the form itself can't be shown. */
  record AskField(RunId run, StepRef step) implements Continuation {}

  /** One value of a form. */
  record FillIn(RunId run, StepRef step, String field, Said said) implements Continuation {}

  /** How a value was given. */
  sealed interface Said {
    record Text(Personal text) implements Said {}

    /** The one of those offered that has this number, from 0. */
    record Offered(int number) implements Said {}
  }
}
