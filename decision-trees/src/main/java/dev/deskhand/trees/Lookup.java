package dev.deskhand.trees;

import dev.deskhand.content.Template;
import java.util.List;
import java.util.Optional;

/**
 * The values that a tree's templates see: {@code asker.id}, {@code asker.name}, {@code
 * beneficiary.id}, {@code ticket}, {@code answers.NODE} (the choice's id), {@code
 * answers.NODE.label} and {@code checks.NODE.OUTPUT}.
 */
final class Lookup {
  private static final String MISSING = "(unknown)";

  private final Walk walk;
  private final Tree tree;

  Lookup(Walk walk, Tree tree) {
    this.walk = walk;
    this.tree = tree;
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
      default -> ofNode(parts);
    };
  }

  private Optional<String> ofNode(List<String> parts) {
    if (parts.size() < 2 || parts.size() > 3 || !NodeId.isValid(parts.get(1))) {
      return Optional.empty();
    }
    NodeId node = new NodeId(parts.get(1));
    Optional<ChoiceId> choice =
        Optional.ofNullable(walk.answers().get(node)).map(Walk.Given::choice);
    return switch (parts.getFirst() + parts.size()) {
      case "answers2" -> choice.map(ChoiceId::value);
      case "answers3" ->
          "label".equals(parts.get(2)) ? choice.flatMap(id -> label(node, id)) : Optional.empty();
      case "checks3" ->
          Optional.ofNullable(walk.checks().get(node))
              .flatMap(values -> Optional.ofNullable(values.get(parts.get(2))));
      default -> Optional.empty();
    };
  }

  private Optional<String> label(NodeId node, ChoiceId id) {
    if (tree.nodes().get(node) instanceof Node.Asking asking) {
      return asking.choices().stream()
          .filter(choice -> choice.id().equals(id))
          .map(Choice::label)
          .findFirst();
    }
    return Optional.empty();
  }
}
