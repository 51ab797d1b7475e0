package dev.deskhand.storage;

import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are kept back and then written by one statement: a single one as values, many as
 * arrays, one for each column. Belongs to the writer's thread.
 */
final class PostgresBatch {
  /** Its state says that something was not where it was expected: the guard divides by zero. */
  private static final String DIVISION_BY_ZERO = "22012";

  private static final String COUNTERS =
      """
      UPDATE journal_head
      SET position = ?, change = ?, inbox_number = ?, outbox_number = ?
      WHERE only_row = 1\
      """;
  private static final String SAME_COUNTERS =
      COUNTERS + " AND position = ? AND change = ? AND inbox_number = ? AND outbox_number = ?";

  /** All parts see what was there before, so also the change that set the timer. */
  private static final String CANCEL =
      """
      DELETE FROM scheduled_tasks AS timer
      USING (
        SELECT head.tenant, head.stream, head.change
        FROM {rows} AS given (tenant, stream) JOIN stream_head AS head USING (tenant, stream)
        WHERE head.wake_at_micros IS NOT NULL) AS old
      WHERE timer.task_name = 'wake-up' AND NOT timer.picked
        AND timer.task_instance = old.tenant || '|' || old.stream || '|' || old.change\
      """;

  private static final String UPDATE =
      """
      UPDATE stream_head AS head
      SET sequence = given.sequence, state = given.state, wake_at_micros = given.wake,
        change = given.change,
        state_change = CASE WHEN head.state = 'live' AND given.state = 'live'
          THEN head.state_change ELSE given.change END
      FROM {rows} AS given (tenant, stream, expected, sequence, state, wake, change)
      WHERE head.tenant = given.tenant AND head.stream = given.stream
        AND head.sequence = given.expected\
      """;
  private static final String INSERT =
      """
      INSERT INTO stream_head AS head
        (tenant, stream, kind, part, sequence, state, wake_at_micros, change, state_change)
      SELECT given.*, given.change
      FROM {rows} AS given (tenant, stream, kind, part, sequence, state, wake, change)
      ON CONFLICT (tenant, stream) DO UPDATE
      SET sequence = excluded.sequence, state = excluded.state,
        wake_at_micros = excluded.wake_at_micros, change = excluded.change,
        state_change = CASE WHEN head.state = 'live' AND excluded.state = 'live'
          THEN head.state_change ELSE excluded.state_change END
      WHERE head.sequence = 0\
      """;
  private static final String EVENTS = "INSERT INTO event SELECT * FROM {rows} AS given";
  private static final String AUDIT = "INSERT INTO audit SELECT * FROM {rows} AS given";
  private static final String ENDS =
      """
      UPDATE audit_chain AS chain
      SET entry_index = given.entry_index, hash = given.hash
      FROM {rows} AS given (number, entry_index, hash)
      WHERE chain.number = given.number\
      """;

  private final Prepared prepared;
  private final Timerless timerless = new Timerless();
  private final List<HotRows.Move> moves = new ArrayList<>();
  private final Set<StreamKey> moving = new HashSet<>();
  private final List<@Nullable Object[]> events = new ArrayList<>();
  private final List<@Nullable Object[]> audit = new ArrayList<>();

  PostgresBatch(Prepared prepared) {
    this.prepared = prepared;
  }

  /** Whether this stream is to be moved already. */
  boolean moves(StreamKey key) {
    return moving.contains(key);
  }

  void move(HotRows.Move move) {
    moves.add(move);
    moving.add(move.key());
  }

  void event(@Nullable Object[] row) {
    events.add(row);
  }

  void audit(@Nullable Object[] row) {
    audit.add(row);
  }

  void clear() {
    moves.clear();
    moving.clear();
    events.clear();
    audit.clear();
  }

  void send() {
    PostgresJourney journey = new PostgresJourney();
    addKept(journey);
    go(journey);
  }

  boolean isEmpty() {
    return moves.isEmpty() && events.isEmpty() && audit.isEmpty();
  }

  /**
   * Sends everything, the counters, the ends of chains, and the commit.
   *
   * @param expected the counters that have to be there, if their row is not locked yet: nothing was
   *     asked of the server then
   */
  void sendAndCommit(
      Commit.Counters counters,
      Map<TenantId, Commit.ChainEnd> ends,
      Optional<Commit.Counters> expected) {
    PostgresJourney journey = new PostgresJourney();
    Object[] next = numbers(counters);
    if (expected.isPresent()) {
      journey.one("counted", SAME_COUNTERS, both(next, numbers(expected.get())));
    } else {
      journey.one("counted", COUNTERS, next);
    }
    addKept(journey);
    if (!ends.isEmpty()) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      ends.values()
          .forEach(end -> rows.add(new @Nullable Object[] {end.chain(), end.index(), end.hash()}));
      journey.each("chained", ENDS, rows, "bigint", "bigint", "text");
    }
    if (expected.isPresent()) {
      journey.commitWhole();
    } else {
      journey.commit();
    }
    go(journey);
  }

  private static Object[] numbers(Commit.Counters counters) {
    return new Object[] {
      counters.position(), counters.change(), counters.inbox(), counters.outbox()
    };
  }

  private static Object[] both(Object[] first, Object[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray();
  }

  private void addKept(PostgresJourney journey) {
    List<HotRows.Move> old = moves.stream().filter(it -> it.expected() > 0).toList();
    List<HotRows.Move> fresh = moves.stream().filter(it -> it.expected() == 0).toList();
    List<HotRows.Move> perhapsTimed = moves.stream().filter(it -> !timerless.knows(it)).toList();
    if (!old.isEmpty()) {
      journey.each(
          "moved",
          UPDATE,
          old.stream().map(PostgresBatch::row).toList(),
          "text",
          "text",
          "bigint",
          "bigint",
          "text",
          "bigint",
          "bigint");
    }
    if (!fresh.isEmpty()) {
      journey.each(
          "begun",
          INSERT,
          fresh.stream().map(PostgresBatch::whole).toList(),
          "text",
          "text",
          "text",
          "int",
          "bigint",
          "text",
          "bigint",
          "bigint");
    }
    if (!perhapsTimed.isEmpty()) {
      journey.rows(
          "cancelled",
          CANCEL,
          perhapsTimed.stream().map(PostgresBatch::name).toList(),
          "text",
          "text");
    }
    if (!events.isEmpty()) {
      journey.rows(
          "told", EVENTS, events, "bigint", "text", "text", "bigint", "bigint", "text", "int",
          "text");
    }
    if (!audit.isEmpty()) {
      journey.rows(
          "audited", AUDIT, audit, "bigint", "text", "bigint", "text", "text", "text", "text",
          "text", "text", "text", "text", "text", "text", "text");
    }
  }

  private void go(PostgresJourney journey) {
    try {
      journey.go(prepared);
      timerless.learn(moves);
    } catch (SQLException e) {
      if (DIVISION_BY_ZERO.equals(e.getSQLState())) {
        throw new MovedOnException(moves);
      }
      throw new Prepared.RefusedException(e);
    } finally {
      clear();
    }
  }

  private static @Nullable Object[] name(HotRows.Move move) {
    return new @Nullable Object[] {move.key().tenant().value(), move.key().stream().toString()};
  }

  private static @Nullable Object[] row(HotRows.Move move) {
    return new @Nullable Object[] {
      move.key().tenant().value(),
      move.key().stream().toString(),
      move.expected(),
      move.sequence(),
      move.state(),
      move.wakeAt(),
      move.change()
    };
  }

  private static @Nullable Object[] whole(HotRows.Move move) {
    return new @Nullable Object[] {
      move.key().tenant().value(),
      move.key().stream().toString(),
      move.key().stream().kind(),
      move.key().partition(),
      move.sequence(),
      move.state(),
      move.wakeAt(),
      move.change()
    };
  }
}
