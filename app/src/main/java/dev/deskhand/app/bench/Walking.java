package dev.deskhand.app.bench;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Personal;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What it takes to choose the next node of a large tree, and to hold many open walks. */
final class Walking {
  private static final int NODES = 1_000;
  private static final int WALKS = 10_000;
  private static final int ANSWERS = 10;
  private static final int ROUNDS = 20_000;
  private static final double NANOS_IN_A_MICROSECOND = 1e3;
  private static final double BYTES_IN_A_MEGABYTE = 1 << 20;

  private final Tree tree = large();

  List<Figure> measure() {
    Walk walk = walked(0);
    deciding(walk);
    double micros = deciding(walk);
    double megabytes = holding();
    return List.of(
        new Figure(
            "trees: the next node of " + NODES + ", by a condition", micros, "us", 50, "the goal"),
        new Figure("trees: " + WALKS + " open walks, in memory", megabytes, "MB", 100, "the goal"));
  }

  /** Each time a condition over answers and a score is decided. */
  private double deciding(Walk walk) {
    long began = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      if (!(TreeWalker.next(walk, tree) instanceof Move.Ask)) {
        throw new IllegalStateException("the walk does not go on: " + walk.standing());
      }
    }
    return (System.nanoTime() - began) / NANOS_IN_A_MICROSECOND / ROUNDS;
  }

  private double holding() {
    long before = used();
    List<Walk> walks = new ArrayList<>();
    for (int i = 0; i < WALKS; i++) {
      walks.add(walked(i));
    }
    double held = (used() - before) / BYTES_IN_A_MEGABYTE;
    if (walks.stream().anyMatch(walk -> walk.answers().size() != ANSWERS)) {
      throw new IllegalStateException("walks without their answers");
    }
    return held;
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A walk in the middle, with a decision before it. */
  private Walk walked(int number) {
    String who = "person-" + number;
    Walk walk =
        Walk.begin(
            new WalkEvent.WalkStarted(
                new WalkId("w-" + number),
                tree.id(),
                tree.version(),
                Asker.of(who, "Person " + number),
                who,
                Optional.of("rt-" + number),
                "web/" + who,
                new Setting(
                    "en",
                    List.of("staff"),
                    Map.of("department", "it"),
                    Map.of("subject", "Slow"))));
    for (int at = 0; at < ANSWERS; at++) {
      NodeId node = new NodeId("q" + at);
      walk =
          walk.apply(new WalkEvent.QuestionAsked(node, 1, Offered.ALL))
              .apply(
                  new WalkEvent.Answered(
                      node,
                      1,
                      new Answer.Chosen(new ChoiceId("yes")),
                      who,
                      Optional.of(new Personal(who, "yes it does, number " + at))));
    }
    return walk.apply(new WalkEvent.Passed(new NodeId("d" + (ANSWERS - 1)), 1, Optional.empty()));
  }

  private static Tree large() {
    StringBuilder text =
        new StringBuilder(
            """
            tree: large
            title: Large
            start: q0
            causes:
              one: {finding: One., evidence: [{when: 'answers.q1 == "yes"', points: 50}]}
            nodes:
            """);
    int pairs = NODES / 2 - 1;
    for (int at = 0; at < pairs; at++) {
      String next = at + 1 < pairs ? "q" + (at + 1) : "good";
      text.append("  q").append(at);
      text.append(": {ask: A?, choices: {yes: {label: \"Yes\", next: d").append(at);
      text.append("}, no: {label: \"No\", next: bad}}}\n  d").append(at);
      text.append(": {decide: [{when: 'answers.q").append(at).append(" == \"no\"', next: bad}, ");
      text.append("{when: 'score.one > 60', next: bad}], otherwise: ").append(next).append("}\n");
    }
    text.append("  good: {end: solved, finding: F., say: S.}\n");
    text.append("  bad: {end: escalated, finding: F., say: S.}\n");
    Problems problems = new Problems();
    Optional<Tree> tree =
        TreeReader.read(
            "large.tree.yaml", text.toString(), new Known(Map.of(), Map.of(), Set.of()), problems);
    problems.throwIfAny();
    return tree.orElseThrow();
  }
}
