package dev.deskhand.app;

import dev.deskhand.actions.message.MessageSend;
import dev.deskhand.actions.message.Postbox;
import dev.deskhand.actions.ticket.TicketAssign;
import dev.deskhand.actions.ticket.TicketNote;
import dev.deskhand.actions.ticket.TicketSetField;
import dev.deskhand.actions.ticket.TicketTransition;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Optional;

/** The desks and channels that steps reach; they are there once the doors are open. */
final class Contacts implements Postbox {
  private final TenantId tenant = TenantId.DEFAULT;
  private volatile Optional<Open> open = Optional.empty();

  /** What is behind open doors. */
  private record Open(Front front, Venues venues, Posts posts) {}

  /** The actions that need them. */
  List<StepAction> actions() {
    return List.of(
        new TicketNote(this::desk),
        new TicketTransition(this::desk),
        new TicketAssign(this::desk),
        new TicketSetField(this::desk),
        new MessageSend(this));
  }

  void openWith(Front front, Venues venues, Posts posts) {
    open = Optional.of(new Open(front, venues, posts));
  }

  private Optional<TicketDesk> desk(String name) {
    return now().front().doors().desks().stream()
        .filter(desk -> desk.name().equals(name))
        .findFirst();
  }

  @Override
  public boolean toPerson(DeliveryKey key, PersonId person, String text) {
    Optional<ConversationId> where = now().venues().direct(tenant, person);
    where.ifPresent(it -> toConversation(key, it, text));
    return where.isPresent();
  }

  @Override
  public void toConversation(DeliveryKey key, ConversationId where, String text) {
    Append.Builder append = Append.in(tenant);
    now().posts().say(append, key.value(), where, Message.text(text));
    now().front().stores().journal().append(append.build());
  }

  private Open now() {
    return open.orElseThrow(
        () -> new ActionException("Deskhand is still starting: nobody can be reached yet"));
  }
}
