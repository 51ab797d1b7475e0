package dev.deskhand.trees;

import java.util.Map;

/** Where a walk stands. */
public sealed interface Standing {

  /** Nothing has been asked yet; a move is due. */
  record AtStart() implements Standing {}

  /** A node is behind it and the next one has not been entered; a move is due. */
  record Left(NodeId node, int visit, Way way) implements Standing {}

  /** The person went back to a question; a move is due. */
  record Returning(NodeId node) implements Standing {}

  /** The person wants a person; a move is due. */
  record WantsPerson(String by) implements Standing {}

  /** The person does not want it any more; a move is due. */
  record GivenUp(String by) implements Standing {}

  /**
   * A question is open.
   *
   * @param misses how many answers fitted nothing
   */
  record AwaitingAnswer(NodeId node, int visit, Offered offered, int misses) implements Standing {}

  /** Files were given in answer to a question, and are being fetched. */
  record AwaitingFiles(AwaitingAnswer question, WalkEvent.FilesGiven given) implements Standing {}

  record AwaitingCheck(NodeId node, int visit) implements Standing {}

  record AwaitingHandOver(NodeId node, int visit, String runId) implements Standing {}

  record Ended(Conclusion conclusion) implements Standing {}

  /** How a node was left. */
  sealed interface Way {
    record Answered(Answer answer) implements Way {}

    /** Nobody answered in time. */
    record Unanswered() implements Way {}

    record Checked(Map<String, String> values) implements Way {
      public Checked {
        values = Map.copyOf(values);
      }
    }

    record CouldNotTell(String reason) implements Way {}

    record CameBack(RunOutcome outcome) implements Way {}

    /** Nothing had to be waited for. */
    record Passed() implements Way {}
  }
}
