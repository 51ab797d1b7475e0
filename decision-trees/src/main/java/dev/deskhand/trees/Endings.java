package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.Optional;

/** What walks come to: where the tree says so, and where nothing else can be done. */
final class Endings {
  private static final String TAKES_OVER = "A colleague will take it from here.";

  private Endings() {}

  static Move reached(Walk walk, Tree tree, Node.End end) {
    Lookup lookup = new Lookup(walk, tree);
    Optional<String> queue =
        end.outcome() == WalkOutcome.ESCALATED ? end.queue().or(tree::queue) : end.queue();
    return end(walk, end.outcome(), lookup.words(end.finding()), lookup.words(end.say()), queue);
  }

  static Move personWanted(Walk walk, Tree tree, Standing.WantsPerson wants) {
    return escalate(
        walk, tree, wants.by() + " asked for a person", "You asked for a person. " + TAKES_OVER);
  }

  static Move goneInCircles(Walk walk, Tree tree, NodeId node) {
    return escalate(
        walk,
        tree,
        "the walk came to '"
            + node
            + "' "
            + TreeWalker.MAX_VISITS
            + " times and would have come again",
        "We are going round in circles. " + TAKES_OVER);
  }

  static Move unanswered(Walk walk, Tree tree, Node.Asking node) {
    return escalate(
        walk,
        tree,
        "nobody answered '" + node.id() + "' within " + node.patience().time(),
        "I have not heard from you. " + TAKES_OVER);
  }

  static Move unprepared(Walk walk, Tree tree, NodeId node, String reason) {
    return escalate(
        walk,
        tree,
        "tree '"
            + tree.id()
            + "' at "
            + tree.version()
            + " could not go on at '"
            + node
            + "': "
            + reason,
        "I can't get any further. " + TAKES_OVER);
  }

  private static Move escalate(Walk walk, Tree tree, String finding, String say) {
    return end(walk, WalkOutcome.ESCALATED, finding, say, tree.queue());
  }

  private static Move end(
      Walk walk, WalkOutcome outcome, String finding, String say, Optional<String> queue) {
    String subject = walk.asker().id();
    return new Move.End(
        new Conclusion(
            outcome,
            new Finding(new Personal(subject, finding)),
            new Personal(subject, say),
            queue));
  }
}
