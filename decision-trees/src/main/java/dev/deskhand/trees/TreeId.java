package dev.deskhand.trees;

import java.util.regex.Pattern;

/**
 * A tree's name among the catalogue's, such as {@code vpn-not-connecting}.
 *
 * @param value 1 to 60 of a-z, 0-9 and '-', a letter first
 */
public record TreeId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public TreeId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "tree '" + value + "': expected 1 to 60 of a-z, 0-9 and '-', a letter first");
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
