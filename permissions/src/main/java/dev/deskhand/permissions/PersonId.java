package dev.deskhand.permissions;

import java.util.regex.Pattern;

/**
 * A person or service principal of a tenant, by the id that its administrators gave; stable for
 * ever, and no e-mail address.
 */
public record PersonId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public PersonId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "person '" + value + "': expected 1 to 64 of a-z, 0-9, '.', '_' and '-'");
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
