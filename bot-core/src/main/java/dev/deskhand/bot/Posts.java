package dev.deskhand.bot;

import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Sha256;
import java.util.List;
import java.util.Optional;

/** Puts what the bot says into appends. Equal keys are one delivery. Thread-safe. */
public final class Posts {
  private static final int LONGEST_KEY = 200;

  private final OutboundJson json;

  public Posts(PersonalVault vault) {
    this.json = new OutboundJson(vault);
  }

  /** A message in a conversation. */
  public void say(Append.Builder into, String key, ConversationId where, Message message) {
    send(
        into,
        new Outbound.ChannelPost(
            key(key), where, new Audience.Everyone(), message, Optional.empty()));
  }

  /** A message that tells of a ticket: what is answered below it is for that ticket. */
  void tell(
      Append.Builder into, String key, ConversationId where, TicketRef ticket, Message message) {
    send(
        into,
        new Outbound.ChannelPost(
            key(key),
            where,
            new Audience.Everyone(),
            message,
            Optional.empty(),
            Optional.empty(),
            Optional.of(ticket)));
  }

  /** The answer to a request, in its conversation. */
  void answer(Enactor.Case at, Message message) {
    answer(at, new Audience.Everyone(), message, Optional.empty());
  }

  /** The same, where it tells of a ticket: what is answered below it is for that ticket. */
  void answer(Enactor.Case at, TicketRef ticket, Message message) {
    answer(at, new Audience.Everyone(), message, Optional.of(ticket));
  }

  /** The answer to a request of which nothing is known but who sent it. */
  void answer(Append.Builder into, InboxRow row, Inbound inbound, Message message) {
    send(
        into,
        new Outbound.ChannelPost(
            key(Enactor.Case.key(row)),
            inbound.envelope().conversation(),
            new Audience.Everyone(),
            message,
            Optional.empty(),
            inbound.envelope().answerBy()));
  }

  /** An answer that whoever asked reads alone. */
  void whisper(Enactor.Case at, Message message) {
    answer(at, new Audience.Only(at.inbound().envelope().sender()), message, Optional.empty());
  }

  private void answer(
      Enactor.Case at, Audience audience, Message message, Optional<TicketRef> about) {
    send(
        at.append(),
        new Outbound.ChannelPost(
            key(at.key()),
            at.where(),
            audience,
            message,
            Optional.empty(),
            at.inbound().envelope().answerBy(),
            about));
  }

  /**
   * Where nothing answers a request itself, since what it began speaks later: whoever made it
   * elsewhere is told there where it goes on.
   */
  void point(Enactor.Case at) {
    at.inbound()
        .envelope()
        .answerBy()
        .filter(_ -> !at.append().isSending(key(at.key())))
        .ifPresent(
            way ->
                send(
                    at.append(), new Outbound.Signpost(key(at.key() + "-where"), at.where(), way)));
  }

  /** A message that takes the place of an earlier one. */
  public void replace(
      Append.Builder into, String earlier, String key, ConversationId where, Message message) {
    send(
        into,
        new Outbound.ChannelPost(
            key(key), where, new Audience.Everyone(), message, Optional.of(key(earlier))));
  }

  /** What is left of a question, in its place; this request answers it where it stands. */
  void close(Enactor.Case at, String asked, Message rest) {
    send(
        at.append(),
        new Outbound.ChannelPost(
            key(asked + "-over"),
            at.where(),
            new Audience.Everyone(),
            rest,
            Optional.of(key(asked)),
            at.inbound().envelope().answerBy()));
  }

  /**
   * The same where another message's button was pressed: what answers that press would take the
   * place of that message.
   */
  void closeApart(Enactor.Case at, String asked, Message rest) {
    replace(at.append(), asked, asked + "-over", at.where(), rest);
  }

  /** A new ticket of whoever asks for it, who hears of it where they asked. */
  void open(Enactor.Case at, String desk, Plan.OpenTicket plan) {
    send(
        at.append(),
        new Outbound.TicketOpening(
                key(at.key() + "-ticket"),
                desk,
                at.principal().id(),
                at.inbound().envelope().sender(),
                plan.about(),
                at.where())
            .with(plan.files()));
  }

  /** Files for a ticket. */
  void give(Append.Builder into, Outbound.TicketFiles files) {
    send(into, files);
  }

  /** The key of a delivery that follows from another. */
  static DeliveryKey following(DeliveryKey earlier, String what) {
    return key(earlier + what);
  }

  /** Words on a ticket. */
  public void note(
      Append.Builder into,
      String key,
      TicketRef ticket,
      Outbound.Visibility visibility,
      String text) {
    send(into, new Outbound.TicketNote(key(key), ticket, visibility, text));
  }

  /** Words and files for the desk's own people. */
  public void note(
      Append.Builder into, String key, TicketRef ticket, String text, List<Attachment> files) {
    send(
        into,
        new Outbound.TicketNote(key(key), ticket, Outbound.Visibility.INTERNAL, text).with(files));
  }

  /** A new status of a ticket. */
  public void move(Append.Builder into, String key, TicketRef ticket, TicketStatus to) {
    send(into, new Outbound.TicketTransition(key(key), ticket, to));
  }

  private void send(Append.Builder into, Outbound outbound) {
    into.send(json.write(into.tenant(), outbound));
  }

  private static DeliveryKey key(String text) {
    return new DeliveryKey(text.length() <= LONGEST_KEY ? text : Sha256.hex(text));
  }
}
