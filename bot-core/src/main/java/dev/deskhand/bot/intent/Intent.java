package dev.deskhand.bot.intent;

/**
 * Something that people ask for: the runbook or tree that it starts.
 *
 * @param id such as {@code vpn-not-connecting}
 * @param title what a button says
 */
public record Intent(Kind kind, String id, String title) {
  /** What an intent starts. */
  public enum Kind {
    TREE,
    RUNBOOK
  }
}
