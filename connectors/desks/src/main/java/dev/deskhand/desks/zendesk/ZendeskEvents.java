package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.zendesk.wire.ZendeskEvent;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a ticket event of Zendesk means, however Deskhand heard of it. */
final class ZendeskEvents {
  private final Belongings belongings;
  private final ZendeskSettings settings;
  private final Account own;
  private final Set<String> channelsWithLogin;

  ZendeskEvents(Belongings belongings, ZendeskSettings settings, Set<String> channelsWithLogin) {
    this.belongings = belongings;
    this.settings = settings;
    this.own = settings.own();
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

  /** An owner who is Deskhand itself is told as nobody: no person has the ticket. */
  private Optional<Inbound.Details> detailsOf(ZendeskEvent event) {
    Map<String, String> fields = new TreeMap<>();
    String owner = event.ticket().assignee();
    if (!owner.isEmpty()) {
      fields.put("owner", owner.equals(own.user()) ? "" : accountOf(owner).toString());
    }
    if (event.kind() == ZendeskEvent.Kind.COMMENT_ADDED) {
      fields.put(Inbound.Details.VISIBILITY, Inbound.Details.PUBLIC);
    }
    Account whose = accountOf(event.ticket().requester());
    return Optional.of(
            new Inbound.Details(
                fields,
                event
                    .changed()
                    .filter(_ -> event.kind() == ZendeskEvent.Kind.FIELD_CHANGED)
                    .map(it -> nameOf(it.field())),
                custom(event, whose),
                event.changed().map(it -> newValue(it, whose))))
        .filter(it -> !it.equals(Inbound.Details.NONE));
  }

  private Inbound.NewValue newValue(ZendeskEvent.Changed changed, Account whose) {
    return new Inbound.NewValue(
        belongings.of(whose, changed.value()),
        Optional.of(belongings.of(whose, changed.before())),
        Optional.of(changed.at()));
  }

  /** Those that have a name in the configuration, and the one that changed. */
  private Optional<Map<String, Personal>> custom(ZendeskEvent event, Account whose) {
    Map<String, Personal> custom = new TreeMap<>();
    settings
        .customFields()
        .forEach(
            (number, name) ->
                Optional.ofNullable(event.ticket().custom().get(number))
                    .ifPresent(value -> custom.put(name, belongings.of(whose, value))));
    event
        .changed()
        .filter(it -> event.kind() == ZendeskEvent.Kind.FIELD_CHANGED && !it.value().isEmpty())
        .ifPresent(it -> custom.put(nameOf(it.field()), belongings.of(whose, it.value())));
    return custom.isEmpty() ? Optional.empty() : Optional.of(custom);
  }

  private String nameOf(String number) {
    return settings.customFields().getOrDefault(number, number);
  }

  private static Inbound.TicketChange changeOf(ZendeskEvent event) {
    return switch (event.kind()) {
      case CREATED -> Inbound.TicketChange.CREATED;
      case COMMENT_ADDED, NOTE_ADDED -> Inbound.TicketChange.COMMENTED;
      case STATUS_CHANGED -> Inbound.TicketChange.STATUS_CHANGED;
      case ASSIGNED -> Inbound.TicketChange.ASSIGNED;
      case FIELD_CHANGED -> Inbound.TicketChange.FIELD_CHANGED;
      case MERGED -> Inbound.TicketChange.MERGED;
    };
  }

  private Account accountOf(String user) {
    return new Account(own.platform(), own.scope(), user);
  }
}
