package dev.deskhand.storage;

import dev.deskhand.journal.Freeze.Frozen;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole commit in one or two journeys to the server. The first takes the head row's lock and
 * reads what may refuse the commit; the other writes all rows and commits. Every writer takes that
 * lock first and leaves another head behind. So what is read behind the lock can't change; and if
 * the head is still the one that this writer left a moment ago, neither has anything else, and the
 * first journey is saved.
 */
final class PostgresRows implements HotRows {
  /** After this time, somebody else may have written, and the server may be gone. */
  static final Duration FRESH = Duration.ofMillis(10);

  private final Prepared prepared;
  private final PostgresBatch kept;
  private Optional<PostgresHead> head = Optional.empty();
  private long headSince;
  private Footing footing = Footing.LOCKED;
  private boolean isGuess;

  private enum Footing {
    /** The head is the one that the last commit left. */
    GUESSED,
    LOCKED,
    /** The lock is held, and what the head said of leases and freezes has changed since. */
    CHANGED
  }

  PostgresRows(Prepared prepared) {
    this.prepared = prepared;
    this.kept = new PostgresBatch(prepared);
  }

  @Override
  public Commit.Counters open(boolean mayGuess) {
    kept.clear();
    isGuess = mayGuess && head.isPresent() && System.nanoTime() - headSince < FRESH.toNanos();
    footing = Footing.GUESSED;
    if (!isGuess) {
      head = Optional.empty();
      lock();
    }
    return head().counters();
  }

  @Override
  public boolean isGuess() {
    return isGuess;
  }

  @Override
  public void lock() {
    if (footing != Footing.GUESSED) {
      return;
    }
    Optional<PostgresHead> guessed = head;
    head = Optional.of(PostgresHead.read(prepared));
    footing = Footing.LOCKED;
    if (guessed.filter(it -> !it.counters().equals(head().counters())).isPresent()) {
      throw new MovedOnException(List.of());
    }
    isGuess = false;
  }

  private PostgresHead head() {
    return head.orElseThrow();
  }

  /** The head as this commit has changed it. */
  private PostgresHead current() {
    if (footing == Footing.CHANGED) {
      head = Optional.of(PostgresHead.read(prepared));
      footing = Footing.LOCKED;
    }
    return head();
  }

  @Override
  public Held lease(int partition) {
    return Optional.ofNullable(current().leases().get(partition))
        .orElseThrow(() -> new IllegalStateException("no partition " + partition));
  }

  @Override
  public List<Frozen> frozen(TenantId tenant) {
    return current().frozen().getOrDefault(tenant, List.of());
  }

  @Override
  public Commit.ChainEnd chainEnd(TenantId tenant) {
    Commit.ChainEnd known = head().ends().get(tenant);
    return known == null ? lookUp(tenant) : known;
  }

  private Commit.ChainEnd lookUp(TenantId tenant) {
    lock();
    return prepared
        .first(
            "SELECT number, entry_index, hash FROM audit_chain WHERE tenant = ?",
            row -> new Commit.ChainEnd(row.getLong(1), row.getLong(2), row.getString(3)),
            tenant.value())
        .orElseGet(() -> begin(tenant));
  }

  private Commit.ChainEnd begin(TenantId tenant) {
    return prepared
        .first(
            """
            INSERT INTO audit_chain (tenant, number, entry_index, hash)
            SELECT ?, coalesce(max(number), 0) + 1, 0, ? FROM audit_chain
            RETURNING number
            """,
            row -> Commit.ChainEnd.none(row.getLong(1)),
            tenant.value(),
            HashChain.GENESIS)
        .orElseThrow();
  }

  @Override
  public void move(Move move) {
    if (kept.moves(move.key())) {
      flush();
    }
    kept.move(move);
  }

  @Override
  public void event(@Nullable Object... row) {
    kept.event(row);
  }

  @Override
  public void audit(@Nullable Object... row) {
    kept.audit(row);
  }

  @Override
  public void flush() {
    if (!kept.isEmpty()) {
      lock();
      kept.send();
    }
  }

  @Override
  public void forget() {
    lock();
    kept.clear();
    footing = Footing.CHANGED;
  }

  @Override
  public void finish(Optional<Commit.Counters> counters, Map<TenantId, Commit.ChainEnd> ends) {
    PostgresHead before = head();
    boolean guessed = footing == Footing.GUESSED;
    if (guessed && counters.isEmpty() && ends.isEmpty() && kept.isEmpty()) {
      return;
    }
    Commit.Counters next = counters.orElseGet(before::marked);
    boolean stays = footing != Footing.CHANGED;
    head = Optional.empty();
    kept.sendAndCommit(next, ends, guessed ? Optional.of(before.counters()) : Optional.empty());
    if (stays) {
      head = Optional.of(before.after(next, ends));
      headSince = System.nanoTime();
    }
  }
}
