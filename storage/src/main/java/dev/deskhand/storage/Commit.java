package dev.deskhand.storage;

import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A transaction in the making that several callers' work goes into. The counters are read once
 * under the head row's lock and written once before the commit, so that their order is the order of
 * commits among all replicas. Belongs to the writer's thread.
 */
final class Commit {

  /** Two ways to one connection. */
  record Hands(Handle handle, Prepared prepared) {}

  /** The last numbers that were given out. */
  record Counters(long position, long change, long inbox, long outbox) {}

  /** The last entry of a tenant's audit chain. */
  record ChainEnd(long index, String hash) {
    static final ChainEnd NONE = new ChainEnd(0, HashChain.GENESIS);
  }

  /** Everything that is taken back when one caller's work fails. */
  record Mark(Counters counters, Map<TenantId, ChainEnd> chains, int afterwards) {
    Mark {
      chains = Map.copyOf(chains);
    }
  }

  private static final String READ =
      """
      SELECT position, change, inbox_number, outbox_number
      FROM journal_head
      WHERE only_row = 1\
      """;

  private final Engine engine;
  private final Hands hands;
  private final Instant at;
  private final Counters atBegin;
  private Counters counters;
  private Map<TenantId, ChainEnd> chains = new HashMap<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  /** Takes the head row's lock, which orders this commit among all others. */
  Commit(Engine engine, Hands hands, Instant at) {
    this.engine = engine;
    this.hands = hands;
    this.at = at;
    this.atBegin =
        prepared()
            .first(
                READ + engine.lockForUpdate(),
                row -> new Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
            .orElseThrow(() -> new IllegalStateException("the journal has no head row"));
    this.counters = atBegin;
  }

  Handle handle() {
    return hands.handle();
  }

  /** For what every commit does. */
  Prepared prepared() {
    return hands.prepared();
  }

  /** The time of everything that this commit writes. */
  Instant at() {
    return at;
  }

  Engine engine() {
    return engine;
  }

  long position() {
    return counters.position();
  }

  long nextPosition() {
    Counters old = counters;
    counters = new Counters(old.position() + 1, old.change(), old.inbox(), old.outbox());
    return counters.position();
  }

  long nextChange() {
    Counters old = counters;
    counters = new Counters(old.position(), old.change() + 1, old.inbox(), old.outbox());
    return counters.change();
  }

  long nextInboxNumber() {
    Counters old = counters;
    counters = new Counters(old.position(), old.change(), old.inbox() + 1, old.outbox());
    return counters.inbox();
  }

  long nextOutboxNumber() {
    Counters old = counters;
    counters = new Counters(old.position(), old.change(), old.inbox(), old.outbox() + 1);
    return counters.outbox();
  }

  ChainEnd chainEnd(TenantId tenant) {
    return chains.computeIfAbsent(tenant, this::readChainEnd);
  }

  void chainEnd(TenantId tenant, ChainEnd end) {
    chains.put(tenant, end);
  }

  /** Runs after the commit, on the writer's thread, in commit order. */
  void afterwards(Runnable call) {
    afterwards.add(call);
  }

  List<Runnable> afterwards() {
    return afterwards;
  }

  Mark mark() {
    return new Mark(counters, chains, afterwards.size());
  }

  void backTo(Mark mark) {
    counters = mark.counters();
    chains = new HashMap<>(mark.chains());
    afterwards.subList(mark.afterwards(), afterwards.size()).clear();
  }

  /** Writes the counters and chain ends back; the last thing before the commit. */
  void finish() {
    chains.forEach(this::writeChainEnd);
    if (counters.equals(atBegin)) {
      return;
    }
    prepared()
        .update(
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

  private ChainEnd readChainEnd(TenantId tenant) {
    return prepared()
        .first(
            """
            SELECT entry_index, hash FROM audit_head WHERE tenant = ?
            """,
            row -> new ChainEnd(row.getLong(1), row.getString(2)),
            tenant.value())
        .orElse(ChainEnd.NONE);
  }

  private void writeChainEnd(TenantId tenant, ChainEnd end) {
    if (end.equals(ChainEnd.NONE)) {
      return;
    }
    prepared()
        .update(
            """
            INSERT INTO audit_head (tenant, entry_index, hash)
            VALUES (?, ?, ?)
            ON CONFLICT (tenant) DO UPDATE
            SET entry_index = excluded.entry_index, hash = excluded.hash
            """,
            tenant.value(),
            end.index(),
            end.hash());
  }
}
