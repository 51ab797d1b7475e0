package dev.deskhand.trees;

import java.util.regex.Pattern;

/**
 * One person's way through a tree.
 *
 * @param value 1 to 80 of a-z, A-Z, 0-9, '.', '_' and '-'
 */
public record WalkId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][\\w.-]{0,79}");

  public WalkId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "walk '" + value + "': expected 1 to 80 of a-z, A-Z, 0-9, '.', '_' and '-'");
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
