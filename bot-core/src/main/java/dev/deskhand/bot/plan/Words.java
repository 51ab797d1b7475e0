package dev.deskhand.bot.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/** Short sentences that mean the same in every tree. */
final class Words {
  private static final Pattern PERSON =
      Pattern.compile(
          "\\b(human|real person|a person|somebody|someone|an agent|support agent|colleague)\\b");

  private static final Pattern DROP =
      Pattern.compile("(cancel|stop|never ?mind|forget it|leave it)[.!]?");

  private Words() {}

  /** True if somebody asks what can be done here. */
  static boolean asksForHelp(String text) {
    return text.strip().equalsIgnoreCase("help");
  }

  /** True if somebody does not want any more what they are being asked about. */
  static boolean dropsIt(String text) {
    return text.length() < 40 && DROP.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** True if somebody asks for a person instead of an answer. */
  static boolean callsPerson(String text) {
    return text.length() < 200 && PERSON.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}
