package dev.deskhand.runbooks.calendar;

import java.util.regex.Pattern;

/** A calendar's, window's or blackout's name, such as {@code saturday-night}. */
public record CalendarName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public CalendarName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "calendar '" + value + "': expected a name like saturday-night");
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
