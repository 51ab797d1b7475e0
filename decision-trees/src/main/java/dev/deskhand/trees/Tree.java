package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation that diagnoses, as its author wrote it. Immutable.
 *
 * @param start where every walk begins
 * @param nodes by name, in the order of the file
 * @param audience names of the groups that it is offered to; none means everybody
 * @param queue of the desk that takes over where the tree names no other
 * @param source the file's text, of which {@code version} is the digest
 */
public record Tree(
    TreeId id,
    String title,
    NodeId start,
    Map<NodeId, Node> nodes,
    List<String> audience,
    Optional<String> queue,
    ContentVersion version,
    String source) {
  public Tree {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    audience = List.copyOf(audience);
  }

  public Optional<Node> find(NodeId node) {
    return Optional.ofNullable(nodes.get(node));
  }
}
