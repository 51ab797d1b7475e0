package dev.deskhand.storage;

import dev.deskhand.journal.Freeze.Frozen;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that nearly every commit reads and writes. On them hangs how many steps a second can be
 * made, so each database has a way of its own: one that is a call away does each at once, one that
 * is a network away keeps them back and does them together. Belongs to whoever has the turn.
 */
sealed interface HotRows permits SqliteRows, PostgresRows {

  /** Who holds a partition, and under which epoch. */
  record Held(Optional<String> owner, long epoch) {}

  /**
   * A stream that moves on.
   *
   * @param expected the sequence that it has to be at
   * @param sequence the one that it is at from then on
   * @param wakeAt when it is woken, in microseconds
   * @param change its number among all changes, which names its timer
   */
  record Move(
      StreamKey key,
      long expected,
      long sequence,
      String state,
      @Nullable Long wakeAt,
      long change) {}

  /**
   * Begins a commit.
   *
   * @param mayGuess whether what is known of the last commit may be taken for what is there, where
   *     nothing else is likely to have been written since: see {@link #isGuess}
   */
  Commit.Counters open(boolean mayGuess);

  /** Takes the head row's lock, which orders this commit among all others; at most once. */
  void lock();

  /**
   * Whether anything that this commit decided may come from an older one. Whoever failed tries
   * again without guessing; what succeeds is right.
   */
  boolean isGuess();

  Held lease(int partition);

  List<Frozen> frozen(TenantId tenant);

  /** The end of a tenant's audit chain as it was when the commit began. */
  Commit.ChainEnd chainEnd(TenantId tenant);

  /**
   * Moves a stream on, and takes its timer away.
   *
   * @throws MovedOnException now or by {@link #flush}, if it is not where it is expected
   */
  void move(Move move);

  /** Adds a row to {@code event}; the values are those of its columns, in their order. */
  void event(@Nullable Object... row);

  /** The same for {@code audit}. */
  void audit(@Nullable Object... row);

  /**
   * Has everything reach the database that was kept back.
   *
   * @throws MovedOnException if a stream was not where it was expected
   */
  void flush();

  /** Drops what was kept back, and what was read of leases and freezes. */
  void forget();

  /**
   * Flushes, and writes the counters, if they have changed, and the ends of chains; the last thing
   * before the commit, and on a database that is a network away the commit too.
   *
   * @throws MovedOnException as {@link #flush}; nothing is committed then
   */
  void finish(Optional<Commit.Counters> counters, Map<TenantId, Commit.ChainEnd> ends);
}
