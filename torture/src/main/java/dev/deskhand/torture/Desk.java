package dev.deskhand.torture;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Account;
import dev.deskhand.torture.Received.Kind;
import java.util.Optional;

/** The world's help desk. */
final class Desk implements TicketDesk {
  static final String NAME = "desk";

  private final Outside outside;
  private final Halt halt;

  Desk(Outside outside, Halt halt) {
    this.outside = outside;
    this.halt = halt;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOurs(Account account) {
    return false;
  }

  @Override
  public String add(Outbound.TicketNote note) {
    halt.pass(Point.BEFORE_POST);
    outside.take(Kind.NOTE, note.key().value(), note.ticket() + " " + note.visibility());
    halt.pass(Point.AFTER_POST);
    return receipt(note);
  }

  @Override
  public Optional<String> find(Outbound.TicketNote note) {
    halt.check();
    return outside.has(Kind.NOTE, note.key().value())
        ? Optional.of(receipt(note))
        : Optional.empty();
  }

  @Override
  public void move(Outbound.TicketTransition transition) {
    halt.check();
  }

  @Override
  public void edit(TicketRef ticket, TicketEdit edit) {
    halt.check();
  }

  @Override
  public String url(TicketRef ticket) {
    return "/tickets/" + ticket;
  }

  private static String receipt(Outbound.TicketNote note) {
    return "n-" + note.key();
  }
}
