package dev.deskhand.storage;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Copies an SQLite file while it is written to: the copy is what was committed at one moment
 * ({@code VACUUM INTO}, sqlite.org/lang_vacuum.html). A copy of the journal is frozen, since it is
 * only ever opened as a restore, and what it would do then may have been done already.
 */
final class Backup {
  private static final String ACTOR = "deskhand";

  private Backup() {}

  /** Copies; a file that is there already is left alone. */
  static void copy(Path from, Path to) {
    if (Files.exists(to)) {
      throw new JournalException("back up to " + to + ": it exists already; name another file");
    }
    OwnerOnly.file(to);
    try (Connection connection = SqliteFiles.open(SqliteFiles.durable(), from);
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, to.toString());
      statement.execute();
      force(to);
    } catch (SQLException | IOException e) {
      throw new JournalException("back %s up to %s: %s".formatted(from, to, e.getMessage()), e);
    }
  }

  /** Freezes a copy, and folds what that writes into its one file. */
  static void freeze(Path copy, InstantSource clock) {
    SqliteEngine engine = SqliteEngine.open(new SqliteDatabase(copy));
    Instant now = Micros.now(clock);
    String why =
        "this is the backup of "
            + now
            + ": what it would do now may have been done after it; look at the runs of the time"
            + " since, then unfreeze";
    try (Writer writer = new Writer(engine, clock).start()) {
      Reader reader = new Reader(engine);
      Appender appender = new Appender(new StreamHeads(new Timers()), new AuditLog());
      for (TenantId tenant : tenants(reader)) {
        Append append =
            freezing(tenant, new Freeze.Frozen(Freeze.Scope.EVERYTHING, ACTOR, why, now));
        writer.write("freeze the backup", commit -> appender.write(commit, append));
      }
    }
    engine.close();
    settle(copy);
  }

  private static Append freezing(TenantId tenant, Freeze.Frozen frozen) {
    return Append.in(tenant)
        .changing(new Freeze.Change.Stop(frozen))
        .audit(
            new AuditEntry(
                frozen.since(),
                ACTOR,
                "frozen",
                "tenant/" + tenant,
                AuditEntry.Grounds.of(frozen.why()),
                new AuditEntry.Consequence("a restore makes no effects", "unfreeze", List.of())))
        .build();
  }

  private static List<TenantId> tenants(Reader reader) {
    return reader.read(
        "find the tenants",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT tenant FROM audit_chain
                    UNION SELECT :default
                    """)
                .bind("default", TenantId.DEFAULT.value())
                .map((row, context) -> new TenantId(row.getString(1)))
                .list());
  }

  private static void settle(Path copy) {
    try (Connection connection = SqliteFiles.open(SqliteFiles.durable(), copy);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
    } catch (SQLException e) {
      throw new JournalException("finish the backup " + copy + ": " + e.getMessage(), e);
    }
    try {
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + ".lock"));
      force(copy);
    } catch (IOException e) {
      throw new JournalException("finish the backup " + copy + ": " + e.getMessage(), e);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
