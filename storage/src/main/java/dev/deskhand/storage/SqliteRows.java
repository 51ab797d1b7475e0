package dev.deskhand.storage;

import dev.deskhand.journal.Freeze.Frozen;
import dev.deskhand.journal.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each row at once: the database is in this process. What was read for the last commits is kept for
 * the next, as long as no other connection has changed the file.
 */
final class SqliteRows implements HotRows {
  /** So many numbers are taken at a time, so that the head row changes as rarely. */
  private static final long TAKEN_TOGETHER = 1_000;

  private static final Commit.Counters NONE = new Commit.Counters(0, 0, 0, 0);

  private final Prepared prepared;

  private final Map<Integer, Held> leases = new HashMap<>();
  private final Map<TenantId, List<Frozen>> frozen = new HashMap<>();
  private final Map<TenantId, Commit.ChainEnd> ends = new HashMap<>();
  private Commit.Counters counters = NONE;

  /** What the head row says: nobody else gives out numbers up to these. */
  private Commit.Counters taken = NONE;

  /** Differs from what it was as soon as another connection has changed the file. */
  private long version;

  /** Whether the last commit came to its end: one that was taken back may have read its own. */
  private boolean isFinished;

  SqliteRows(Prepared prepared) {
    this.prepared = prepared;
  }

  /** An immediate transaction has the whole file to itself. */
  @Override
  public Commit.Counters open(boolean mayGuess) {
    long before = version;
    version = readVersion();
    if (version != before || !isFinished) {
      forget();
      ends.clear();
      readCounters();
    }
    isFinished = false;
    return counters;
  }

  /** Numbers that others have taken meanwhile, or that were lost with a process, are left out. */
  private void readCounters() {
    Commit.Counters head = readHead();
    if (!head.equals(taken)) {
      taken = head;
      counters = head;
    }
  }

  private long readVersion() {
    return prepared.first("PRAGMA data_version", row -> row.getLong(1)).orElseThrow();
  }

  private Commit.Counters readHead() {
    return prepared
        .first(
            """
            SELECT position, change, inbox_number, outbox_number
            FROM journal_head WHERE only_row = 1
            """,
            row ->
                new Commit.Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .orElseThrow(() -> new IllegalStateException("the journal has no head row"));
  }

  @Override
  public void lock() {}

  @Override
  public boolean isGuess() {
    return false;
  }

  @Override
  public Held lease(int partition) {
    return leases.computeIfAbsent(partition, this::readLease);
  }

  private Held readLease(int partition) {
    return prepared
        .first(
            "SELECT owner, epoch FROM lease WHERE part = ?",
            row -> new Held(Optional.ofNullable(row.getString(1)), row.getLong(2)),
            partition)
        .orElseThrow(() -> new IllegalStateException("no partition " + partition));
  }

  @Override
  public List<Frozen> frozen(TenantId tenant) {
    return frozen.computeIfAbsent(tenant, this::readFrozen);
  }

  private List<Frozen> readFrozen(TenantId tenant) {
    return prepared.all(
        "SELECT scope, frozen_by, why, since_micros FROM frozen WHERE tenant = ?",
        row -> JdbiFreeze.rowOf(row, 1),
        tenant.value());
  }

  @Override
  public Commit.ChainEnd chainEnd(TenantId tenant) {
    Commit.ChainEnd known = ends.get(tenant);
    return known == null ? readEnd(tenant) : known;
  }

  private Commit.ChainEnd readEnd(TenantId tenant) {
    long chain =
        prepared
            .first(
                "SELECT number FROM audit_chain WHERE tenant = ?",
                row -> row.getLong(1),
                tenant.value())
            .orElseGet(() -> begin(tenant));
    return prepared
        .first(
            """
            SELECT entry_index, hash FROM audit WHERE place > ? << 40 AND place < (? + 1) << 40
            ORDER BY place DESC LIMIT 1
            """,
            row -> new Commit.ChainEnd(chain, row.getLong(1), row.getString(2)),
            chain,
            chain)
        .orElse(Commit.ChainEnd.none(chain));
  }

  private long begin(TenantId tenant) {
    return prepared
        .first(
            "INSERT INTO audit_chain (tenant) VALUES (?) RETURNING number",
            row -> row.getLong(1),
            tenant.value())
        .orElseThrow();
  }

  @Override
  public void move(Move move) {
    boolean moved = move.expected() == 0 ? begin(move) : goOn(move);
    if (!moved) {
      throw new MovedOnException(List.of(move));
    }
  }

  private boolean begin(Move move) {
    return insert(move) || goOn(move);
  }

  private boolean goOn(Move move) {
    return staysLive(move) || updateAwake(move) || moveAsleep(move);
  }

  /** Most moves are of this kind; none of their columns is in an index. */
  private boolean staysLive(Move move) {
    return move.state().equals(StreamHeads.LIVE)
        && prepared.update(
                """
                UPDATE stream_head
                SET sequence = ?, change = ?
                WHERE tenant = ? AND stream = ? AND sequence = ? AND state = 'live'
                """,
                move.sequence(),
                move.change(),
                move.key().tenant().value(),
                move.key().stream().toString(),
                move.expected())
            == 1;
  }

  private boolean updateAwake(Move move) {
    return prepared.update(
            """
            UPDATE stream_head
            SET sequence = ?, state = ?, wake_at_micros = ?, change = ?, state_change = ?
            WHERE tenant = ? AND stream = ? AND sequence = ? AND wake_at_micros IS NULL
            """,
            move.sequence(),
            move.state(),
            move.wakeAt(),
            move.change(),
            move.change(),
            move.key().tenant().value(),
            move.key().stream().toString(),
            move.expected())
        == 1;
  }

  /** Where there may be a timer. */
  private boolean moveAsleep(Move move) {
    Optional<Long> timer =
        prepared.first(
            """
            SELECT change FROM stream_head
            WHERE tenant = ? AND stream = ? AND sequence = ? AND wake_at_micros IS NOT NULL
            """,
            row -> row.getLong(1),
            move.key().tenant().value(),
            move.key().stream().toString(),
            move.expected());
    if (timer.isEmpty()) {
      return false;
    }
    Timers.cancel(prepared, move.key(), timer.get());
    return prepared.update(
            """
            UPDATE stream_head
            SET sequence = ?, state = ?, wake_at_micros = ?, change = ?, state_change = ?
            WHERE tenant = ? AND stream = ?
            """,
            move.sequence(),
            move.state(),
            move.wakeAt(),
            move.change(),
            move.change(),
            move.key().tenant().value(),
            move.key().stream().toString())
        == 1;
  }

  private boolean insert(Move move) {
    return prepared.update(
            """
            INSERT INTO stream_head
              (tenant, stream, kind, part, sequence, state, wake_at_micros, change, state_change)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, stream) DO NOTHING
            """,
            move.key().tenant().value(),
            move.key().stream().toString(),
            move.key().stream().kind(),
            move.key().partition(),
            move.sequence(),
            move.state(),
            move.wakeAt(),
            move.change(),
            move.change())
        == 1;
  }

  @Override
  public void event(@Nullable Object... row) {
    prepared.update("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row);
  }

  @Override
  public void audit(@Nullable Object... row) {
    prepared.update("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row);
  }

  @Override
  public void flush() {}

  @Override
  public void forget() {
    leases.clear();
    frozen.clear();
  }

  /** The ends of chains are their last entries. */
  @Override
  public void finish(Optional<Commit.Counters> next, Map<TenantId, Commit.ChainEnd> written) {
    next.ifPresent(this::count);
    ends.putAll(written);
    isFinished = true;
  }

  private void count(Commit.Counters next) {
    if (!next.isWithin(taken)) {
      taken = next.plus(TAKEN_TOGETHER);
      write(taken);
    }
    counters = next;
  }

  private void write(Commit.Counters counters) {
    prepared.update(
        """
        UPDATE journal_head
        SET position = ?, change = ?, inbox_number = ?, outbox_number = ?
        WHERE only_row = 1
        """,
        counters.position(),
        counters.change(),
        counters.inbox(),
        counters.outbox());
  }
}
