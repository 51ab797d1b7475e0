package dev.deskhand.actions.ticket;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A desk that remembers, and that can lose its answers. */
final class FakeDesk implements TicketDesk {
  final List<Outbound.TicketNote> notes = new ArrayList<>();
  final List<Outbound.TicketTransition> moves = new ArrayList<>();
  final List<TicketEdit> edits = new ArrayList<>();
  private Optional<DeliveryFailedException> failure = Optional.empty();

  /** From now on, what is asked arrives, and this is the answer. */
  void answerWith(DeliveryFailedException lost) {
    failure = Optional.of(lost);
  }

  void answerAgain() {
    failure = Optional.empty();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public boolean isOurs(Account account) {
    return false;
  }

  @Override
  public String add(Outbound.TicketNote note) {
    notes.add(note);
    failIfAsked();
    return "note-" + notes.size();
  }

  @Override
  public Optional<String> find(Outbound.TicketNote note) {
    failIfAsked();
    return notes.stream().anyMatch(it -> it.key().equals(note.key()))
        ? Optional.of("note-found")
        : Optional.empty();
  }

  @Override
  public void move(Outbound.TicketTransition transition) {
    moves.add(transition);
    failIfAsked();
  }

  @Override
  public void edit(TicketRef ticket, TicketEdit edit) {
    edits.add(edit);
    failIfAsked();
  }

  @Override
  public String url(TicketRef ticket) {
    return "/" + ticket;
  }

  private void failIfAsked() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
