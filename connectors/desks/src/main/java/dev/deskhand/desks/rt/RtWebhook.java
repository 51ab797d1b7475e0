package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import dev.deskhand.desks.SignedBody;
import dev.deskhand.desks.TimeWindow;
import dev.deskhand.desks.Webhook;
import dev.deskhand.desks.rt.wire.RtChange;
import dev.deskhand.desks.rt.wire.RtWire;
import dev.deskhand.permissions.Account;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the project's scrip posts: {@code X-RT-Signature: sha256=} and the hexadecimal HMAC-SHA256
 * of {@code {X-RT-Timestamp}.{body}}. The delivery's id is the transaction's number inside the
 * signed body; the header that repeats it is not signed and not read.
 */
public final class RtWebhook implements Webhook {
  /** The user that RT itself acts as; what it does follows from what a person did. */
  private static final String RT_SYSTEM = "1";

  /** Interfaces of RT that ask for a login; mail ({@code Email}) is what isn't here. */
  private static final Set<String> WITH_LOGIN = Set.of("Web", "Mobile", "REST", "REST2");

  private final Belongings belongings;
  private final Account own;
  private final Signature signature;
  private final TimeWindow window;

  /**
   * @param own Deskhand's account at RT: what it did comes back as no event
   * @param secret RT's {@code DeskhandWebhookSecret}
   */
  public RtWebhook(Belongings belongings, Account own, Secret secret, InstantSource clock) {
    this.belongings = belongings;
    this.own = own;
    this.signature = new Signature(secret, mac -> "sha256=" + HexFormat.of().formatHex(mac));
    this.window = TimeWindow.fiveMinutes(clock);
  }

  @Override
  public String path() {
    return "/hooks/rt";
  }

  @Override
  public boolean isAuthentic(SignedBody request) {
    Optional<String> time = request.header("X-RT-Timestamp");
    Optional<String> sent = request.header("X-RT-Signature");
    if (time.isEmpty() || sent.isEmpty() || !time.get().matches("[0-9]{1,11}")) {
      return false;
    }
    return signature.matches(sent.get(), time.get() + ".", request.bytes())
        && window.includes(Instant.ofEpochSecond(Long.parseLong(time.get())));
  }

  @Override
  public Optional<Inbound.TicketEvent> read(SignedBody request) {
    RtChange change = RtWire.readChange(request.bytes());
    if (change.actor().equals(RT_SYSTEM) || change.actor().equals(own.user())) {
      return Optional.empty();
    }
    TicketRef ref = new TicketRef(RtDesk.NAME, change.ticket().id());
    Account actor = accountOf(change.actor());
    Envelope envelope =
        new Envelope(
            belongings.tenant(),
            actor,
            new ConversationId("ticket", ref.toString()),
            "rt/" + own.scope(),
            change.transaction());
    return Optional.of(
        new Inbound.TicketEvent(envelope, changeOf(change), ticketOf(ref, actor, change)));
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
        Optional.of(actor),
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
    };
  }

  private Account accountOf(String user) {
    return new Account(own.platform(), own.scope(), user);
  }
}
