package dev.deskhand.content;

import java.util.regex.Pattern;

/**
 * What a reference to a secret looks like where it comes from outside the configuration: in
 * triggers and inputs. It is strict, so that a secret itself is not taken for one, and stored.
 */
public final class SecretForm {
  /** For messages. */
  public static final String EXPECTED = "env:NAME, file:PATH or vault:PATH#FIELD";

  private static final Pattern REFERENCE =
      Pattern.compile(
          "env:\\w{1,100}"
              + "|file:[^\\p{Cntrl}]{1,500}"
              + "|vault:[A-Za-z0-9_-][A-Za-z0-9._/-]{0,400}#[^\\p{Cntrl}#]{1,100}");

  private SecretForm() {}

  /**
   * True for a text that has the form of a reference; whether it leads to a secret is not asked.
   */
  public static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }
}
