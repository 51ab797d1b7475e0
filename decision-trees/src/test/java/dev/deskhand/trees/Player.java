package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Node.Asking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Does what a walk's moves ask for, as a script says, and keeps the history and the ways taken. */
final class Player {
  private final Tree tree;
  private final List<WalkEvent> history = new ArrayList<>();
  private final Set<String> ways = new LinkedHashSet<>();
  private Walk walk;

  Player(Tree tree) {
    this.tree = tree;
    this.walk = Fixtures.begun(tree);
    history.add(walk.started());
  }

  /**
   * Plays: {@code node=choice}, {@code node:silence}, {@code node:found=true,locked=false} for a
   * check, {@code node:failed} for one that fails, {@code node>succeeded} for a hand-over.
   */
  Conclusion play(String script) {
    settle();
    for (String line : script.strip().split(" +", -1)) {
      perform(line);
      settle();
    }
    return walk.conclusion().orElseThrow(() -> new AssertionError("still " + walk.standing()));
  }

  Walk walk() {
    return walk;
  }

  List<WalkEvent> history() {
    return List.copyOf(history);
  }

  /** Such as {@code unlock succeeded}. */
  Set<String> ways() {
    return Set.copyOf(ways);
  }

  /** Every way that a tree has. */
  static Set<String> waysOf(Tree tree) {
    Set<String> all = new LinkedHashSet<>();
    for (Node node : tree.nodes().values()) {
      switch (node) {
        case Asking asking -> {
          asking.choices().forEach(choice -> all.add(node.id() + " " + choice.id()));
          all.add(node.id() + " silence");
        }
        case Node.Check check -> {
          check.branches().forEach(branch -> all.add(node.id() + " -> " + branch.next()));
          all.add(node.id() + " -> " + check.otherwise());
          all.add(node.id() + " failed");
        }
        case Node.HandOver over -> over.next().keySet().forEach(o -> all.add(node.id() + " " + o));
        case Node.Decision _, Node.Passage _, Node.Part _ -> {}
        case Node.End _ -> {}
      }
    }
    return all;
  }

  private void perform(String line) {
    String[] parts = line.split("[=:>]", 2);
    NodeId node = new NodeId(parts[0]);
    int visit = walk.visitsOf(node);
    String said = parts[1];
    ways.add(node + " " + (line.contains(">") ? said.toUpperCase(Locale.ROOT) : said));
    if (line.contains(">")) {
      append(
          new WalkEvent.HandOverEnded(
              node, visit, RunOutcome.valueOf(said.toUpperCase(Locale.ROOT))));
    } else if (said.equals("silence")) {
      append(new WalkEvent.TimedOut(node, visit));
    } else if (said.equals("failed")) {
      append(new WalkEvent.CheckFailed(node, visit, "connection refused"));
    } else if (said.contains("=")) {
      append(new WalkEvent.CheckAnswered(node, visit, values(said), new Personal("ada", "seen")));
    } else {
      append(accepted(node, visit, said));
    }
  }

  private WalkEvent accepted(NodeId node, int visit, String choice) {
    Reply reply =
        new Reply(node, visit, new Answer.Chosen(new ChoiceId(choice)), "ada", Optional.empty());
    if (TreeWalker.answer(walk, tree, reply) instanceof AnswerVerdict.Accepted accepted) {
      return accepted.event();
    }
    throw new AssertionError(reply + " at " + walk.standing());
  }

  /** Makes moves until something is waited for. */
  private void settle() {
    for (Move move = next(); !(move instanceof Move.Nothing); move = next()) {
      make(move);
    }
  }

  private Move next() {
    return TreeWalker.next(walk, tree);
  }

  private void make(Move move) {
    if (walk.standing() instanceof Standing.Left(NodeId left, int _, Standing.Way.Checked _)) {
      ways.add(left + " -> " + nodeOf(move));
    }
    append(
        switch (move) {
          case Move.Ask ask -> new WalkEvent.QuestionAsked(ask.node(), ask.visit(), Offered.ALL);
          case Move.PerformCheck check -> new WalkEvent.CheckRequested(check.node(), check.visit());
          case Move.HandOver over -> new WalkEvent.HandedOver(over.node(), over.visit(), "r-1");
          case Move.Pass pass -> new WalkEvent.Passed(pass.node(), pass.visit(), pass.finding());
          case Move.End end -> new WalkEvent.WalkEnded(end.node(), end.conclusion());
          case Move.FetchFiles _, Move.Nothing _ -> throw new AssertionError();
        });
  }

  private String nodeOf(Move move) {
    return switch (move) {
      case Move.Ask ask -> ask.node().value();
      case Move.PerformCheck check -> check.node().value();
      case Move.HandOver over -> over.node().value();
      case Move.Pass pass -> pass.node().value();
      case Move.End end -> end.node().map(NodeId::value).orElse("?");
      case Move.FetchFiles(var given) -> given.node().value();
      case Move.Nothing _ -> "?";
    };
  }

  private void append(WalkEvent event) {
    history.add(event);
    walk = walk.apply(event);
  }

  private static Map<String, String> values(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
