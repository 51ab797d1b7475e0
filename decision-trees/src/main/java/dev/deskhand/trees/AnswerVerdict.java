package dev.deskhand.trees;

import java.util.List;

/** Whether an answer counts. */
public sealed interface AnswerVerdict {

  /** It does; append the event. */
  record Accepted(WalkEvent.Answered event) implements AnswerVerdict {}

  /** The question is behind the walk: answered, given up, or the walk is over. */
  record AlreadyAnswered() implements AnswerVerdict {}

  /**
   * Somebody else is asked.
   *
   * @param asked the id of the one who is
   */
  record NotYours(String asked) implements AnswerVerdict {}

  /** This walk never asked that. */
  record NotAsked() implements AnswerVerdict {}

  /**
   * The question has no such choice.
   *
   * @param known those that it has
   */
  record NoSuchChoice(List<Choice> known) implements AnswerVerdict {
    public NoSuchChoice {
      known = List.copyOf(known);
    }
  }
}
