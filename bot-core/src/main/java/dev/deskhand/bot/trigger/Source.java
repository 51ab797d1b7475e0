package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.content.Template;
import java.util.Optional;
import java.util.Set;

/** Where a trigger hears from. */
public sealed interface Source {

  /**
   * Something happens to a ticket.
   *
   * @param desks the names of desks; every desk where it is empty
   */
  record Desk(Set<String> desks, Set<TicketChange> changes) implements Source {
    public Desk {
      desks = Set.copyOf(desks);
      changes = Set.copyOf(changes);
    }
  }

  /** A time comes. */
  record Timed(Schedule schedule) implements Source {}

  /**
   * Another system calls {@code /hooks/NAME}.
   *
   * @param secret a reference to the key that signs
   * @param signing how it signs
   * @param delivery what tells one delivery from another, over the payload
   */
  record Webhook(String secret, Signing signing, Optional<Template> delivery) implements Source {}
}
