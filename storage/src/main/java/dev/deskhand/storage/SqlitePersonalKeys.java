package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.LatestKept;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/**
 * The keys of persons in an SQLite file of their own, also beside a PostgreSQL journal: a backup of
 * the journal must not contain them. Deleted keys are overwritten in the file ({@code
 * secure_delete}); copies that a disk or a backup of this very file keeps are the operator's to
 * destroy. Replicas have to use one file: on the same machine, or one replica owns it.
 *
 * <p>Keys are remembered until anybody changes the file: a conversation is read with as many keys
 * as it has sentences. SQLite tells of others' changes by its {@code data_version}.
 */
final class SqlitePersonalKeys implements PersonalKeys, AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final long LOOK_MILLIS = 50;
  private static final int MOST_REMEMBERED = 1_000;

  private final Path file;
  private final InstantSource clock;
  private final Connection connection;
  private final Handle handle;
  private final SecureRandom random = new SecureRandom();
  private final Map<Owner, byte[]> remembered = new LatestKept<>(MOST_REMEMBERED);
  private Optional<PreparedStatement> dataVersion = Optional.empty();
  private Instant lookedAt = Instant.EPOCH;
  private long version;

  private record Owner(TenantId tenant, String subject) {}

  private SqlitePersonalKeys(Path file, InstantSource clock, Connection connection) {
    this.file = file;
    this.clock = clock;
    this.connection = connection;
    this.handle = Jdbi.open(connection);
  }

  static SqlitePersonalKeys open(Path file, InstantSource clock) {
    OwnerOnly.file(file);
    SQLiteConfig config = SqliteFiles.durable();
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    try {
      Connection connection = SqliteFiles.open(config, file);
      SqlitePersonalKeys keys = new SqlitePersonalKeys(file, clock, connection);
      keys.makeTable();
      return keys;
    } catch (SQLException e) {
      throw failure("open the personal keys", file, e);
    }
  }

  @Override
  public synchronized byte[] obtain(TenantId tenant, String subject) {
    return find(tenant, subject).orElseGet(() -> make(tenant, subject));
  }

  @Override
  public synchronized Optional<byte[]> find(TenantId tenant, String subject) {
    forgetWhatOthersChanged();
    Owner owner = new Owner(tenant, subject);
    Optional<byte[]> known = Optional.ofNullable(remembered.get(owner));
    if (known.isPresent()) {
      return known.map(byte[]::clone);
    }
    Optional<byte[]> found = ask("find the key of " + subject, open -> find(open, tenant, subject));
    found.ifPresent(key -> remembered.put(owner, key.clone()));
    return found;
  }

  private void forgetWhatOthersChanged() {
    Instant now = clock.instant();
    if (Duration.between(lookedAt, now).abs().toMillis() < LOOK_MILLIS) {
      return;
    }
    lookedAt = now;
    long found = version();
    if (found != version) {
      remembered.clear();
      version = found;
    }
  }

  private long version() {
    try {
      if (dataVersion.isEmpty()) {
        dataVersion = Optional.of(connection.prepareStatement("PRAGMA data_version"));
      }
      try (ResultSet row = dataVersion.get().executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw failure("look for changes of the personal keys", file, e);
    }
  }

  @Override
  public synchronized void destroy(TenantId tenant, String subject) {
    remembered.remove(new Owner(tenant, subject));
    ask(
        "destroy the key of " + subject,
        open ->
            open.createUpdate(
                    """
                    DELETE FROM personal_key WHERE tenant = :tenant AND subject = :subject
                    """)
                .bind("tenant", tenant.value())
                .bind("subject", subject)
                .execute());
  }

  /** Copies them into a file that is not there yet. */
  void copyTo(Path copy) {
    Backup.copy(file, copy);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close the personal keys", file, e);
    }
  }

  private void makeTable() {
    ask(
        "make the table of personal keys",
        open ->
            open.execute(
                """
                CREATE TABLE IF NOT EXISTS personal_key (
                  tenant TEXT NOT NULL,
                  subject TEXT NOT NULL,
                  secret BLOB NOT NULL,
                  made_at_micros INTEGER NOT NULL,
                  PRIMARY KEY (tenant, subject)
                ) STRICT
                """));
  }

  /** Another replica may make it first; then that one is the key. */
  private byte[] make(TenantId tenant, String subject) {
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    return ask(
        "make a key for " + subject,
        open -> {
          open.createUpdate(
                  """
                  INSERT INTO personal_key (tenant, subject, secret, made_at_micros)
                  VALUES (:tenant, :subject, :secret, :at)
                  ON CONFLICT (tenant, subject) DO NOTHING
                  """)
              .bind("tenant", tenant.value())
              .bind("subject", subject)
              .bind("secret", fresh)
              .bind("at", MicroTime.of(Micros.now(clock)))
              .execute();
          return find(open, tenant, subject).orElse(fresh);
        });
  }

  private static Optional<byte[]> find(Handle open, TenantId tenant, String subject) {
    return open.createQuery(
            """
            SELECT secret FROM personal_key WHERE tenant = :tenant AND subject = :subject
            """)
        .bind("tenant", tenant.value())
        .bind("subject", subject)
        .map((row, context) -> row.getBytes("secret"))
        .findOne();
  }

  private <T> T ask(String tried, Function<Handle, T> query) {
    try {
      return query.apply(handle);
    } catch (JdbiException e) {
      throw failure(tried, file, e);
    }
  }

  private static JournalException failure(String tried, Path file, Exception cause) {
    Optional<SQLException> source = Failures.sqlCause(cause);
    String found = source.map(SQLException::getMessage).orElseGet(cause::toString);
    String advice = source.flatMap(SqliteFiles::advice).map(text -> "; " + text).orElse("");
    return new JournalException("%s (%s): %s%s".formatted(tried, file, found, advice), cause);
  }
}
