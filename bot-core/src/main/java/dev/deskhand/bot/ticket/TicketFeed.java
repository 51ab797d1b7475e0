package dev.deskhand.bot.ticket;

import dev.deskhand.bot.message.Inbound;
import java.time.Instant;
import java.util.List;

/** Where a desk is asked what happened while nobody listened. Thread-safe; calls block. */
public interface TicketFeed {

  /** The name that {@link TicketRef#desk} carries. */
  String desk();

  /**
   * What happened on the desk since a moment, oldest first, with the delivery ids under which the
   * desk would have told it by itself; Deskhand's own doings are left out.
   *
   * @throws dev.deskhand.bot.message.DeliveryFailedException if the desk can't be asked now
   */
  List<Inbound.TicketEvent> since(Instant since);
}
