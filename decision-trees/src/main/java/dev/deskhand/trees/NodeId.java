package dev.deskhand.trees;

import java.util.regex.Pattern;

/**
 * A node's name in its tree. In a part that was taken in from another tree, the names of the nodes
 * that took it in stand before it: {@code unlock.still-locked}.
 *
 * @param value 1 to 40 of a-z, 0-9 and '-', a letter first; or up to three of them with dots
 *     between
 */
public record NodeId(String value) {
  private static final String NAME = "[a-z][a-z0-9-]{0,39}";
  private static final Pattern WRITTEN = Pattern.compile(NAME);
  private static final Pattern FORM = Pattern.compile(NAME + "(\\." + NAME + "){0,2}");

  public NodeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "node '" + value + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
  }

  /** True for a name as files have it. */
  public static boolean isValid(String value) {
    return WRITTEN.matcher(value).matches();
  }

  /** The name in the file that the node stands in. */
  public String local() {
    return value.substring(scope().length());
  }

  /** What stands before that name; empty in the tree itself. */
  String scope() {
    return value.substring(0, value.lastIndexOf('.') + 1);
  }

  /** A node of the same part. */
  NodeId sibling(String local) {
    return new NodeId(scope() + local);
  }

  /** A node of the tree that this node takes in. */
  NodeId inner(NodeId node) {
    return new NodeId(value + "." + node);
  }

  @Override
  public String toString() {
    return value;
  }
}
