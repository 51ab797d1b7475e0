package dev.deskhand.journal.memory;

import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.contract.ConcurrencyContract;
import dev.deskhand.journal.contract.FreezeContract;
import dev.deskhand.journal.contract.InboxContract;
import dev.deskhand.journal.contract.JournalContract;
import dev.deskhand.journal.contract.LeasesContract;
import dev.deskhand.journal.contract.OutboxContract;
import dev.deskhand.journal.contract.PersonalKeysContract;
import dev.deskhand.journal.contract.Ports;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.contract.WakeUpsContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** The in-memory store keeps every contract that the lasting ones keep. */
final class InMemoryStoreTest {
  private static Ports portsOf(InMemoryStore store, SettableClock clock) {
    return new Ports(store, store, store, store, store, store, clock);
  }

  private static Ports freshPorts() {
    SettableClock clock = new SettableClock();
    return portsOf(new InMemoryStore(clock), clock);
  }

  @Nested
  final class AsJournal extends JournalContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class UnderManyWriters extends ConcurrencyContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class AsInbox extends InboxContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class AsOutbox extends OutboxContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class AsLeases extends LeasesContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class AsFreeze extends FreezeContract {
    private final Ports ports = freshPorts();

    @Override
    protected Ports ports() {
      return ports;
    }
  }

  @Nested
  final class AsWakeUps extends WakeUpsContract {
    private SettableClock clock = new SettableClock();
    private InMemoryStore store = new InMemoryStore(clock);

    @Override
    protected Ports ports() {
      return portsOf(store, clock);
    }

    @Override
    protected void openFresh() {
      clock = new SettableClock();
      store = new InMemoryStore(clock);
    }

    @Override
    protected void pass(Duration duration) {
      clock.advance(duration);
      store.fireDue(clock.instant());
    }
  }

  @Nested
  final class AsPersonalKeys extends PersonalKeysContract {
    private final PersonalKeys keys = new InMemoryPersonalKeys();

    @Override
    protected PersonalKeys keys() {
      return keys;
    }
  }
}
