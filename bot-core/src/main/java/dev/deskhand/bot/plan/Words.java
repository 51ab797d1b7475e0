package dev.deskhand.bot.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/** Short sentences that mean the same in every tree. */
final class Words {
  private static final Pattern PERSON =
      Pattern.compile(
          "\\b(human|real person|a person|somebody|someone|an agent|support agent|colleague)\\b");

  private Words() {}

  /** True if somebody asks for a person instead of an answer. */
  static boolean callsPerson(String text) {
    return text.length() < 200 && PERSON.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}
