package dev.deskhand.permissions;

import java.util.regex.Pattern;

/** A token's public half: 16 hexadecimal digits. */
public record TokenId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public TokenId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("token '" + value + "': expected 16 of 0-9 and a-f");
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
