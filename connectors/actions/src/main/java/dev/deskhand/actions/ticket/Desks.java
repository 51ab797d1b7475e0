package dev.deskhand.actions.ticket;

import dev.deskhand.bot.ticket.TicketDesk;
import java.util.Optional;

/** The help desks that are set up, asked for when a step is made. Thread-safe. */
@FunctionalInterface
public interface Desks {
  Optional<TicketDesk> find(String name);
}
