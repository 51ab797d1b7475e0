package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be done next in a walk. Each is followed by the event that says it was done. */
public sealed interface Move {

  /**
   * Ask the person; then append {@link WalkEvent.QuestionAsked}.
   *
   * @param field what can be written instead of choosing
   * @param picture what is shown below the text
   * @param deadline from the asking on; then append {@link WalkEvent.TimedOut}
   */
  record Ask(
      NodeId node,
      int visit,
      String text,
      List<Choice> choices,
      Optional<Field> field,
      Optional<NodePicture> picture,
      Duration deadline)
      implements Move {
    public Ask {
      choices = List.copyOf(choices);
    }

    /** The same for whom not everything is offered. */
    public Ask offering(Offered offered, String language) {
      return new Ask(node, visit, text, offered.of(choices, language), field, picture, deadline);
    }
  }

  /** Append {@link WalkEvent.Passed}. */
  record Pass(NodeId node, int visit, Optional<Personal> finding) implements Move {}

  /** Append {@link WalkEvent.CheckRequested}; then look, and append what was found. */
  record PerformCheck(NodeId node, int visit, Call call) implements Move {
    /**
     * A check with its values filled in.
     *
     * @param arguments data, never to be read as templates or commands
     */
    public record Call(
        String action, TargetName target, Map<String, String> arguments, Duration timeout) {
      public Call {
        arguments = Map.copyOf(arguments);
      }
    }
  }

  /**
   * Fetch what was given in answer to a question; append {@link WalkEvent.Answered} with what is
   * kept, or {@link WalkEvent.FilesRefused}.
   */
  record FetchFiles(WalkEvent.FilesGiven given) implements Move {}

  /**
   * Ask for the runbook; append {@link WalkEvent.HandedOver} with the run's id.
   *
   * @param deadline from then on; then append {@link WalkEvent.TimedOut}
   */
  record HandOver(
      NodeId node, int visit, String runbook, Map<String, String> inputs, Duration deadline)
      implements Move {
    public HandOver {
      inputs = Map.copyOf(inputs);
    }
  }

  /** Append {@link WalkEvent.WalkEnded}. */
  record End(Optional<NodeId> node, Conclusion conclusion) implements Move {}

  /** The walk waits, or is over. */
  record Nothing() implements Move {}
}
