package dev.deskhand.desks;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import java.util.Optional;

/** What is particular to one desk's webhook. Thread-safe. */
public interface Webhook {

  /** Where the desk posts to, such as {@code /hooks/rt}. */
  String path();

  /** True if the desk signed exactly these bytes, just now. Looks at nothing inside the body. */
  boolean isAuthentic(SignedBody request);

  /**
   * Reads an authentic request.
   *
   * @return empty when it tells of something that Deskhand does not work on, its own doings first
   * @throws UnreadableException if it isn't what the desk was set up to send
   * @throws DeliveryFailedException if the desk can't say what else is needed: it has to send again
   */
  Optional<Inbound.TicketEvent> read(SignedBody request);
}
