package dev.deskhand.trees.rehearsal;

import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.AnswerVerdict;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Hearing;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.Reply;
import dev.deskhand.trees.Trail;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.rehearsal.Script.Happening;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a tree as a script tells; no I/O. */
public final class Rehearsal {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);
  private static final String WHO = "ada";

  private final Tree tree;
  private final Script script;
  private final List<Script.Turn> turns;
  private final Trail trail = new Trail();
  private Walk walk;

  /** What came of it. */
  public sealed interface Result {
    /** It went as written. */
    record Went(Trail trail) implements Result {}

    /**
     * It did not.
     *
     * @param why with what could have been written instead
     */
    record Broke(String why) implements Result {}
  }

  private Rehearsal(Tree tree, Script script) {
    this.tree = tree;
    this.script = script;
    this.turns = new ArrayList<>(script.turns());
    WalkEvent.WalkStarted started =
        new WalkEvent.WalkStarted(
            new WalkId("w-1"),
            tree.id(),
            tree.version(),
            Asker.of(WHO, "Ada Byron"),
            WHO,
            Optional.empty(),
            "web/ada",
            script.setting());
    this.walk = Walk.begin(started);
  }

  /** Plays one. */
  public static Result play(Tree tree, Script script) {
    return new Rehearsal(tree, script).play();
  }

  private Result play() {
    while (walk.conclusion().isEmpty()) {
      Move move = TreeWalker.next(walk, tree);
      Optional<String> broken = move instanceof Move.Nothing ? turn() : make(move);
      if (broken.isPresent()) {
        return new Result.Broke(broken.get());
      }
    }
    return turns.isEmpty()
        ? new Result.Went(trail)
        : new Result.Broke("it ended before it came to '" + turns.getFirst().node() + "'");
  }

  private Optional<String> make(Move move) {
    switch (move) {
      case Move.Ask ask -> apply(new WalkEvent.QuestionAsked(ask.node(), ask.visit(), Offered.ALL));
      case Move.PerformCheck check ->
          apply(new WalkEvent.CheckRequested(check.node(), check.visit()));
      case Move.HandOver over -> apply(new WalkEvent.HandedOver(over.node(), over.visit(), "r-1"));
      case Move.Pass pass -> apply(new WalkEvent.Passed(pass.node(), pass.visit(), pass.finding()));
      case Move.End end -> {
        apply(new WalkEvent.WalkEnded(end.node(), end.conclusion()));
        if (!end.node().equals(Optional.of(script.ends()))) {
          return Optional.of(
              "it ended at "
                  + end.node().map(NodeId::toString).orElse("no end of the tree")
                  + ", not at "
                  + script.ends()
                  + ": "
                  + end.conclusion().finding().text());
        }
      }
      case Move.FetchFiles _, Move.Nothing _ -> {}
    }
    return Optional.empty();
  }

  private Optional<String> turn() {
    return switch (TreeWalker.awaited(walk, tree).orElseThrow()) {
      case Move.Ask ask -> turn(ask.node(), ask.visit(), it -> answered(ask, it));
      case Move.PerformCheck check -> turn(check.node(), check.visit(), it -> checked(check, it));
      case Move.HandOver over -> turn(over.node(), over.visit(), it -> cameBack(over, it));
      case Move.FetchFiles _, Move.Pass _, Move.End _, Move.Nothing _ ->
          throw new IllegalStateException("no wait");
    };
  }

  private interface Heard {
    Optional<WalkEvent> event(Happening what);
  }

  private Optional<String> turn(NodeId node, int visit, Heard heard) {
    Optional<Script.Turn> written = turns.stream().filter(it -> it.node().equals(node)).findFirst();
    if (written.isEmpty()) {
      return Optional.of(
          "it waits at '"
              + node
              + "', for which nothing is written"
              + (turns.isEmpty() ? "" : "; written is '" + turns.getFirst().node() + "'"));
    }
    Script.Turn turn = written.get();
    turns.remove(turn);
    Optional<WalkEvent> event =
        turn.what() instanceof Happening.Nothing
            ? Optional.of(new WalkEvent.TimedOut(node, visit))
            : heard.event(turn.what());
    event.ifPresent(this::apply);
    return event.isPresent()
        ? Optional.empty()
        : Optional.of("'" + node + "' does not go on with that: " + TreeWalker.awaited(walk, tree));
  }

  private Optional<WalkEvent> answered(Move.Ask ask, Happening what) {
    return what instanceof Happening.Says(String text)
        ? answer(ask, text)
            .map(it -> new Reply(ask.node(), ask.visit(), it, WHO, Optional.empty()))
            .map(reply -> TreeWalker.answer(walk, tree, reply))
            .filter(AnswerVerdict.Accepted.class::isInstance)
            .map(verdict -> ((AnswerVerdict.Accepted) verdict).event())
        : Optional.empty();
  }

  private Optional<Answer> answer(Move.Ask ask, String text) {
    return ask.choices().stream()
        .filter(choice -> choice.id().value().equals(text))
        .findFirst()
        .<Answer>map(choice -> new Answer.Chosen(new ChoiceId(choice.id().value())))
        .or(
            () ->
                TreeWalker.match(
                    walk, tree, new Hearing(new Personal(WHO, text), Map.of(), TODAY)));
  }

  private static Optional<WalkEvent> checked(Move.PerformCheck check, Happening what) {
    return switch (what) {
      case Happening.Finds(var values) ->
          Optional.of(
              new WalkEvent.CheckAnswered(
                  check.node(), check.visit(), values, new Personal(WHO, "as the story says")));
      case Happening.CouldNotTell _ ->
          Optional.of(new WalkEvent.CheckFailed(check.node(), check.visit(), "as the story says"));
      case Happening.Says _, Happening.ComesBack _, Happening.Nothing _ -> Optional.empty();
    };
  }

  private static Optional<WalkEvent> cameBack(Move.HandOver over, Happening what) {
    return what instanceof Happening.ComesBack(var outcome)
        ? Optional.of(new WalkEvent.HandOverEnded(over.node(), over.visit(), outcome))
        : Optional.empty();
  }

  private void apply(WalkEvent event) {
    walk = walk.apply(event);
    trail.add(event, Instant.EPOCH);
  }
}
