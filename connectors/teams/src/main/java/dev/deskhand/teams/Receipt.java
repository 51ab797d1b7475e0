package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;

/** What the journal keeps of a post, by which it can be replaced: {@code CONVERSATION ACTIVITY}. */
record Receipt(String conversation, String activity) {

  static Receipt parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw DeliveryFailedException.giveUp(
          "receipt '" + text + "': expected CONVERSATION ACTIVITY");
    }
    return new Receipt(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return conversation + " " + activity;
  }
}
