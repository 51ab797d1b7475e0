package dev.deskhand.trees;

import dev.deskhand.content.Template;
import dev.deskhand.trees.Standing.Way;
import dev.deskhand.trees.WalkEvent.Answered;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides where a walk goes. Pure: it takes a walk and the version of the tree that the walk began
 * with, and returns what is to be done. Whatever can't be decided ends with a person taking over.
 */
public final class TreeWalker {
  /** How often a walk may come to one node; the next time a person takes over. */
  public static final int MAX_VISITS = 20;

  private TreeWalker() {}

  /**
   * What is to be done next.
   *
   * @throws TreesException if the tree is not the one that the walk began with
   */
  public static Move next(Walk walk, Tree tree) {
    requireSame(walk, tree);
    return switch (walk.standing()) {
      case Standing.AtStart _ -> enter(walk, tree, tree.start());
      case Standing.Left left -> leave(walk, tree, left);
      case Standing.WantsPerson wants -> Endings.personWanted(walk, tree, wants);
      case Standing.AwaitingAnswer _ -> new Move.Nothing();
      case Standing.AwaitingCheck _ -> new Move.Nothing();
      case Standing.AwaitingHandOver _ -> new Move.Nothing();
      case Standing.Ended _ -> new Move.Nothing();
    };
  }

  /**
   * The move whose result the walk waits for, to be made again: the question once more, a check
   * that a crash has swallowed. Empty when it waits for nothing.
   *
   * @throws TreesException if the tree is not the one that the walk began with
   */
  public static Optional<Move> awaited(Walk walk, Tree tree) {
    requireSame(walk, tree);
    return switch (walk.standing()) {
      case Standing.AwaitingAnswer at -> again(walk, tree, at.node(), at.visit());
      case Standing.AwaitingCheck at -> again(walk, tree, at.node(), at.visit());
      case Standing.AwaitingHandOver at -> again(walk, tree, at.node(), at.visit());
      case Standing.AtStart _ -> Optional.empty();
      case Standing.Left _ -> Optional.empty();
      case Standing.WantsPerson _ -> Optional.empty();
      case Standing.Ended _ -> Optional.empty();
    };
  }

  /**
   * Whether an answer counts: only the asker's, to the question that is open, and only one of its
   * choices.
   *
   * @throws TreesException if the tree is not the one that the walk began with
   */
  public static AnswerVerdict answer(Walk walk, Tree tree, Reply reply) {
    requireSame(walk, tree);
    if (!reply.by().equals(walk.asker().id())) {
      return new AnswerVerdict.NotYours(walk.asker().id());
    }
    if (reply.visit() < 1
        || reply.visit() > walk.visitsOf(reply.node())
        || !(tree.nodes().get(reply.node()) instanceof Node.Asking asking)) {
      return new AnswerVerdict.NotAsked();
    }
    if (!walk.awaitsAnswer(reply.node(), reply.visit())) {
      return new AnswerVerdict.AlreadyAnswered();
    }
    if (choice(asking, reply.choice()).isEmpty()) {
      return new AnswerVerdict.NoSuchChoice(asking.choices());
    }
    return new AnswerVerdict.Accepted(
        new Answered(reply.node(), reply.visit(), reply.choice(), reply.by(), reply.said()));
  }

  /**
   * The choice of the open question that a text means: its label or a clear part of it, its number
   * ("2", "the second one"), or a yes or no. Case, punctuation and small typing errors don't
   * matter.
   *
   * @return empty if no question is open, or if it isn't clear which choice is meant
   */
  public static Optional<ChoiceId> match(Walk walk, Tree tree, String text) {
    requireSame(walk, tree);
    if (walk.standing() instanceof Standing.AwaitingAnswer at
        && tree.nodes().get(at.node()) instanceof Node.Asking asking) {
      return new ChoiceMatcher(asking.choices()).match(text);
    }
    return Optional.empty();
  }

  private static Move enter(Walk walk, Tree tree, NodeId next) {
    int visit = walk.visitsOf(next) + 1;
    if (visit > MAX_VISITS) {
      return Endings.goneInCircles(walk, tree, next);
    }
    return tree.find(next)
        .map(node -> move(walk, tree, node, visit))
        .orElseGet(() -> Endings.unprepared(walk, tree, next, "the tree has no such node"));
  }

  private static Move leave(Walk walk, Tree tree, Standing.Left left) {
    NodeId from = left.node();
    if (left.way() instanceof Way.Unanswered
        && tree.nodes().get(from) instanceof Node.Asking asking) {
      return asking
          .patience()
          .next()
          .map(next -> enter(walk, tree, next))
          .orElseGet(() -> Endings.unanswered(walk, tree, asking));
    }
    return exit(walk, tree, left)
        .map(next -> enter(walk, tree, next))
        .orElseGet(() -> Endings.unprepared(walk, tree, from, "no way leads on from here"));
  }

  private static Optional<NodeId> exit(Walk walk, Tree tree, Standing.Left left) {
    return tree.find(left.node())
        .flatMap(
            node ->
                switch (node) {
                  case Node.Asking asking ->
                      left.way() instanceof Way.Chosen chosen
                          ? choice(asking, chosen.choice()).map(Choice::next)
                          : Optional.empty();
                  case Node.Check check -> Optional.of(Branches.of(walk, check, left).next());
                  case Node.HandOver over ->
                      left.way() instanceof Way.CameBack back
                          ? Optional.ofNullable(over.next().get(back.outcome()))
                          : Optional.empty();
                  case Node.End _ -> Optional.empty();
                });
  }

  private static Move move(Walk walk, Tree tree, Node node, int visit) {
    Lookup lookup = new Lookup(walk, tree);
    try {
      return switch (node) {
        case Node.Asking asking ->
            new Move.Ask(
                node.id(),
                visit,
                lookup.words(asking.text()),
                asking.choices(),
                asking.patience().time());
        case Node.Check check ->
            new Move.PerformCheck(node.id(), visit, rendered(check.call(), lookup));
        case Node.HandOver over ->
            new Move.HandOver(node.id(), visit, over.runbook(), rendered(over.inputs(), lookup));
        case Node.End end -> Endings.reached(walk, tree, end);
      };
    } catch (IllegalArgumentException e) {
      return Endings.unprepared(walk, tree, node.id(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Move> again(Walk walk, Tree tree, NodeId node, int visit) {
    return tree.find(node).map(found -> move(walk, tree, found, visit));
  }

  private static Move.PerformCheck.Call rendered(CheckCall call, Lookup lookup) {
    return new Move.PerformCheck.Call(
        call.action(), call.target(), rendered(call.arguments(), lookup), call.timeout());
  }

  private static Map<String, String> rendered(Map<String, Template> templates, Lookup lookup) {
    Map<String, String> values = new LinkedHashMap<>();
    templates.forEach((name, template) -> values.put(name, template.render(lookup::value)));
    return values;
  }

  private static Optional<Choice> choice(Node.Asking asking, ChoiceId id) {
    return asking.choices().stream().filter(choice -> choice.id().equals(id)).findFirst();
  }

  private static void requireSame(Walk walk, Tree tree) {
    if (!walk.tree().equals(tree.id()) || !walk.version().equals(tree.version())) {
      throw new TreesException(
          "walk "
              + walk.id()
              + " of tree "
              + walk.tree()
              + " at "
              + walk.version()
              + " was given "
              + tree.id()
              + " at "
              + tree.version()
              + "; load the version that it began with");
    }
  }
}
