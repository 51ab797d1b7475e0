package dev.deskhand.trees;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tree made of dice: its shape is sound YAML, its ways lead anywhere. */
record GeneratedTree(List<Made> nodes) {
  private static final int CHOICES = 3;

  /** What a node is made as. */
  enum Kind {
    QUESTION(CHOICES + 1),
    INSTRUCTION(3),
    CHECK(4),
    HAND_OVER(4),
    WRITTEN(2),
    DECISION(3),
    NOTE(1),
    END(0);

    private final int ways;

    Kind(int ways) {
      this.ways = ways;
    }
  }

  /**
   * A node.
   *
   * @param ways indices of nodes; a person's silence is the last one
   */
  record Made(Kind kind, List<Integer> ways) {}

  static GeneratedTree of(Random random) {
    int size = 2 + random.nextInt(7);
    List<Made> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      Kind kind = at == size - 1 ? Kind.END : kind(random);
      List<Integer> ways =
          IntStream.range(0, kind.ways).mapToObj(_ -> random.nextInt(size)).toList();
      nodes.add(new Made(kind, ways));
    }
    return new GeneratedTree(nodes);
  }

  private static Kind kind(Random random) {
    List<Kind> kinds = List.of(Kind.values());
    return kinds.get(random.nextInt(kinds.size()));
  }

  String yaml() {
    String head =
        """
        tree: made
        title: Made
        queue: q
        start: n0
        causes:
          one: {finding: One., evidence: [{when: walk.asker == "ada", points: 2}]}
        nodes:
        """;
    return head
        + IntStream.range(0, nodes.size()).mapToObj(this::yaml).collect(Collectors.joining());
  }

  private String yaml(int at) {
    Made made = nodes.get(at);
    List<Integer> to = made.ways();
    String form =
        switch (made.kind()) {
          case QUESTION ->
              """
              ask: Which?
                  choices:
                    a: {label: A, next: n%d}
                    b: {label: B, next: n%d}
                    c: {label: C, next: n%d}
                  unanswered: n%d\
              """;
          case INSTRUCTION ->
              """
              instruct: Try.
                  done: n%d
                  did-not-work: n%d
                  unanswered: n%d\
              """;
          case CHECK ->
              """
              check: http.get
                  target: t
                  with: {path: /}
                  branches:
                    - {when: result.status == '0', next: n%d}
                    - {when: result.status == '1', next: n%d}
                  otherwise: n%d
                  could-not-tell: n%d\
              """;
          case HAND_OVER ->
              """
              hand-over: unlock-account
                  with: {account: a}
                  succeeded: n%d
                  failed: n%d
                  refused: n%d
                  unknown: n%d\
              """;
          case WRITTEN ->
              """
              ask: How many?
                  answer: number
                  next: n%d
                  unanswered: n%d\
              """;
          case DECISION ->
              """
              decide:
                    - {when: 'score.one > 1 && "x" in answers', next: n%d}
                    - {when: walk.ticket == "rt-42", next: n%d}
                  otherwise: n%d\
              """;
          case NOTE ->
              """
              note: Seen.
                  next: n%d\
              """;
          case END ->
              """
              end: solved
                  finding: Over.
                  say: Bye.\
              """;
        };
    return "  n" + at + ":\n    " + form.formatted(to.toArray()) + "\n";
  }

  /** What the linter is to say, found out another way: by the closure of a matrix (Warshall). */
  boolean isSound() {
    int size = nodes.size();
    boolean[][] any = closure((from, way) -> true, at -> true);
    boolean[][] answered =
        closure((from, way) -> !asks(from) || way < from.ways().size() - 1, at -> true);
    boolean[][] silent = closure((from, way) -> true, at -> !asks(nodes.get(at)));
    for (int at = 0; at < size; at++) {
      int here = at;
      boolean ends =
          nodes.get(at).kind() == Kind.END
              || IntStream.range(0, size)
                  .anyMatch(to -> answered[here][to] && nodes.get(to).kind() == Kind.END);
      if ((at > 0 && !any[0][at]) || !ends || silent[at][at]) {
        return false;
      }
    }
    return true;
  }

  private static boolean asks(Made node) {
    return node.kind() == Kind.QUESTION
        || node.kind() == Kind.INSTRUCTION
        || node.kind() == Kind.WRITTEN;
  }

  private interface Ways {
    boolean taken(Made from, int way);
  }

  private boolean[][] closure(Ways ways, IntPredicate among) {
    int size = nodes.size();
    boolean[][] reaches = new boolean[size][size];
    for (int from = 0; from < size; from++) {
      Made node = nodes.get(from);
      for (int way = 0; way < node.ways().size(); way++) {
        int to = node.ways().get(way);
        reaches[from][to] |= ways.taken(node, way) && among.test(from) && among.test(to);
      }
    }
    for (int over = 0; over < size; over++) {
      for (int from = 0; from < size; from++) {
        for (int to = 0; to < size; to++) {
          reaches[from][to] |= reaches[from][over] && reaches[over][to];
        }
      }
    }
    return reaches;
  }
}
