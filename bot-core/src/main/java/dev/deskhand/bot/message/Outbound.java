package dev.deskhand.bot.message;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.GivenFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that goes out, once. */
public sealed interface Outbound {

  /** What makes this delivery itself; sent along where the outside can keep it. */
  DeliveryKey key();

  /**
   * A message in a conversation.
   *
   * @param replaces the delivery whose message this one takes the place of, where the channel can
   * @param answerBy how the request that it answers may be answered besides; see {@link
   *     Envelope#answerBy}. Where it is answered in another place than it was made in, whoever made
   *     it is told so there
   * @param about the ticket that it tells of
   */
  record ChannelPost(
      DeliveryKey key,
      ConversationId conversation,
      Audience audience,
      Message message,
      Optional<DeliveryKey> replaces,
      Optional<Personal> answerBy,
      Optional<TicketRef> about)
      implements Outbound {

    /** One that tells of no ticket. */
    public ChannelPost(
        DeliveryKey key,
        ConversationId conversation,
        Audience audience,
        Message message,
        Optional<DeliveryKey> replaces,
        Optional<Personal> answerBy) {
      this(key, conversation, audience, message, replaces, answerBy, Optional.empty());
    }

    /** One that goes to its conversation, and by no other way. */
    public ChannelPost(
        DeliveryKey key,
        ConversationId conversation,
        Audience audience,
        Message message,
        Optional<DeliveryKey> replaces) {
      this(key, conversation, audience, message, replaces, Optional.empty());
    }
  }

  /**
   * Tells whoever made a request elsewhere that it goes on in this conversation: a courtesy, tried
   * once.
   *
   * @param answerBy see {@link Envelope#answerBy}
   */
  record Signpost(DeliveryKey key, ConversationId conversation, Personal answerBy)
      implements Outbound {}

  /** Who reads a post. */
  sealed interface Audience {
    /** Everybody in the conversation. */
    record Everyone() implements Audience {}

    /** One account only; a channel that can't do that posts a direct message. */
    record Only(Account account) implements Audience {}
  }

  /**
   * A new ticket of somebody.
   *
   * @param desk the desk's name
   * @param by the account with which they asked for it
   * @param text what it is about; its first line is the subject
   * @param where they asked for it, and hear of it
   * @param given files that go to it; see {@link #files}
   */
  record TicketOpening(
      DeliveryKey key,
      String desk,
      PersonId whose,
      Account by,
      Personal text,
      ConversationId where,
      Optional<List<GivenFile>> given)
      implements Outbound {
    private static final int LONGEST_SUBJECT = 200;

    public TicketOpening {
      given = given.map(List::copyOf);
    }

    /** One without files. */
    public TicketOpening(
        DeliveryKey key,
        String desk,
        PersonId whose,
        Account by,
        Personal text,
        ConversationId where) {
      this(key, desk, whose, by, text, where, Optional.empty());
    }

    /** The same with these files. */
    public TicketOpening with(List<GivenFile> files) {
      return new TicketOpening(
          key, desk, whose, by, text, where, Optional.of(files).filter(it -> !it.isEmpty()));
    }

    /** The files that go to it; nothing of them has been fetched. */
    public List<GivenFile> files() {
      return given.orElse(List.of());
    }

    /** What it is about in one line of at most 200 characters. */
    public String subject() {
      String line = text.value().strip().lines().findFirst().orElse("");
      int end = Math.min(line.length(), LONGEST_SUBJECT);
      return end > 0 && Character.isHighSurrogate(line.charAt(end - 1))
          ? line.substring(0, end - 1)
          : line.substring(0, end);
    }
  }

  /**
   * Words on a ticket.
   *
   * @param attached files that go with them; see {@link #files}
   */
  record TicketNote(
      DeliveryKey key,
      TicketRef ticket,
      Visibility visibility,
      String text,
      Optional<List<Attachment>> attached)
      implements Outbound {
    public TicketNote {
      attached = attached.map(List::copyOf);
    }

    /** One without files. */
    public TicketNote(DeliveryKey key, TicketRef ticket, Visibility visibility, String text) {
      this(key, ticket, visibility, text, Optional.empty());
    }

    /** The same with these files. */
    public TicketNote with(List<Attachment> files) {
      return new TicketNote(
          key, ticket, visibility, text, Optional.of(files).filter(it -> !it.isEmpty()));
    }

    /** The files that go with it. */
    public List<Attachment> files() {
      return attached.orElse(List.of());
    }
  }

  /** Who reads a note. */
  enum Visibility {
    /** The desk's own people. */
    INTERNAL,
    /** The requester too. */
    PUBLIC
  }

  /**
   * Files that somebody gave for a ticket: they are fetched, kept, and named on it.
   *
   * @param where they gave them, and hear what became of them
   * @param at when
   */
  record TicketFiles(
      DeliveryKey key,
      TicketRef ticket,
      PersonId whose,
      ConversationId where,
      Instant at,
      List<GivenFile> given)
      implements Outbound {
    public TicketFiles {
      given = List.copyOf(given);
    }
  }

  /** A new status of a ticket. */
  record TicketTransition(DeliveryKey key, TicketRef ticket, TicketStatus to) implements Outbound {}
}
