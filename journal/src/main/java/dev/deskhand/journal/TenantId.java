package dev.deskhand.journal;

import java.util.regex.Pattern;

/**
 * One organisation. It is part of every key that is stored.
 *
 * @param value 1 to 40 of {@code a-z 0-9 -}
 */
public record TenantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");

  /** The tenant of an installation that serves one organisation. */
  public static final TenantId DEFAULT = new TenantId("default");

  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant '" + value + "': expected 1 to 40 of a-z, 0-9 and '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
