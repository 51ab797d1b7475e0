package dev.deskhand.permissions;

import dev.deskhand.journal.Journal;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.contract.SignInsContract;
import java.util.List;

/** Sign-ins in the in-memory store. */
final class SignInsTest extends SignInsContract {
  private final SettableClock clock = new SettableClock();
  private final Journal journal = new InMemoryStore(clock);

  @Override
  protected List<Journal> replicas() {
    return List.of(journal, journal);
  }

  @Override
  protected SettableClock clock() {
    return clock;
  }
}
