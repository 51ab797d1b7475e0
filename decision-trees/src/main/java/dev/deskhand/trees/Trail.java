package dev.deskhand.trees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways between nodes that a walk went, told by its events alone. Going back, starting over and
 * moving elsewhere are no ways of the tree. Not thread-safe.
 */
public final class Trail {
  private final List<Hop> hops = new ArrayList<>();
  private Optional<NodeId> at = Optional.empty();
  private Optional<NodeId> leftAt = Optional.empty();
  private Instant since = Instant.MIN;

  /**
   * From one node to the next.
   *
   * @param took from coming to the one to coming to the other
   */
  public record Hop(NodeId from, NodeId to, Duration took) {
    /** Without its time. */
    public Between between() {
      return new Between(from, to);
    }
  }

  /** Two nodes that follow each other. */
  public record Between(NodeId from, NodeId to) {
    @Override
    public String toString() {
      return from + " → " + to;
    }
  }

  /** Goes on by an event and its time. */
  public void add(WalkEvent event, Instant when) {
    switch (event) {
      case WalkEvent.QuestionAsked e -> come(e.node(), when);
      case WalkEvent.CheckRequested e -> come(e.node(), when);
      case WalkEvent.HandedOver e -> come(e.node(), when);
      case WalkEvent.Passed e -> come(e.node(), when);
      case WalkEvent.WalkEnded e -> {
        leftAt = e.node().isPresent() ? Optional.empty() : at;
        e.node().ifPresent(node -> come(node, when));
      }
      case WalkEvent.WentBack _, WalkEvent.StartedOver _, WalkEvent.Moved _ ->
          at = Optional.empty();
      case WalkEvent.WalkStarted _,
          WalkEvent.Answered _,
          WalkEvent.FilesGiven _,
          WalkEvent.FilesRefused _,
          WalkEvent.AnswerMissed _,
          WalkEvent.CheckAnswered _,
          WalkEvent.CheckFailed _,
          WalkEvent.HandOverEnded _,
          WalkEvent.TimedOut _,
          WalkEvent.EscalationAsked _,
          WalkEvent.GivenUp _ -> {}
    }
  }

  /** In the order gone. */
  public List<Hop> hops() {
    return List.copyOf(hops);
  }

  /** The node at which it ended without coming to an end of its tree: somebody gave up. */
  public Optional<NodeId> leftAt() {
    return leftAt;
  }

  private void come(NodeId node, Instant when) {
    at.ifPresent(from -> hops.add(new Hop(from, node, Duration.between(since, when))));
    at = Optional.of(node);
    since = when;
  }
}
