package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Phrasebook;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation that diagnoses, as its author wrote it. Immutable.
 *
 * @param start where every walk begins
 * @param nodes by name, in the order of the file, with the texts of its first language
 * @param translations the same nodes with the texts of its other languages, by language
 * @param causes what may be wrong, in the order of the file
 * @param source the text of its file, and of those whose trees it takes in, of which {@code
 *     version} is the digest
 */
public record Tree(
    TreeId id,
    Heading heading,
    NodeId start,
    Map<NodeId, Node> nodes,
    Map<String, Map<NodeId, Node>> translations,
    List<Cause> causes,
    ContentVersion version,
    String source) {
  /**
   * What stands above the nodes.
   *
   * @param audience names of the groups that it is offered to; none means everybody
   * @param keywords by which it is found besides its title
   * @param queue of the desk that takes over where the tree names no other
   */
  public record Heading(
      String title, List<String> audience, List<String> keywords, Optional<String> queue) {
    public Heading {
      audience = List.copyOf(audience);
      keywords = List.copyOf(keywords);
    }
  }

  public Tree {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    Map<String, Map<NodeId, Node>> others = new HashMap<>();
    translations.forEach((language, it) -> others.put(language, Map.copyOf(it)));
    translations = Map.copyOf(others);
    causes = List.copyOf(causes);
  }

  public String title() {
    return heading.title();
  }

  public List<String> audience() {
    return heading.audience();
  }

  public Optional<String> queue() {
    return heading.queue();
  }

  public Optional<Node> find(NodeId node) {
    return Optional.ofNullable(nodes.get(node));
  }

  /** A node with the texts of a language such as {@code de} or {@code de-CH}, or of the first. */
  public Optional<Node> find(NodeId node, String language) {
    Map<NodeId, Node> nearest = translations.getOrDefault(Phrasebook.base(language), nodes);
    return Optional.ofNullable(translations.getOrDefault(language, nearest).get(node))
        .map(it -> it instanceof Node.Instruction instruction ? instruction.in(language) : it);
  }

  /** The other trees that it takes in. */
  public List<TreeId> parts() {
    return nodes.values().stream()
        .filter(Node.Part.class::isInstance)
        .map(node -> ((Node.Part) node).tree())
        .distinct()
        .toList();
  }
}
