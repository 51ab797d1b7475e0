package dev.deskhand.trees;

import java.util.regex.Pattern;

/**
 * A node's name in its tree.
 *
 * @param value 1 to 40 of a-z, 0-9 and '-', a letter first
 */
public record NodeId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public NodeId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "node '" + value + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
