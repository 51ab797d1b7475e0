package dev.deskhand.trees;

import dev.deskhand.content.Lengths;
import dev.deskhand.content.Template;
import dev.deskhand.journal.Personal;
import java.util.Optional;

/** What walks come to: where the tree says so, and where nothing else can be done. */
final class Endings {
  private Endings() {}

  static Move reached(Walk walk, Tree tree, Node.End end) {
    Lookup lookup = new Lookup(walk, tree, end.id());
    Optional<String> queue =
        end.outcome() == WalkOutcome.ESCALATED ? end.queue().or(tree::queue) : end.queue();
    return end(
        walk,
        Optional.of(end.id()),
        new Told(
            end.outcome(),
            lookup.words(end.finding()) + found(walk, tree, end.outcome()),
            lookup.words(end.say())),
        queue);
  }

  static Move personWanted(Walk walk, Tree tree, Standing.WantsPerson wants) {
    return escalate(walk, tree, wants.by() + " asked for a person", Phrase.ASKED_FOR_PERSON);
  }

  static Move givenUp(Walk walk, Standing.GivenUp by) {
    return end(
        walk,
        Optional.empty(),
        new Told(
            WalkOutcome.ABANDONED,
            by.by() + " did not want to go on",
            Phrase.STOPPED.in(languageOf(walk))),
        Optional.empty());
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
        Phrase.IN_CIRCLES);
  }

  static Move unanswered(Walk walk, Tree tree, Node.Asking node) {
    return escalate(
        walk,
        tree,
        "nobody answered '" + node.id() + "' within " + Lengths.text(node.patience().time()),
        Phrase.NOT_HEARD);
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
        Phrase.NO_FURTHER);
  }

  private record Told(WalkOutcome outcome, String finding, String say) {}

  private static String languageOf(Walk walk) {
    return walk.started().setting().language();
  }

  private static Move escalate(Walk walk, Tree tree, String finding, Phrase why) {
    String language = languageOf(walk);
    String say = why.in(language) + " " + Phrase.TAKES_OVER.in(language);
    String all = finding + found(walk, tree, WalkOutcome.ESCALATED);
    return end(walk, Optional.empty(), new Told(WalkOutcome.ESCALATED, all, say), tree.queue());
  }

  /** What whoever takes over should know besides: what is likely, the likeliest first. */
  private static String found(Walk walk, Tree tree, WalkOutcome outcome) {
    if (outcome != WalkOutcome.ESCALATED) {
      return "";
    }
    StringBuilder found = new StringBuilder();
    Variables.likely(walk, tree)
        .forEach(
            (cause, score) ->
                found.append("\nLikely (").append(score).append("): ").append(cause.finding()));
    return found.toString();
  }

  private static Move end(Walk walk, Optional<NodeId> node, Told told, Optional<String> queue) {
    String subject = walk.asker().id();
    return new Move.End(
        node,
        new Conclusion(
            told.outcome(),
            new Finding(new Personal(subject, told.finding())),
            new Personal(subject, told.say()),
            queue));
  }

  /** What a passage notes. */
  static Optional<Personal> noted(Walk walk, Tree tree, Node.Passage passage) {
    return passage
        .finding()
        .map((Template it) -> new Lookup(walk, tree, passage.id()).words(it))
        .map(words -> new Personal(walk.asker().id(), words));
  }
}
