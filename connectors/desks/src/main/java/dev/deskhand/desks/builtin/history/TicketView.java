package dev.deskhand.desks.builtin.history;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ticket of the builtin help desk as it stands: the fold of its facts.
 *
 * @param timeline in the order in which it happened
 */
public record TicketView(
    TicketRef ref,
    TicketOpened opened,
    Instant openedAt,
    TicketStatus status,
    List<Entry> timeline) {

  /**
   * A fact behind the opening.
   *
   * @param sequence its place in the ticket's history, the opening being 1
   */
  public record Entry(long sequence, Instant at, TicketFact fact) {}

  public TicketView {
    timeline = List.copyOf(timeline);
  }

  public static TicketView opened(TicketRef ref, TicketOpened opened, Instant at) {
    return new TicketView(ref, opened, at, TicketStatus.NEW, List.of());
  }

  /** The ticket after one more fact. */
  public TicketView apply(Entry entry) {
    List<Entry> longer = new ArrayList<>(timeline);
    longer.add(entry);
    return new TicketView(ref, opened, openedAt, statusAfter(entry.fact()), longer);
  }

  private TicketStatus statusAfter(TicketFact fact) {
    return switch (fact) {
      case TicketOpened ignored -> status;
      case NoteAdded ignored -> status;
      case TicketTaken ignored -> status;
      case TicketApproved ignored -> status;
      case TicketMoved moved -> moved.to();
      case TicketEdited ignored -> status;
    };
  }

  /** The place of its last fact that is shown. */
  public long sequence() {
    return timeline.isEmpty() ? 1 : timeline.getLast().sequence();
  }

  /** Where the note of a delivery stands, if it is there. */
  public Optional<Entry> noteOf(DeliveryKey key) {
    return timeline.stream().filter(entry -> isNoteOf(key, entry.fact())).findFirst();
  }

  /** What a field has; empty if it never got a value. */
  public Optional<String> field(String name) {
    return timeline.reversed().stream()
        .map(Entry::fact)
        .filter(fact -> fact instanceof TicketEdited edited && edited.name().equals(name))
        .map(fact -> ((TicketEdited) fact).value().value())
        .findFirst();
  }

  private static boolean isNoteOf(DeliveryKey key, TicketFact fact) {
    return fact instanceof NoteAdded note && note.key().equals(Optional.of(key));
  }

  /** What its requester may see: everything but internal notes. */
  public TicketView forRequester() {
    List<Entry> visible = timeline.stream().filter(entry -> !isInternal(entry.fact())).toList();
    return new TicketView(ref, opened, openedAt, status, visible);
  }

  /** Whether this account has said yes to it. */
  public boolean isApprovedBy(Account account) {
    return timeline.stream().anyMatch(entry -> entry.fact().equals(new TicketApproved(account)));
  }

  private static boolean isInternal(TicketFact fact) {
    return fact instanceof NoteAdded note && note.visibility() == Visibility.INTERNAL;
  }
}
