package dev.deskhand.storage;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.WakeUps;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database with all ports of the journal. What a writing call returned is durable. After
 * {@link #close} every call fails with {@link JournalException}. Thread-safe.
 */
public final class Stores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  private final Engine engine;
  private final Writer writer;
  private final JdbiJournal journal;
  private final JdbiInbox inbox;
  private final JdbiOutbox outbox;
  private final JdbiLeases leases;
  private final JdbiFreeze freeze;
  private final SchedulerWakeUps wakeUps;
  private final SqlitePersonalKeys personalKeys;
  private final Retention retention;
  private final Deliveries deliveries;
  private final InstantSource clock;

  private Stores(Engine engine, SqlitePersonalKeys personalKeys, InstantSource clock) {
    this.engine = engine;
    this.personalKeys = personalKeys;
    AuditLog audit = new AuditLog();
    Reader reader = new Reader(engine);
    this.writer = new Writer(engine, clock).start();
    this.journal =
        new JdbiJournal(writer, reader, new Appender(new StreamHeads(new Timers()), audit));
    this.inbox = new JdbiInbox(writer, reader);
    this.outbox = new JdbiOutbox(writer, reader);
    this.leases = new JdbiLeases(writer);
    this.freeze = new JdbiFreeze(reader);
    this.wakeUps = new SchedulerWakeUps(engine, reader, journal, clock);
    this.retention = new Retention(writer, reader, audit);
    this.deliveries = new Deliveries(reader);
    this.clock = clock;
  }

  /**
   * Opens the database and brings its schema up to date. Who held leases in a file is dead, for
   * nobody else has it open: they are free at once.
   *
   * @param personalKeysFile an SQLite file of its own, never part of the journal's backups; made
   *     when it is missing, readable by the owner alone. Also for PostgreSQL
   * @throws JournalException if the database can't be opened, is in use, or is from a newer
   *     release; the message says what to do
   */
  public static Stores open(Database database, Path personalKeysFile, InstantSource clock) {
    Stores stores = open(() -> migrated(engineOf(database)), personalKeysFile, clock);
    try {
      if (stores.engine instanceof SqliteEngine) {
        stores.leases.releaseAll();
      }
      return stores;
    } catch (JournalException e) {
      stores.close();
      throw e;
    }
  }

  /**
   * Opens the database for a command, also while a server has it open. What a command writes is
   * found by the server as another replica's would be.
   *
   * @throws JournalException as {@link #open}, but not because it is in use
   */
  public static Stores beside(Database database, Path personalKeysFile, InstantSource clock) {
    return open(() -> besideOthers(database), personalKeysFile, clock);
  }

  private static Stores open(Supplier<Engine> opening, Path personalKeysFile, InstantSource clock) {
    CompletableFuture<SqlitePersonalKeys> keys = openKeys(personalKeysFile, clock);
    try {
      Engine engine = opening.get();
      return join(engine, keys, clock);
    } catch (JournalException e) {
      closeWhenOpen(keys);
      throw e;
    }
  }

  /** The database's refusal is what the caller hears; the keys' own would only repeat itself. */
  private static void closeWhenOpen(CompletableFuture<SqlitePersonalKeys> keys) {
    try {
      keys.join().close();
    } catch (CompletionException | JournalException e) {
      LOG.warn("the personal keys did not open either: {}", e.getMessage());
    }
  }

  /** Two files load their libraries in half the time that one after the other needs. */
  private static CompletableFuture<SqlitePersonalKeys> openKeys(Path file, InstantSource clock) {
    return CompletableFuture.supplyAsync(
        () -> SqlitePersonalKeys.open(file, clock), task -> Thread.ofVirtual().start(task));
  }

  private static Engine besideOthers(Database database) {
    return switch (database) {
      case SqliteDatabase sqlite -> current(SqliteEngine.beside(sqlite));
      case PostgresDatabase postgres -> migrated(new PostgresEngine(postgres));
    };
  }

  private static Engine current(SqliteEngine engine) {
    if (engine.isAlone()) {
      return migrated(engine);
    }
    try {
      new Migrations(engine).requireCurrent();
      return engine;
    } catch (JournalException e) {
      engine.close();
      throw e;
    }
  }

  private static Engine migrated(Engine engine) {
    try {
      new Migrations(engine).bring();
      return engine;
    } catch (JournalException e) {
      engine.close();
      throw e;
    }
  }

  private static Stores join(
      Engine engine, CompletableFuture<SqlitePersonalKeys> keys, InstantSource clock) {
    try {
      return new Stores(engine, keys.join(), clock);
    } catch (CompletionException e) {
      engine.close();
      if (e.getCause() instanceof JournalException refused) {
        throw refused;
      }
      throw e;
    }
  }

  public Journal journal() {
    return journal;
  }

  public Inbox inbox() {
    return inbox;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Leases leases() {
    return leases;
  }

  public Freeze freeze() {
    return freeze;
  }

  /** Closed with the stores. */
  public WakeUps wakeUps() {
    return wakeUps;
  }

  public PersonalKeys personalKeys() {
    return personalKeys;
  }

  /** What may be deleted when its time has come. */
  public Retention retention() {
    return retention;
  }

  /** What became of what came in. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /**
   * Copies the journal into a file, while it is in use. The copy is frozen.
   *
   * @throws JournalException if the file is there, can't be written, or the database is PostgreSQL,
   *     which has its own means
   */
  public void backUp(Path file) {
    switch (engine) {
      case SqliteEngine sqlite -> {
        Backup.copy(sqlite.file(), file);
        Backup.freeze(file, clock);
      }
      case PostgresEngine postgres ->
          throw new JournalException(
              "back up %s: use pg_dump; what it restores is found to be old, and frozen"
                  .formatted(postgres.name()));
    }
  }

  /** Copies the keys of persons into a file, which belongs to another backup than the journal. */
  public void backUpPersonalKeys(Path file) {
    personalKeys.copyTo(file);
  }

  /** Finishes the commit under way; callers that still wait are refused. */
  @Override
  public void close() {
    wakeUps.close();
    writer.close();
    personalKeys.close();
    engine.close();
  }

  private static Engine engineOf(Database database) {
    return switch (database) {
      case SqliteDatabase sqlite -> SqliteEngine.open(sqlite);
      case PostgresDatabase postgres -> new PostgresEngine(postgres);
    };
  }
}
