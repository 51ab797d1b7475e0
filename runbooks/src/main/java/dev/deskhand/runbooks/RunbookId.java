package dev.deskhand.runbooks;

import java.util.regex.Pattern;

/** A runbook's name, such as {@code unlock-account}; also its file's. */
public record RunbookId(String value) {
  /** The form of a name: lower-case letters, digits and hyphens, up to 60. */
  public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public RunbookId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "runbook '" + value + "': expected a name like unlock-account");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
