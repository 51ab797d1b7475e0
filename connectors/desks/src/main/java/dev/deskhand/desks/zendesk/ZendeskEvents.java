package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.zendesk.wire.ZendeskEvent;
import dev.deskhand.permissions.Account;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a ticket event of Zendesk means, however Deskhand heard of it. */
final class ZendeskEvents {
  private final Belongings belongings;
  private final Account own;
  private final Set<String> channelsWithLogin;

  ZendeskEvents(Belongings belongings, Account own, Set<String> channelsWithLogin) {
    this.belongings = belongings;
    this.own = own;
    this.channelsWithLogin = Set.copyOf(channelsWithLogin);
  }

  /** The event; empty for Deskhand's own doings. */
  Optional<Inbound.TicketEvent> of(ZendeskEvent event) {
    return event.actor().equals(own.user()) ? Optional.empty() : Optional.of(inbound(event));
  }

  private Inbound.TicketEvent inbound(ZendeskEvent event) {
    TicketRef ref = new TicketRef(ZendeskDesk.NAME, event.ticket().id());
    Account actor = accountOf(event.actor());
    Account requester = accountOf(event.ticket().requester());
    Envelope envelope =
        new Envelope(
            belongings.tenant(),
            actor,
            ConversationId.ofTicket(ref),
            "zendesk/" + own.scope(),
            event.id());
    Ticket ticket =
        new Ticket(
            ref,
            belongings.of(requester, event.ticket().subject()),
            belongings.of(actor, event.content()),
            ZendeskStatus.read(event.ticket().status()),
            Optional.of(requester),
            Optional.of(actor),
            verificationOf(event));
    return new Inbound.TicketEvent(envelope, changeOf(event), ticket, detailsOf(event));
  }

  /**
   * Only a creation tells by which channel it came; a later comment may be mail on a ticket that a
   * login opened.
   */
  private Verification verificationOf(ZendeskEvent event) {
    boolean isProven =
        event.kind() == ZendeskEvent.Kind.CREATED
            && event.actor().equals(event.ticket().requester())
            && channelsWithLogin.contains(event.ticket().channel());
    return isProven ? Verification.VERIFIED : Verification.UNVERIFIED;
  }

  private static Optional<Inbound.Details> detailsOf(ZendeskEvent event) {
    return event.kind() == ZendeskEvent.Kind.COMMENT_ADDED
        ? Optional.of(
            new Inbound.Details(
                Map.of(Inbound.Details.VISIBILITY, Inbound.Details.PUBLIC), Optional.empty()))
        : Optional.empty();
  }

  private static Inbound.TicketChange changeOf(ZendeskEvent event) {
    return switch (event.kind()) {
      case CREATED -> Inbound.TicketChange.CREATED;
      case COMMENT_ADDED, NOTE_ADDED -> Inbound.TicketChange.COMMENTED;
      case STATUS_CHANGED -> Inbound.TicketChange.STATUS_CHANGED;
    };
  }

  private Account accountOf(String user) {
    return new Account(own.platform(), own.scope(), user);
  }
}
