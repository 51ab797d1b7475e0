package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;
import java.util.List;
import java.util.Optional;

/** Where people open tickets, and pass on what they have to say about them. Thread-safe. */
public final class TicketCounter {
  private final Posts posts;
  private final CaseStore cases;
  private final Venues venues;
  private final Optional<String> desk;

  /**
   * A counter.
   *
   * @param desk the name of the desk that takes tickets, if one does
   */
  public TicketCounter(Posts posts, CaseStore cases, Venues venues, Optional<String> desk) {
    this.posts = posts;
    this.cases = cases;
    this.venues = venues;
    this.desk = desk;
  }

  String open(Enactor.Case at, Plan.OpenTicket plan) {
    if (plan.about().value().isBlank() && plan.files().isEmpty()) {
      posts.answer(at, TicketReplies.nothingSaid());
      return "nothing was said of the ticket";
    }
    if (desk.isEmpty()) {
      posts.answer(at, TicketReplies.noDesk());
      return "no desk takes tickets";
    }
    posts.answer(at, TicketReplies.opening());
    posts.open(at, desk.get(), plan);
    return "opened a ticket";
  }

  /**
   * Somebody of the desk works on a ticket here: the ticket tells its people so, and what is
   * written publicly on it is said to them alone: here, or directly where others read along, which
   * whoever wrote on the ticket could not know. Whoever asked for help keeps the conversation that
   * they have.
   */
  void taken(Enactor.Case at, TicketRef ticket, List<ConversationEvent> events) {
    PersonId by = at.principal().id();
    CaseStore.Stored stored = cases.load(at.append().tenant(), ticket);
    Optional<ConversationId> alone = venues.nearest(at.append().tenant(), by, at.where());
    if (alone.isEmpty()) {
      posts.say(at.append(), at.key() + "-ticket", at.where(), TicketReplies.nobodyAlone(ticket));
      return;
    }
    boolean isAlone = alone.get().equals(at.where());
    CaseEvent.Taken taken = new CaseEvent.Taken(alone.get(), by);
    if (stored.known().taken().equals(Optional.of(taken))) {
      return;
    }
    cases.write(at.append(), stored, List.of(taken));
    events.add(new ConversationEvent.TicketLinked(by, ticket));
    posts.note(
        at.append(),
        at.key() + "-taken",
        ticket,
        Visibility.INTERNAL,
        TicketReplies.takenBy(at.principal().name(), at.where()));
    posts.say(
        at.append(),
        at.key() + "-ticket",
        at.where(),
        isAlone ? TicketReplies.taken(ticket) : TicketReplies.takenAmongOthers(ticket));
  }

  private void give(Enactor.Case at, Plan.Relay plan) {
    if (!plan.files().isEmpty()) {
      posts.give(
          at.append(),
          new Outbound.TicketFiles(
              new DeliveryKey(at.key() + "-files"),
              plan.ticket(),
              at.principal().id(),
              at.where(),
              at.row().acceptedAt(),
              plan.files()));
    }
  }

  /** Nothing is passed on before it is known to whom. */
  String which(Enactor.Case at, Plan.WhichTicket plan, List<ConversationEvent> events) {
    events.add(
        new ConversationEvent.TicketAsked(
            at.principal().id(), plan.tickets(), plan.text(), plan.files(), at.key()));
    posts.answer(at, TicketReplies.which(plan.tickets()));
    return "asked which of " + plan.tickets().size() + " tickets";
  }

  String relay(Enactor.Case at, Plan.Relay plan) {
    give(at, plan);
    if (plan.text().value().isBlank()) {
      return "passed files on to " + plan.ticket();
    }
    posts.note(
        at.append(),
        at.key() + "-note",
        plan.ticket(),
        Visibility.PUBLIC,
        TicketReplies.note(at.principal().name(), plan.text().value()));
    posts.answer(at, plan.ticket(), TicketReplies.passedOn(plan.ticket()));
    cases
        .load(at.append().tenant(), plan.ticket())
        .known()
        .taken()
        .filter(taken -> !taken.where().equals(at.where()))
        .ifPresent(
            taken ->
                posts.say(
                    at.append(),
                    at.key() + "-told",
                    taken.where(),
                    TicketReplies.asked(plan.ticket(), plan.text().value())));
    return "passed on to " + plan.ticket();
  }
}
