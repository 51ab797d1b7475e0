package dev.deskhand.web;

import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.DeliveryKey;

/** Something that happened in a conversation of the chat page. */
public sealed interface ChatEvent {

  /** What makes the event itself within its conversation: the same one is stored once. */
  String identity();

  /**
   * The person said something.
   *
   * @param delivery the id that the page gave it
   * @param text as it was typed
   */
  record Said(String delivery, String text) implements ChatEvent {
    @Override
    public String identity() {
      return "said " + delivery;
    }
  }

  /** The bot said something. */
  record Posted(DeliveryKey key, Message message) implements ChatEvent {
    @Override
    public String identity() {
      return "sent " + key;
    }
  }

  /**
   * The bot said something in place of an earlier post.
   *
   * @param replaces the sequence number of the {@link Posted} whose place it takes
   */
  record Updated(DeliveryKey key, long replaces, Message message) implements ChatEvent {
    @Override
    public String identity() {
      return "sent " + key;
    }
  }
}
