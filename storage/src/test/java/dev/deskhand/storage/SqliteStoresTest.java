package dev.deskhand.storage;

import dev.deskhand.journal.Journal;
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
import dev.deskhand.permissions.contract.AccountLinksContract;
import dev.deskhand.permissions.contract.ApiTokensContract;
import dev.deskhand.permissions.contract.SignInsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contracts on an SQLite file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SqliteStoresTest {
  private Optional<OpenStores> open = Optional.empty();

  @BeforeAll
  void openOnce(@TempDir Path folder) {
    open = Optional.of(OpenStores.open(new SqliteDatabase(folder.resolve("journal.db")), folder));
  }

  @AfterAll
  void close() {
    open().close();
  }

  private OpenStores open() {
    return open.orElseThrow();
  }

  @Nested
  final class AsJournal extends JournalContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class UnderManyWriters extends ConcurrencyContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class WithLinkedAccounts extends AccountLinksContract {
    @Override
    protected List<Journal> replicas() {
      return List.of(open().stores().journal(), open().stores().journal());
    }

    @Override
    protected SettableClock clock() {
      return open().clock();
    }
  }

  @Nested
  final class WithSignIns extends SignInsContract {
    @Override
    protected List<Journal> replicas() {
      return List.of(open().stores().journal(), open().stores().journal());
    }

    @Override
    protected SettableClock clock() {
      return open().clock();
    }
  }

  @Nested
  final class WithTokens extends ApiTokensContract {
    @Override
    protected List<Journal> replicas() {
      return List.of(open().stores().journal(), open().stores().journal());
    }

    @Override
    protected SettableClock clock() {
      return open().clock();
    }
  }

  @Nested
  final class AsInbox extends InboxContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class AsOutbox extends OutboxContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class AsLeases extends LeasesContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class AsFreeze extends FreezeContract {
    @Override
    protected Ports ports() {
      return open().ports();
    }
  }

  @Nested
  final class AsPersonalKeys extends PersonalKeysContract {
    @Override
    protected PersonalKeys keys() {
      return open().stores().personalKeys();
    }
  }
}
