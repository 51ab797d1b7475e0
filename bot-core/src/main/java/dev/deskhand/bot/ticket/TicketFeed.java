package dev.deskhand.bot.ticket;

import dev.deskhand.bot.message.Inbound;
import java.time.Instant;
import java.util.function.Consumer;

/** Where a desk is asked what happened while nobody listened. Thread-safe; calls block. */
public interface TicketFeed {

  /** The name that {@link TicketRef#desk} carries. */
  String desk();

  /** Under which name is kept how far it was asked; another one where delivery ids change. */
  default String bookmark() {
    return desk();
  }

  /**
   * Tells what happened on the desk since a moment, oldest first, with the delivery ids under which
   * the desk would have told it by itself; Deskhand's own doings are left out.
   *
   * @throws dev.deskhand.bot.message.DeliveryFailedException if the desk can't be asked now. What
   *     was told before is whole; asked for the same moment again, it goes on behind that if it can
   */
  void since(Instant since, Consumer<? super Inbound.TicketEvent> told);
}
