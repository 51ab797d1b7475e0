package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Seeds;
import dev.deskhand.trees.yaml.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds for any tree and any answers. Every failure names the seed that it came from:
 * -Ddeskhand.seed=… gives it back.
 */
class GeneratedTreesTest {
  private static final int TREES = 3_000;
  private static final int WALKS = 20;

  @Test
  void the_linter_accepts_a_tree_exactly_when_nobody_gets_stuck_in_it() {
    int sound = 0;
    for (long seed : Seeds.each(TREES / 2).toArray()) {
      GeneratedTree made = GeneratedTree.of(new Random(seed));

      boolean accepted = read(made).isPresent();

      assertThat(accepted).as("seed %d:%n%s", seed, made.yaml()).isEqualTo(made.isSound());
      sound += accepted ? 1 : 0;
    }
    assertThat(sound).isBetween(TREES / 100, TREES - TREES / 100);
  }

  @Test
  void every_walk_ends_or_waits_with_a_limit_and_its_history_tells_it_again() {
    for (long seed : Seeds.each(TREES / 2).toArray()) {
      Optional<Tree> tree = read(GeneratedTree.of(new Random(seed)));
      for (int walk = 0; tree.isPresent() && walk < WALKS; walk++) {
        walk(tree.get(), new Random(seed * 1_000L + walk), "seed " + seed + " walk " + walk);
      }
    }
  }

  private static void walk(Tree tree, Random random, String name) {
    Walk walk = Fixtures.begun(tree);
    List<WalkEvent> history = new ArrayList<>(List.of(walk.started()));
    int most = tree.nodes().size() * TreeWalker.MAX_VISITS * 8;
    while (walk.conclusion().isEmpty()) {
      assertThat(history).as(name).hasSizeLessThan(most);
      WalkEvent event = eventFor(walk, tree, random, name);
      history.add(event);
      walk = walk.apply(event);
    }
    assertThat(TreeWalker.next(walk, tree)).as(name).isEqualTo(new Move.Nothing());
    assertThat(walk.conclusion().orElseThrow().finding().text())
        .as(name)
        .doesNotContain("could not go on");
    assertThat(Walk.replay(history)).as(name).isEqualTo(walk);
  }

  /** The move that is due, or what the world might say to what is waited for. */
  private static WalkEvent eventFor(Walk walk, Tree tree, Random random, String name) {
    return switch (TreeWalker.next(walk, tree)) {
      case Move.Ask ask -> {
        assertThat(ask.deadline()).as(name).isPositive();
        assertThat(ask.choices().isEmpty()).as(name).isEqualTo(ask.field().isPresent());
        yield new WalkEvent.QuestionAsked(ask.node(), ask.visit(), Offered.ALL);
      }
      case Move.PerformCheck check -> {
        assertThat(check.call().timeout()).as(name).isPositive();
        yield new WalkEvent.CheckRequested(check.node(), check.visit());
      }
      case Move.HandOver over -> new WalkEvent.HandedOver(over.node(), over.visit(), "r-1");
      case Move.Pass pass -> new WalkEvent.Passed(pass.node(), pass.visit(), pass.finding());
      case Move.End end -> new WalkEvent.WalkEnded(end.node(), end.conclusion());
      case Move.FetchFiles fetch -> throw new AssertionError(fetch.toString());
      case Move.Nothing _ -> world(walk, tree, random);
    };
  }

  private static WalkEvent world(Walk walk, Tree tree, Random random) {
    NodeId elsewhere = new NodeId("n" + random.nextInt(tree.nodes().size()));
    return switch (random.nextInt(40)) {
      case 0 -> new WalkEvent.TimedOut(elsewhere, random.nextInt(4));
      case 1 -> new WalkEvent.CheckFailed(elsewhere, random.nextInt(4), "stray");
      case 2 -> new WalkEvent.HandOverEnded(elsewhere, random.nextInt(4), RunOutcome.FAILED);
      case 3 ->
          random.nextInt(20) == 0
              ? new WalkEvent.EscalationAsked("ada")
              : awaited(walk, tree, random);
      case 4 -> new WalkEvent.WentBack(elsewhere, random.nextInt(4), "ada");
      case 5 ->
          walk.standing() instanceof Standing.AwaitingAnswer at
              ? new WalkEvent.WentBack(at.node(), at.visit(), "ada")
              : awaited(walk, tree, random);
      case 6 ->
          walk.visits().values().stream().allMatch(visits -> visits < 5)
              ? new WalkEvent.StartedOver("ada")
              : awaited(walk, tree, random);
      case 7 -> new WalkEvent.Moved("slack/D" + random.nextInt(3), "ada");
      case 8 ->
          new WalkEvent.AnswerMissed(elsewhere, random.nextInt(4), new Personal("ada", "what?"));
      case 9 ->
          walk.standing() instanceof Standing.AwaitingAnswer at
              ? given(at.node(), at.visit())
              : given(elsewhere, random.nextInt(4));
      default -> awaited(walk, tree, random);
    };
  }

  private static WalkEvent given(NodeId node, int visit) {
    return new WalkEvent.FilesGiven(
        node,
        visit,
        List.of(GivenFile.of("ada", "a.png", "image/png", 3, "slack", "F1")),
        "ada",
        Optional.empty());
  }

  private static WalkEvent awaited(Walk walk, Tree tree, Random random) {
    return switch (TreeWalker.awaited(walk, tree).orElseThrow()) {
      case Move.Ask ask -> {
        Answer answer =
            ask.field().isPresent()
                ? new Answer.Wrote(new Personal("ada", "7"))
                : new Answer.Chosen(ask.choices().get(random.nextInt(ask.choices().size())).id());
        yield random.nextInt(6) == 0
            ? new WalkEvent.TimedOut(ask.node(), ask.visit())
            : accepted(
                walk,
                tree,
                new Reply(
                    ask.node(),
                    ask.visit(),
                    answer,
                    "ada",
                    Optional.of(new Personal("ada", "so"))));
      }
      case Move.PerformCheck check ->
          random.nextInt(4) == 0
              ? new WalkEvent.CheckFailed(check.node(), check.visit(), "away")
              : new WalkEvent.CheckAnswered(
                  check.node(),
                  check.visit(),
                  random.nextInt(5) == 0
                      ? Map.of()
                      : Map.of("status", Integer.toString(random.nextInt(3))),
                  new Personal("ada", "seen"));
      case Move.FetchFiles(var given) ->
          new WalkEvent.FilesRefused(given.node(), given.visit(), "gone");
      case Move.HandOver over ->
          new WalkEvent.HandOverEnded(
              over.node(), over.visit(), List.of(RunOutcome.values()).get(random.nextInt(4)));
      case Move.Pass pass -> throw new AssertionError(pass.toString());
      case Move.End end -> throw new AssertionError(end.toString());
      case Move.Nothing _ -> throw new AssertionError(walk.toString());
    };
  }

  private static WalkEvent accepted(Walk walk, Tree tree, Reply reply) {
    if (TreeWalker.answer(walk, tree, reply) instanceof AnswerVerdict.Accepted accepted) {
      return accepted.event();
    }
    throw new AssertionError(reply + " at " + walk.standing());
  }

  private static Optional<Tree> read(GeneratedTree made) {
    return TreeReader.read("made.tree.yaml", made.yaml(), Fixtures.KNOWN, new Problems());
  }
}
