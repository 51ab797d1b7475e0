package dev.deskhand.actions.message;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;

/**
 * Takes messages and delivers them, however long that takes. What is put in twice under one key is
 * delivered once. Thread-safe.
 */
public interface Postbox {

  /**
   * For a person, where they talk with the bot directly.
   *
   * @return false if nobody of that id can be reached; nothing was taken then
   */
  boolean toPerson(DeliveryKey key, PersonId person, String text);

  /** For all who are in a conversation. */
  void toConversation(DeliveryKey key, ConversationId where, String text);
}
