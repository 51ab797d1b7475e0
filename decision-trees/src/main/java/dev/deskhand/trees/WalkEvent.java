package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Personal;
import java.util.Map;
import java.util.Optional;

/**
 * A fact about a walk. A visit counts, from 1, how often the walk has come to a node; node and
 * visit together name one question, check or hand-over of the walk.
 */
public sealed interface WalkEvent {

  /**
   * Somebody set out.
   *
   * @param version of the tree; the walk stays on it
   * @param beneficiary the id of the person whose trouble it is
   * @param ticket as its desk and number are written in texts
   * @param conversation where the questions are asked
   */
  record WalkStarted(
      WalkId walk,
      TreeId tree,
      ContentVersion version,
      Asker asker,
      String beneficiary,
      Optional<String> ticket,
      String conversation)
      implements WalkEvent {}

  record QuestionAsked(NodeId node, int visit) implements WalkEvent {}

  /**
   * A choice was made.
   *
   * @param by the person's id
   * @param said their own words, where they wrote instead of pressing a button
   */
  record Answered(NodeId node, int visit, ChoiceId choice, String by, Optional<Personal> said)
      implements WalkEvent {}

  record CheckRequested(NodeId node, int visit) implements WalkEvent {}

  /**
   * A check gave an answer.
   *
   * @param values the action's outputs, by name
   * @param evidence what was seen, for the support desk; belongs to the beneficiary
   */
  record CheckAnswered(NodeId node, int visit, Map<String, String> values, Personal evidence)
      implements WalkEvent {
    public CheckAnswered {
      values = Map.copyOf(values);
    }
  }

  /** A check gave no answer. */
  record CheckFailed(NodeId node, int visit, String reason) implements WalkEvent {}

  /** A runbook has been asked for; whether it may run is decided there. */
  record HandedOver(NodeId node, int visit, String runId) implements WalkEvent {}

  record HandOverEnded(NodeId node, int visit, RunOutcome outcome) implements WalkEvent {}

  /** What was waited for did not come. */
  record TimedOut(NodeId node, int visit) implements WalkEvent {}

  /** A person wants to talk to a person; possible at any moment. */
  record EscalationAsked(String by) implements WalkEvent {}

  record WalkEnded(Conclusion conclusion) implements WalkEvent {}
}
