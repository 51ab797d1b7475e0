package dev.deskhand.torture;

import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Outbox;
import dev.deskhand.storage.Stores;
import java.util.List;

/**
 * What a checker compares: the world's record and the database.
 *
 * @param received in the order in which it reached the world
 */
record Evidence(List<Received> received, Journal journal, Inbox inbox, Outbox outbox) {
  Evidence {
    received = List.copyOf(received);
  }

  static Evidence of(List<Received> received, Stores stores) {
    return new Evidence(received, stores.journal(), stores.inbox(), stores.outbox());
  }
}
