package dev.deskhand.bot.offer;

import java.util.regex.Pattern;

/** An offer's name, such as {@code unlock-my-account}; also its file's. */
public record OfferName(String value) implements Comparable<OfferName> {
  /** The form of a name: lower-case letters, digits and hyphens, up to 60. */
  public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public OfferName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an offer's name is like unlock-my-account");
    }
  }

  @Override
  public int compareTo(OfferName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
