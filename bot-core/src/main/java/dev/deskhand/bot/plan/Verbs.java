package dev.deskhand.bot.plan;

import java.util.regex.Pattern;

/** What a door may know of a command's first word before it stores it. */
public final class Verbs {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Verbs() {}

  /** Whether a command puts something where everybody reads along. */
  public static boolean isForEverybody(String command) {
    return first(command).equals("pin-offer");
  }

  /** Whether a command opens a ticket, of which its sender hears alone. */
  public static boolean opensTicket(String command) {
    return first(command).equals("open-ticket");
  }

  private static String first(String command) {
    String words = command.strip();
    String bare = words.startsWith("/") ? words.substring(1) : words;
    return SPACE.split(bare, 2)[0];
  }
}
