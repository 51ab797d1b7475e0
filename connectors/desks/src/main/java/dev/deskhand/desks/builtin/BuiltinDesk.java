package dev.deskhand.desks.builtin;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.Linked;
import dev.deskhand.desks.builtin.history.TicketFact;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.desks.builtin.history.TicketView;
import dev.deskhand.desks.builtin.json.TicketFactJson;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.permissions.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The help desk of teams that have no other. What people do on it is told to the bot by the process
 * that stores it; {@link #announceAgain} makes up for a crash between the two.
 */
public final class BuiltinDesk implements TicketDesk {
  public static final String NAME = "builtin";

  /** Who Deskhand is on its own desk. */
  public static final Account OWN = new Account(NAME, "local", "deskhand");

  static final int MOST_LISTED = 200;

  /** The platform of accounts that sign in here. */
  private static final String PAGE = "web";

  /** Far shorter than the inbox remembers delivery ids, so that nothing is told twice. */
  private static final Duration ANNOUNCED_AGAIN = Duration.ofDays(1);

  private final Belongings belongings;
  private final FileStock stock;
  private final TicketStreams tickets;
  private final Reception reception;
  private final InstantSource clock;

  public BuiltinDesk(
      Belongings belongings,
      FileStock stock,
      Journal journal,
      PersonalVault vault,
      Reception reception,
      InstantSource clock) {
    this.belongings = belongings;
    this.stock = stock;
    this.tickets =
        new TicketStreams(
            belongings.tenant(), journal, new TicketFactJson(belongings.tenant(), vault));
    this.reception = reception;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOurs(Account account) {
    return OWN.equals(account);
  }

  @Override
  public String url(TicketRef ticket) {
    return "/tickets/" + ticket.id();
  }

  /** Opens a ticket for somebody who is logged in, and tells the bot of it. */
  public TicketRef create(Account requester, String subject, String description) {
    return opened(
        new TicketOpened(
            requester,
            belongings.of(requester, subject),
            belongings.of(requester, description),
            Optional.empty()));
  }

  private TicketRef opened(TicketOpened fact) {
    TicketView view = tickets.open(fact);
    announceOpening(view);
    return view.ref();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** It is the person's own by the account that they sign in with. */
  @Override
  public TicketRef open(Outbound.TicketOpening opening) {
    String text = opening.text().value().strip();
    String whose = opening.text().subject();
    return opened(
        new TicketOpened(
            requester(opening),
            new Personal(whose, opening.subject()),
            new Personal(whose, text),
            Optional.of(opening.key())));
  }

  private Account requester(Outbound.TicketOpening opening) {
    return belongings.directory().accounts(belongings.tenant(), opening.whose()).stream()
        .filter(account -> account.platform().equals(PAGE))
        .findFirst()
        .orElse(opening.by());
  }

  /** Far more tickets than are opened between an attempt and the next. */
  @Override
  public Optional<TicketRef> find(Outbound.TicketOpening opening) {
    return list().stream()
        .filter(it -> it.opened().key().equals(Optional.of(opening.key())))
        .map(TicketView::ref)
        .findFirst();
  }

  /**
   * Adds what a person who is logged in wrote, for the requester to see too, and tells the bot.
   *
   * @return false when there is no such ticket
   */
  public boolean comment(Account author, TicketRef ref, String text) {
    NoteAdded note =
        new NoteAdded(author, Optional.empty(), Visibility.PUBLIC, belongings.of(author, text));
    Optional<TicketView> view = change(ref, found -> Optional.of(note));
    view.ifPresent(found -> announce(found, found.timeline().getLast()));
    return view.isPresent();
  }

  /**
   * Lets somebody who is logged in give a ticket another status, and tells the bot.
   *
   * @return false when there is no such ticket
   */
  public boolean move(Account by, TicketRef ref, TicketStatus to) {
    return tell(
        ref,
        found -> found.status() == to ? Optional.empty() : Optional.of(new TicketMoved(by, to)));
  }

  /**
   * Lets somebody of the desk take a ticket, and tells the bot.
   *
   * @return false when there is no such ticket
   */
  public boolean take(Account by, TicketRef ref) {
    return tell(ref, found -> Optional.of(new TicketTaken(by)));
  }

  /**
   * Lets somebody of the desk say yes, once, to what a ticket of somebody else asks for, and tells
   * the bot.
   *
   * @return false when there is no such ticket of somebody else
   */
  public boolean approve(Account by, TicketRef ref) {
    boolean isTheirOwn = read(ref).filter(it -> it.opened().requester().equals(by)).isPresent();
    return !isTheirOwn
        && tell(
            ref,
            found ->
                found.isApprovedBy(by) ? Optional.empty() : Optional.of(new TicketApproved(by)));
  }

  private boolean tell(TicketRef ref, Function<TicketView, Optional<? extends TicketFact>> change) {
    Optional<TicketView> view = change(ref, change);
    view.filter(it -> !it.timeline().isEmpty())
        .ifPresent(it -> announce(it, it.timeline().getLast()));
    return view.isPresent();
  }

  /** A ticket; empty when there is none of that number. */
  public Optional<TicketView> read(TicketRef ref) {
    return tickets.find(ref);
  }

  /** The tickets that changed last, at most 200. */
  public List<TicketView> list() {
    return tickets.recent(MOST_LISTED);
  }

  /** Idempotent by the delivery's key; the receipt is the note's place in the ticket's history. */
  @Override
  public String add(Outbound.TicketNote note) {
    TicketView view =
        change(note.ticket(), found -> missing(found, note))
            .orElseThrow(() -> noSuchTicket("adding a note", note.ticket()));
    return receipt(view.noteOf(note.key()).orElseThrow());
  }

  /** A note is about its requester, so it is sealed with what is theirs. */
  private Optional<TicketFact> missing(TicketView ticket, Outbound.TicketNote note) {
    if (ticket.noteOf(note.key()).isPresent()) {
      return Optional.empty();
    }
    Personal text = belongings.of(ticket.opened().requester(), Linked.note(note, stock).text());
    return Optional.of(new NoteAdded(OWN, Optional.of(note.key()), note.visibility(), text));
  }

  @Override
  public Optional<String> find(Outbound.TicketNote note) {
    return tickets.find(note.ticket()).flatMap(view -> view.noteOf(note.key())).map(this::receipt);
  }

  private String receipt(TicketView.Entry entry) {
    return Long.toString(entry.sequence());
  }

  @Override
  public void move(Outbound.TicketTransition transition) {
    Optional<TicketView> moved =
        change(
            transition.ticket(),
            view ->
                view.status() == transition.to()
                    ? Optional.empty()
                    : Optional.of(new TicketMoved(OWN, transition.to())));
    if (moved.isEmpty()) {
      throw noSuchTicket("moving to " + transition.to(), transition.ticket());
    }
  }

  @Override
  public void edit(TicketRef ticket, TicketEdit edit) {
    if (change(ticket, view -> edited(view, edit)).isEmpty()) {
      throw noSuchTicket("changing " + edit.name(), ticket);
    }
  }

  private Optional<TicketFact> edited(TicketView view, TicketEdit edit) {
    Personal value = belongings.of(view.opened().requester(), edit.value());
    return view.field(edit.name()).equals(Optional.of(edit.value()))
        ? Optional.empty()
        : Optional.of(new TicketEdited(OWN, edit.name(), value));
  }

  private static DeliveryFailedException noSuchTicket(String tried, TicketRef ref) {
    return DeliveryFailedException.giveUp(tried + " on " + ref + ": there is no such ticket");
  }

  /** Decides anew whenever somebody else was faster; the ticket afterwards, if there is one. */
  private Optional<TicketView> change(
      TicketRef ref, Function<TicketView, Optional<? extends TicketFact>> decision) {
    while (true) {
      Optional<TicketView> view = tickets.find(ref);
      Optional<? extends TicketFact> fact = view.flatMap(decision);
      if (view.isEmpty() || fact.isEmpty()) {
        return view;
      }
      long next = view.get().sequence() + 1;
      if (tickets.isAppended(ref, next - 1, fact.get())) {
        Instant now = Micros.now(clock);
        return view.map(before -> before.apply(new TicketView.Entry(next, now, fact.get())));
      }
    }
  }

  /**
   * Tells the bot once more what people did within the last day; what it knows it takes for a
   * doubled delivery. Called at every start.
   */
  public void announceAgain() {
    Instant since = clock.instant().minus(ANNOUNCED_AGAIN);
    for (TicketView view : list()) {
      if (view.openedAt().isAfter(since)) {
        announceOpening(view);
      }
      for (TicketView.Entry entry : view.timeline()) {
        if (entry.at().isAfter(since)) {
          announce(view, entry);
        }
      }
    }
  }

  private void announceOpening(TicketView view) {
    announce(
        view,
        1,
        Inbound.TicketChange.CREATED,
        view.opened().requester(),
        view.opened().description());
  }

  /** What Deskhand did itself is no news to it. */
  private void announce(TicketView view, TicketView.Entry entry) {
    long place = entry.sequence();
    switch (entry.fact()) {
      case TicketOpened _ -> {}
      case NoteAdded note -> {
        if (!isOurs(note.author()) && note.key().isEmpty()) {
          announce(view, place, Inbound.TicketChange.COMMENTED, note.author(), note.text());
        }
      }
      case TicketMoved moved -> {
        if (!isOurs(moved.by())) {
          announce(view, place, Inbound.TicketChange.STATUS_CHANGED, moved.by(), nothing(view));
        }
      }
      case TicketEdited edited -> {
        if (!isOurs(edited.by())) {
          announce(view, place, Inbound.TicketChange.FIELD_CHANGED, edited.by(), nothing(view));
        }
      }
      case TicketTaken taken ->
          announce(view, place, Inbound.TicketChange.ASSIGNED, taken.by(), nothing(view));
      case TicketApproved approved ->
          announce(view, place, Inbound.TicketChange.APPROVED, approved.by(), nothing(view));
    }
  }

  private static Personal nothing(TicketView view) {
    return new Personal(view.opened().description().subject(), "");
  }

  private void announce(
      TicketView view, long sequence, Inbound.TicketChange change, Account actor, Personal text) {
    Envelope envelope =
        new Envelope(
            belongings.tenant(),
            actor,
            ConversationId.ofTicket(view.ref()),
            NAME,
            view.ref().id() + "/" + sequence);
    Ticket ticket =
        new Ticket(
            view.ref(),
            view.opened().subject(),
            text,
            view.status(),
            Optional.of(view.opened().requester()),
            Optional.of(actor),
            Ticket.Verification.VERIFIED);
    Map<String, String> fields = fields(change, actor);
    reception.accept(
        new Inbound.TicketEvent(
            envelope,
            change,
            ticket,
            Optional.of(new Inbound.Details(fields, Optional.empty()))
                .filter(it -> !fields.isEmpty())));
  }

  /** What people write here, the requester reads. */
  private static Map<String, String> fields(Inbound.TicketChange change, Account actor) {
    return switch (change) {
      case ASSIGNED -> Map.of("owner", actor.toString());
      case COMMENTED -> Map.of(Inbound.Details.VISIBILITY, Inbound.Details.PUBLIC);
      case CREATED, STATUS_CHANGED, FIELD_CHANGED, APPROVED, MERGED -> Map.of();
    };
  }
}
