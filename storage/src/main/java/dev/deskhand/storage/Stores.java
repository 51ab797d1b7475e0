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
    this.wakeUps = new SchedulerWakeUps(engine, reader, clock);
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param personalKeysFile an SQLite file of its own, never part of the journal's backups; made
   *     when it is missing, readable by the owner alone. Also for PostgreSQL
   * @throws JournalException if the database can't be opened, is in use, or is from a newer
   *     release; the message says what to do
   */
  public static Stores open(Database database, Path personalKeysFile, InstantSource clock) {
    CompletableFuture<SqlitePersonalKeys> keys = openBeside(personalKeysFile, clock);
    try {
      Engine engine = migrated(database);
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
  private static CompletableFuture<SqlitePersonalKeys> openBeside(Path file, InstantSource clock) {
    return CompletableFuture.supplyAsync(
        () -> SqlitePersonalKeys.open(file, clock), task -> Thread.ofVirtual().start(task));
  }

  private static Engine migrated(Database database) {
    Engine engine = engineOf(database);
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
