package dev.deskhand.app.story;

import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Field;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A real walk as a way of a table. What people wrote is replaced by something that fits, and of
 * what checks found only what the tree's conditions speak of is kept, so that no name and no secret
 * gets out; whoever walked and for whom is not in it at all.
 */
public final class Recording {
  private static final String NO_ANSWER = "no answer";

  private final Tree tree;
  private final List<Turn> turns = new ArrayList<>();
  private String end = "";

  private record Turn(NodeId node, String what) {}

  private Recording(Tree tree) {
    this.tree = tree;
  }

  /**
   * The file that holds the way.
   *
   * @param trees as they are now
   * @return empty if the walk did not come to an end of one of them
   */
  public static Optional<String> of(List<WalkEvent> history, List<Tree> trees) {
    if (history.isEmpty() || !(history.getFirst() instanceof WalkEvent.WalkStarted started)) {
      return Optional.empty();
    }
    return trees.stream()
        .filter(tree -> tree.version().equals(started.version()))
        .findFirst()
        .map(Recording::new)
        .flatMap(recording -> recording.written(history));
  }

  private Optional<String> written(List<WalkEvent> history) {
    history.forEach(this::hear);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> byNode = new LinkedHashMap<>();
    turns.forEach(
        turn ->
            byNode.computeIfAbsent(turn.node().value(), _ -> new ArrayList<>()).add(turn.what()));
    List<String> parts = new ArrayList<>();
    byNode.forEach(
        (node, what) ->
            parts.add(
                node
                    + ": "
                    + (what.size() == 1 ? what.getFirst() : "[" + String.join(", ", what) + "]")));
    parts.add("ends: " + end);
    return Optional.of("ways: " + tree.id() + "\ntable:\n  - {" + String.join(", ", parts) + "}\n");
  }

  private void hear(WalkEvent event) {
    switch (event) {
      case WalkEvent.Answered e -> add(e.node(), answer(e.node(), e.answer()));
      case WalkEvent.CheckAnswered e -> add(e.node(), found(e.node(), e.values()));
      case WalkEvent.CheckFailed e -> add(e.node(), "could not tell");
      case WalkEvent.HandOverEnded e -> add(e.node(), e.outcome().name().toLowerCase(Locale.ROOT));
      case WalkEvent.TimedOut e -> add(e.node(), NO_ANSWER);
      case WalkEvent.WentBack _ -> goBack();
      case WalkEvent.StartedOver _ -> turns.clear();
      case WalkEvent.WalkEnded e -> end = e.node().map(NodeId::value).orElse("");
      case WalkEvent.WalkStarted _,
          WalkEvent.QuestionAsked _,
          WalkEvent.FilesGiven _,
          WalkEvent.FilesRefused _,
          WalkEvent.AnswerMissed _,
          WalkEvent.Moved _,
          WalkEvent.Passed _,
          WalkEvent.CheckRequested _,
          WalkEvent.HandedOver _,
          WalkEvent.EscalationAsked _,
          WalkEvent.GivenUp _ -> {}
    }
  }

  private void add(NodeId node, String what) {
    turns.add(new Turn(node, what));
  }

  /** As if the last question had not been answered, and nothing had come of it. */
  private void goBack() {
    while (!turns.isEmpty()) {
      Turn last = turns.removeLast();
      if (tree.find(last.node()).orElse(null) instanceof Node.Asking) {
        return;
      }
    }
  }

  /** A choice as it was; something of its kind in the place of what was written. */
  private String answer(NodeId node, Answer answer) {
    return switch (answer) {
      case Answer.Chosen(var choice) -> "\"" + choice + "\"";
      case Answer.Wrote _, Answer.Attached _ ->
          tree.find(node).orElse(null) instanceof Node.Asking asking
              ? asking.field().map(Recording::standIn).orElse("x")
              : "x";
    };
  }

  private static String standIn(Field field) {
    return switch (field.kind()) {
      case Field.Kind.Text _ -> "something";
      case Field.Kind.Whole(var least, _) -> "\"" + least.orElse(1) + "\"";
      case Field.Kind.Day _ -> "yesterday";
      case Field.Kind.Person _ -> "ada";
      case Field.Kind.File _ -> "picture.png";
    };
  }

  /** Only short values of which the check's own conditions speak. */
  private String found(NodeId node, Map<String, String> values) {
    String conditions =
        tree.find(node).orElse(null) instanceof Node.Check check
            ? String.join(" ", check.branches().stream().map(it -> it.when().source()).toList())
            : "";
    List<String> kept = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              boolean spoken =
                  Pattern.compile("\\bresult\\W+" + Pattern.quote(name) + "\\b")
                      .matcher(conditions)
                      .find();
              if (spoken && value.matches("[a-z0-9-]{1,20}")) {
                kept.add(name + ": \"" + value + "\"");
              }
            });
    return "{" + String.join(", ", kept) + "}";
  }
}
