package dev.deskhand.bot.trigger;

import java.util.regex.Pattern;

/** A trigger's name, such as {@code unlock-locked-account}; also its file's. */
public record TriggerName(String value) implements Comparable<TriggerName> {
  /** The form of a name: lower-case letters, digits and hyphens, up to 60. */
  public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public TriggerName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "trigger '" + value + "': expected a name like unlock-locked-account");
    }
  }

  @Override
  public int compareTo(TriggerName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
