package dev.deskhand.content;

import java.util.regex.Pattern;

/**
 * A text that may be looked at only so often. A pattern such as {@code (a+)+b} takes time without
 * end on a text that almost fits; here it runs out of looks instead.
 */
final class BoundedText implements CharSequence {
  private static final int LOOKS = 1_000_000;

  private final String text;
  private int looks;

  private BoundedText(String text) {
    this.text = text;
  }

  /** True if the whole text fits; a text on which the pattern gives up doesn't. */
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text)).matches();
    } catch (Exhausted _) {
      return false;
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks > LOOKS) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
