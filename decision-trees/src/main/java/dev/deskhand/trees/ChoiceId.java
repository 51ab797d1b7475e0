package dev.deskhand.trees;

import java.util.regex.Pattern;

/**
 * A choice's name in its question.
 *
 * @param value 1 to 40 of a-z, 0-9 and '-', a letter first
 */
public record ChoiceId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public ChoiceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "choice '" + value + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
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
