package dev.deskhand.bot.ticket;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/** A help desk: notes and transitions out. Thread-safe; calls block. */
public interface TicketDesk {

  /** The name that {@link TicketRef#desk} carries. */
  String name();

  /** True for the account that Deskhand itself uses at the desk: what it does triggers nothing. */
  boolean isOurs(Account account);

  /** Whether it takes tickets that people open elsewhere. */
  default boolean isOpen() {
    return false;
  }

  /**
   * Opens a ticket.
   *
   * @throws DeliveryFailedException if the desk did not take it, or it can't be known
   */
  default TicketRef open(Outbound.TicketOpening opening) {
    throw DeliveryFailedException.giveUp(
        "opening a ticket at %s: it takes none from here".formatted(name()));
  }

  /**
   * Looks for a ticket that an earlier attempt may have opened, by its key.
   *
   * @throws DeliveryFailedException if the desk can't be asked now
   */
  default Optional<TicketRef> find(Outbound.TicketOpening opening) {
    return Optional.empty();
  }

  /**
   * Adds a note.
   *
   * @return the receipt: the desk's own id of the note
   * @throws DeliveryFailedException if the desk did not take it, or it can't be known
   */
  String add(Outbound.TicketNote note);

  /**
   * Looks for a note that an earlier attempt may have left, by its key.
   *
   * @return its receipt, or empty when it certainly is not there
   * @throws DeliveryFailedException if the desk can't be asked now
   */
  Optional<String> find(Outbound.TicketNote note);

  /**
   * Moves a ticket to a status; it may be there already.
   *
   * @throws DeliveryFailedException if the desk refused, which desks may do with a 200
   */
  void move(Outbound.TicketTransition transition);

  /**
   * Gives a ticket to somebody, or one of its fields a value; it may be so already.
   *
   * @throws DeliveryFailedException if the desk refused, which desks may do with a 200
   */
  void edit(TicketRef ticket, TicketEdit edit);

  /**
   * Where people look at the ticket.
   *
   * @return an absolute or site-relative URL
   */
  String url(TicketRef ticket);
}
