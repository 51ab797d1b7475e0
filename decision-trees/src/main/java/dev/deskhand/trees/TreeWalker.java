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
      case Standing.Returning back -> enter(walk, tree, back.node());
      case Standing.WantsPerson wants -> Endings.personWanted(walk, tree, wants);
      case Standing.GivenUp givenUp -> Endings.givenUp(walk, givenUp);
      case Standing.AwaitingAnswer _ -> new Move.Nothing();
      case Standing.AwaitingFiles _ -> new Move.Nothing();
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
      case Standing.AwaitingAnswer at ->
          again(walk, tree, at.node(), at.visit())
              .map(
                  move ->
                      move instanceof Move.Ask ask
                          ? ask.offering(at.offered(), languageOf(walk))
                          : move);
      case Standing.AwaitingFiles at -> Optional.of(new Move.FetchFiles(at.given()));
      case Standing.AwaitingCheck at -> again(walk, tree, at.node(), at.visit());
      case Standing.AwaitingHandOver at -> again(walk, tree, at.node(), at.visit());
      case Standing.AtStart _ -> Optional.empty();
      case Standing.Left _ -> Optional.empty();
      case Standing.Returning _ -> Optional.empty();
      case Standing.WantsPerson _ -> Optional.empty();
      case Standing.GivenUp _ -> Optional.empty();
      case Standing.Ended _ -> Optional.empty();
    };
  }

  /**
   * Whether an answer counts: only the asker's, to the question that is open, and only one that was
   * offered.
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
    if (!fits(walk, asking, reply.answer())) {
      return new AnswerVerdict.NoSuchChoice(asking.choices());
    }
    return new AnswerVerdict.Accepted(
        new Answered(reply.node(), reply.visit(), reply.answer(), reply.by(), reply.said()));
  }

  private static boolean fits(Walk walk, Node.Asking asking, Answer answer) {
    return switch (answer) {
      case Answer.Chosen(ChoiceId id) ->
          walk.standing() instanceof Standing.AwaitingAnswer at
              && at.offered().of(asking.choices(), languageOf(walk)).stream()
                  .anyMatch(it -> it.id().equals(id));
      case Answer.Wrote _ -> asking.field().isPresent();
      case Answer.Attached _ -> asking.wantsFile();
    };
  }

  /**
   * What a text answers to the open question: a choice by its label or a clear part of it, by its
   * number ("2", "the second one"), or by a yes or no, where case, punctuation and small typing
   * errors don't matter; else a value of the kind that the question asks for.
   *
   * @return empty if no question is open, or if it isn't clear what is meant
   */
  public static Optional<Answer> match(Walk walk, Tree tree, Hearing heard) {
    requireSame(walk, tree);
    if (!(walk.standing() instanceof Standing.AwaitingAnswer at)
        || !(tree.find(at.node(), languageOf(walk)).orElse(null) instanceof Node.Asking asking)) {
      return Optional.empty();
    }
    return new ChoiceMatcher(at.offered().of(asking.choices(), languageOf(walk)))
        .match(heard.text().value())
        .<Answer>map(Answer.Chosen::new)
        .or(() -> asking.field().flatMap(heard::read));
  }

  /** The question that is open and wants a file; its text once more, and empty for any other. */
  public static Optional<Standing.AwaitingAnswer> wantingFile(Walk walk, Tree tree) {
    requireSame(walk, tree);
    return walk.standing() instanceof Standing.AwaitingAnswer at
            && tree.find(at.node()).orElse(null) instanceof Node.Asking asking
            && asking.wantsFile()
        ? Optional.of(at)
        : Optional.empty();
  }

  /** What a hand-over's inputs would be now; those that have no value yet are left out. */
  public static Map<String, String> inputs(Walk walk, Tree tree, Node.HandOver over) {
    Lookup lookup = new Lookup(walk, tree, over.id());
    Map<String, String> values = new LinkedHashMap<>();
    over.inputs()
        .forEach(
            (name, template) -> {
              if (template.paths().stream().allMatch(path -> lookup.value(path).isPresent())) {
                values.put(name, template.render(lookup::value));
              }
            });
    return values;
  }

  private static Move enter(Walk walk, Tree tree, NodeId next) {
    int visit = walk.visitsOf(next) + 1;
    if (visit > MAX_VISITS) {
      return Endings.goneInCircles(walk, tree, next);
    }
    return tree.find(next, languageOf(walk))
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
                      left.way() instanceof Way.Answered answered
                          ? next(asking, answered.answer())
                          : Optional.empty();
                  case Node.Check check -> Optional.of(Branches.next(walk, tree, check, left));
                  case Node.Decision decision ->
                      Optional.of(Branches.next(walk, tree, decision, left.visit()));
                  case Node.Passage passage -> Optional.of(passage.next());
                  case Node.HandOver over ->
                      left.way() instanceof Way.CameBack back
                          ? Optional.ofNullable(over.next().get(back.outcome()))
                          : Optional.empty();
                  case Node.Part _, Node.End _ -> Optional.empty();
                });
  }

  private static Optional<NodeId> next(Node.Asking asking, Answer answer) {
    return switch (answer) {
      case Answer.Chosen(ChoiceId id) -> asking.choice(id).map(Choice::next);
      case Answer.Wrote _, Answer.Attached _ -> asking.field().map(Field::next);
    };
  }

  private static Move move(Walk walk, Tree tree, Node node, int visit) {
    Lookup lookup = new Lookup(walk, tree, node.id());
    try {
      return switch (node) {
        case Node.Asking asking ->
            new Move.Ask(
                node.id(),
                visit,
                lookup.words(asking.text()),
                asking.choices(),
                asking.field(),
                asking.picture(),
                asking.patience().time());
        case Node.Check check ->
            new Move.PerformCheck(node.id(), visit, rendered(check.call(), lookup));
        case Node.HandOver over ->
            new Move.HandOver(
                node.id(), visit, over.runbook(), rendered(over.inputs(), lookup), over.patience());
        case Node.Decision decision -> new Move.Pass(decision.id(), visit, Optional.empty());
        case Node.Passage passage ->
            new Move.Pass(passage.id(), visit, Endings.noted(walk, tree, passage));
        case Node.Part part ->
            throw new IllegalArgumentException("tree '" + part.tree() + "' was not taken in");
        case Node.End end -> Endings.reached(walk, tree, end);
      };
    } catch (IllegalArgumentException e) {
      return Endings.unprepared(walk, tree, node.id(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Move> again(Walk walk, Tree tree, NodeId node, int visit) {
    return tree.find(node, languageOf(walk)).map(found -> move(walk, tree, found, visit));
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

  private static String languageOf(Walk walk) {
    return walk.started().setting().language();
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
