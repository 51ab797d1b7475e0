package dev.deskhand.bot.message;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/** Something that goes out, once. */
public sealed interface Outbound {

  /** What makes this delivery itself; sent along where the outside can keep it. */
  DeliveryKey key();

  /**
   * A message in a conversation.
   *
   * @param replaces the delivery whose message this one takes the place of, where the channel can
   */
  record ChannelPost(
      DeliveryKey key,
      ConversationId conversation,
      Audience audience,
      Message message,
      Optional<DeliveryKey> replaces)
      implements Outbound {}

  /** Who reads a post. */
  sealed interface Audience {
    /** Everybody in the conversation. */
    record Everyone() implements Audience {}

    /** One account only; a channel that can't do that posts a direct message. */
    record Only(Account account) implements Audience {}
  }

  /** Words on a ticket. */
  record TicketNote(DeliveryKey key, TicketRef ticket, Visibility visibility, String text)
      implements Outbound {}

  /** Who reads a note. */
  enum Visibility {
    /** The desk's own people. */
    INTERNAL,
    /** The requester too. */
    PUBLIC
  }

  /** A new status of a ticket. */
  record TicketTransition(DeliveryKey key, TicketRef ticket, TicketStatus to) implements Outbound {}
}
