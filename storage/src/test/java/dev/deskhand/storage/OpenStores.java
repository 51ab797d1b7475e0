package dev.deskhand.storage;

import dev.deskhand.journal.contract.Ports;
import dev.deskhand.journal.contract.SettableClock;
import java.nio.file.Path;

/** Stores that a test has open, with their clock. */
record OpenStores(Stores stores, SettableClock clock) implements AutoCloseable {
  static OpenStores open(Database database, Path folder) {
    SettableClock clock = new SettableClock();
    return new OpenStores(Stores.open(database, folder.resolve("keys.db"), clock), clock);
  }

  Ports ports() {
    return new Ports(
        stores.journal(),
        stores.inbox(),
        stores.outbox(),
        stores.leases(),
        stores.freeze(),
        stores.wakeUps(),
        clock);
  }

  @Override
  public void close() {
    stores.close();
  }
}
