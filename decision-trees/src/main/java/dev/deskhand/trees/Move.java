package dev.deskhand.trees;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be done next in a walk. Each is followed by the event that says it was done. */
public sealed interface Move {

  /**
   * Ask the person; then append {@link WalkEvent.QuestionAsked}.
   *
   * @param deadline from the asking on; then append {@link WalkEvent.TimedOut}
   */
  record Ask(NodeId node, int visit, String text, List<Choice> choices, Duration deadline)
      implements Move {
    public Ask {
      choices = List.copyOf(choices);
    }
  }

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

  /** Ask for the runbook; append {@link WalkEvent.HandedOver} with the run's id. */
  record HandOver(NodeId node, int visit, String runbook, Map<String, String> inputs)
      implements Move {
    public HandOver {
      inputs = Map.copyOf(inputs);
    }
  }

  /** Append {@link WalkEvent.WalkEnded}. */
  record End(Conclusion conclusion) implements Move {}

  /** The walk waits, or is over. */
  record Nothing() implements Move {}
}
