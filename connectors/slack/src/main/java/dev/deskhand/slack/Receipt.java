package dev.deskhand.slack;

import dev.deskhand.bot.message.DeliveryFailedException;

/** What the journal keeps of a post: its channel and timestamp, by which it can be replaced. */
sealed interface Receipt {
  String EPHEMERAL = "ephemeral:";

  /** A message that stays: {@code CHANNEL:TS}. */
  record Posted(String channel, String timestamp) implements Receipt {
    @Override
    public String toString() {
      return channel + ":" + timestamp;
    }
  }

  /**
   * Was shown to one person, and can be neither changed nor found: {@code ephemeral:CHANNEL:TS}.
   */
  record Shown(String channel, String timestamp) implements Receipt {
    @Override
    public String toString() {
      return EPHEMERAL + channel + ":" + timestamp;
    }
  }

  static Receipt parse(String text) {
    boolean shown = text.startsWith(EPHEMERAL);
    String[] parts = (shown ? text.substring(EPHEMERAL.length()) : text).split(":", -1);
    if (parts.length != 2) {
      throw DeliveryFailedException.giveUp("receipt '" + text + "': expected CHANNEL:TS");
    }
    return shown ? new Shown(parts[0], parts[1]) : new Posted(parts[0], parts[1]);
  }
}
