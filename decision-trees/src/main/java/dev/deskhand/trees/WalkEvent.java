package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Personal;
import java.util.List;
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
   * @param conversation where the questions are asked at first
   */
  record WalkStarted(
      WalkId walk,
      TreeId tree,
      ContentVersion version,
      Asker asker,
      String beneficiary,
      Optional<String> ticket,
      String conversation,
      Setting setting)
      implements WalkEvent {}

  record QuestionAsked(NodeId node, int visit, Offered offered) implements WalkEvent {}

  /**
   * A question was answered.
   *
   * @param by the person's id
   * @param said their own words, where they wrote instead of pressing a button
   */
  record Answered(NodeId node, int visit, Answer answer, String by, Optional<Personal> said)
      implements WalkEvent {}

  /**
   * Files were given in answer to a question, and are to be fetched.
   *
   * @param by the person's id
   * @param said their words beside the files, if any
   */
  record FilesGiven(
      NodeId node, int visit, List<GivenFile> files, String by, Optional<Personal> said)
      implements WalkEvent {
    public FilesGiven {
      files = List.copyOf(files);
    }
  }

  /** None of the files that were given could be kept; the question is open as before. */
  record FilesRefused(NodeId node, int visit, String reason) implements WalkEvent {}

  /** What was said fits no answer. */
  record AnswerMissed(NodeId node, int visit, Personal said) implements WalkEvent {}

  /** The person went back from an open question to the one before. */
  record WentBack(NodeId node, int visit, String by) implements WalkEvent {}

  /** The person began anew. */
  record StartedOver(String by) implements WalkEvent {}

  /** The person goes on in another conversation. */
  record Moved(String conversation, String by) implements WalkEvent {}

  /** A node was passed at which nothing is waited for. */
  record Passed(NodeId node, int visit, Optional<Personal> finding) implements WalkEvent {}

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

  /** A person does not want it any more; possible at any moment. */
  record GivenUp(String by) implements WalkEvent {}

  /**
   * It is over.
   *
   * @param node the end that it came to, if it came to one
   */
  record WalkEnded(Optional<NodeId> node, Conclusion conclusion) implements WalkEvent {
    /** One that came to no end of its tree. */
    public WalkEnded(Conclusion conclusion) {
      this(Optional.empty(), conclusion);
    }
  }
}
