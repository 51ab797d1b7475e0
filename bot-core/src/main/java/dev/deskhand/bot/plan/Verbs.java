package dev.deskhand.bot.plan;

/** What a door may know of a command's first word before it stores it. */
public final class Verbs {
  private Verbs() {}

  /** Whether a command puts something where everybody reads along. */
  public static boolean isForEverybody(String command) {
    return first(command).equals("pin-offer");
  }

  /** Whether a command opens a ticket, of which its sender hears alone. */
  public static boolean opensTicket(String command) {
    return first(command).equals("open-ticket");
  }

  /** As the reader of commands finds it. */
  private static String first(String command) {
    String bare = command.strip();
    return new CommandLine(bare.startsWith("/") ? bare.substring(1) : bare).verb();
  }
}
