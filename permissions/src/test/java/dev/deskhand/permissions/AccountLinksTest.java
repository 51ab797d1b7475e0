package dev.deskhand.permissions;

import dev.deskhand.journal.Journal;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.contract.AccountLinksContract;
import java.util.List;

/** Links in the in-memory store. */
final class AccountLinksTest extends AccountLinksContract {
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
