package dev.deskhand.trees;

import dev.deskhand.content.Template;
import java.util.List;
import java.util.Optional;

/**
 * The values that a node's templates see: {@code asker.id}, {@code asker.name}, {@code
 * asker.ATTRIBUTE}, {@code beneficiary.id}, {@code ticket}, {@code ticket.FIELD}, {@code
 * answers.NODE} (the choice's id, or what was written), {@code answers.NODE.label} and {@code
 * checks.NODE.OUTPUT}.
 */
final class Lookup {
  private static final String MISSING = "(unknown)";

  private final Walk walk;
  private final Tree tree;
  private final NodeId at;

  Lookup(Walk walk, Tree tree, NodeId at) {
    this.walk = walk;
    this.tree = tree;
    this.at = at;
  }

  /** A text for people, in which what has no value says so. */
  String words(Template template) {
    return template.render(path -> Optional.of(value(path).orElse(MISSING)));
  }

  Optional<String> value(String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    return switch (path) {
      case "asker.id" -> Optional.of(walk.asker().id());
      case "asker.name" -> Optional.of(walk.asker().name().value());
      case "beneficiary.id" -> Optional.of(walk.beneficiary());
      case "ticket" -> walk.ticket();
      default ->
          switch (parts.getFirst()) {
            case "asker" -> Optional.ofNullable(setting().asker().get(parts.getLast()));
            case "ticket" -> Optional.ofNullable(setting().ticket().get(parts.getLast()));
            default -> ofNode(parts);
          };
    };
  }

  private Setting setting() {
    return walk.started().setting();
  }

  private Optional<String> ofNode(List<String> parts) {
    if (parts.size() < 2 || parts.size() > 3 || !NodeId.isValid(parts.get(1))) {
      return Optional.empty();
    }
    NodeId node = at.sibling(parts.get(1));
    Optional<Answer> answer =
        Optional.ofNullable(walk.answers().get(node)).map(Learnt.Given::answer);
    return switch (parts.getFirst() + parts.size()) {
      case "answers2" -> answer.map(Answer::value);
      case "answers3" ->
          "label".equals(parts.get(2)) ? answer.flatMap(it -> label(node, it)) : Optional.empty();
      case "checks3" ->
          Optional.ofNullable(walk.checks().get(node))
              .flatMap(values -> Optional.ofNullable(values.get(parts.get(2))));
      default -> Optional.empty();
    };
  }

  private Optional<String> label(NodeId node, Answer answer) {
    return tree.find(node, setting().language()).orElse(null) instanceof Node.Asking asking
        ? Optional.of(answer.label(asking))
        : Optional.empty();
  }
}
