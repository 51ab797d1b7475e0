package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.rt.wire.RtChange;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a transaction of RT means, however Deskhand heard of it. */
final class RtEvents {
  /**
   * The user that RT itself acts as. What it does follows from what a person did: a reply opens a
   * ticket again.
   */
  private static final String RT_SYSTEM = "1";

  /** Interfaces of RT that ask for a login; mail ({@code Email}) is what isn't here. */
  private static final Set<String> WITH_LOGIN = Set.of("Web", "Mobile", "REST", "REST2");

  private final Belongings belongings;
  private final Account own;

  RtEvents(Belongings belongings, Account own) {
    this.belongings = belongings;
    this.own = own;
  }

  /** The event; empty for Deskhand's own doings, and for most that RT does by itself. */
  Optional<Inbound.TicketEvent> of(RtChange change) {
    boolean isUnheard = isByItself(change) && change.kind() != RtChange.Kind.STATUS;
    if (isUnheard || change.actor().equals(own.user())) {
      return Optional.empty();
    }
    TicketRef ref = new TicketRef(RtDesk.NAME, change.ticket().id());
    Account actor = accountOf(change.actor());
    Envelope envelope =
        new Envelope(
            belongings.tenant(),
            actor,
            ConversationId.ofTicket(ref),
            "rt/" + own.scope(),
            change.transaction());
    return Optional.of(
        new Inbound.TicketEvent(
            envelope,
            changeOf(change),
            ticketOf(ref, actor, change),
            Optional.of(detailsOf(change)).filter(it -> !it.equals(Inbound.Details.NONE))));
  }

  private static boolean isByItself(RtChange change) {
    return change.actor().equals(RT_SYSTEM);
  }

  private Ticket ticketOf(TicketRef ref, Account actor, RtChange change) {
    Optional<String> requester = requesterOf(change.ticket());
    Account owner = requester.map(this::accountOf).orElse(actor);
    return new Ticket(
        ref,
        belongings.of(owner, change.ticket().subject()),
        belongings.of(actor, change.content()),
        RtStatus.read(change.ticket()),
        requester.map(this::accountOf),
        Optional.of(actor).filter(_ -> !isByItself(change)),
        verificationOf(change, requester));
  }

  /** Who asks: the only requestor, or among several the one who opened the ticket. */
  private static Optional<String> requesterOf(RtChange.OfTicket ticket) {
    List<String> requestors = ticket.requestors();
    if (requestors.size() == 1) {
      return Optional.of(requestors.getFirst());
    }
    boolean isOpener = requestors.isEmpty() || requestors.contains(ticket.creator());
    return isOpener ? Optional.of(ticket.creator()) : Optional.empty();
  }

  /** Verified: the requester opened the ticket logged in, and this did not come by mail either. */
  private static Verification verificationOf(RtChange change, Optional<String> requester) {
    boolean isProven =
        requester.equals(Optional.of(change.ticket().creator()))
            && WITH_LOGIN.contains(change.ticket().bornBy())
            && WITH_LOGIN.contains(change.cameBy());
    return isProven ? Verification.VERIFIED : Verification.UNVERIFIED;
  }

  private static Inbound.TicketChange changeOf(RtChange change) {
    return switch (change.kind()) {
      case CREATE -> Inbound.TicketChange.CREATED;
      case COMMENT, CORRESPOND -> Inbound.TicketChange.COMMENTED;
      case STATUS -> Inbound.TicketChange.STATUS_CHANGED;
      case OWNER -> Inbound.TicketChange.ASSIGNED;
      case FIELD -> Inbound.TicketChange.FIELD_CHANGED;
      case MERGED -> Inbound.TicketChange.MERGED;
      case APPROVED -> Inbound.TicketChange.APPROVED;
    };
  }

  private Inbound.Details detailsOf(RtChange change) {
    Map<String, String> fields = new TreeMap<>(change.ticket().fields().own());
    String owner = fields.getOrDefault("owner", "");
    if (!owner.isEmpty()) {
      fields.put("owner", ownerOf(owner));
    }
    if (change.kind() == RtChange.Kind.CORRESPOND) {
      fields.put(Inbound.Details.VISIBILITY, Inbound.Details.PUBLIC);
    }
    Account whose =
        requesterOf(change.ticket()).map(this::accountOf).orElse(accountOf(change.actor()));
    Map<String, Personal> custom = new TreeMap<>();
    change.ticket().fields().custom().forEach((name, it) -> custom.put(name, mine(whose, it)));
    return new Inbound.Details(
        fields,
        change.field().filter(_ -> change.kind() == RtChange.Kind.FIELD).map(RtChange.Field::name),
        custom.isEmpty() ? Optional.empty() : Optional.of(custom),
        change.field().map(it -> newValue(change.kind(), whose, it)));
  }

  private Inbound.NewValue newValue(RtChange.Kind kind, Account whose, RtChange.Field field) {
    boolean isOwner = kind == RtChange.Kind.OWNER;
    String value = isOwner ? ownerOf(field.value()) : field.value();
    String before = isOwner ? ownerOf(field.before()) : field.before();
    return new Inbound.NewValue(
        mine(whose, value), Optional.of(mine(whose, before)), Optional.empty());
  }

  /** An owner who is Deskhand itself is told as nobody: no person has the ticket. */
  private String ownerOf(String user) {
    return user.isEmpty() || user.equals(own.user()) ? "" : accountOf(user).toString();
  }

  private Personal mine(Account whose, String text) {
    return belongings.of(whose, text);
  }

  private Account accountOf(String user) {
    return new Account(own.platform(), own.scope(), user);
  }
}
