package dev.deskhand.storage;

import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A transaction in the making that several callers' work goes into. The counters are read once
 * under the head row's lock and written once before the commit, so that their order is the order of
 * commits among all replicas. Belongs to the writer's thread.
 */
final class Commit {

  /** Three ways to one connection. */
  record Hands(Handle handle, Prepared prepared, HotRows rows) {}

  /** The last numbers that were given out. */
  record Counters(long position, long change, long inbox, long outbox) {
    boolean isWithin(Counters most) {
      return position <= most.position
          && change <= most.change
          && inbox <= most.inbox
          && outbox <= most.outbox;
    }

    Counters plus(long each) {
      return new Counters(position + each, change + each, inbox + each, outbox + each);
    }
  }

  /**
   * The last entry of a tenant's audit chain.
   *
   * @param chain its number among the chains
   */
  record ChainEnd(long chain, long index, String hash) {
    /** Of a chain that has no entry yet. */
    static ChainEnd none(long chain) {
      return new ChainEnd(chain, 0, HashChain.GENESIS);
    }
  }

  /** Everything that is taken back when one caller's work fails. */
  record Mark(Counters counters, Map<TenantId, ChainEnd> chains, int afterwards) {
    Mark {
      chains = Map.copyOf(chains);
    }
  }

  private final Engine engine;
  private final Hands hands;
  private final Instant at;
  private final Counters atBegin;
  private Counters counters;
  private Map<TenantId, ChainEnd> chains = new HashMap<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  Commit(Engine engine, Hands hands, Instant at, boolean mayGuess) {
    this.engine = engine;
    this.hands = hands;
    this.at = at;
    this.atBegin = hands.rows().open(mayGuess);
    this.counters = atBegin;
  }

  /** For what may look at other rows than its own: it sees everything that was written so far. */
  Handle handle() {
    hands.rows().lock();
    flush();
    return hands.handle();
  }

  /** For changes of leases and freezes, which later parts of this commit are to see. */
  Handle changesStanding() {
    Handle handle = handle();
    hands.rows().forget();
    return handle;
  }

  Connection connection() {
    hands.rows().lock();
    return hands.handle().getConnection();
  }

  /** For rows that nothing else of the commit looks at. */
  Prepared prepared() {
    hands.rows().lock();
    return hands.prepared();
  }

  HotRows rows() {
    return hands.rows();
  }

  /** See {@link HotRows#isGuess}. */
  boolean isGuess() {
    return hands.rows().isGuess();
  }

  /** Has everything reach the database that was written so far. */
  void flush() {
    hands.rows().flush();
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
    return chains.computeIfAbsent(tenant, it -> hands.rows().chainEnd(it));
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
    hands.rows().forget();
    afterwards.subList(mark.afterwards(), afterwards.size()).clear();
  }

  /** Writes what was kept back, the counters and the chain ends; the last thing. */
  void finish() {
    hands
        .rows()
        .finish(
            counters.equals(atBegin) ? Optional.empty() : Optional.of(counters),
            Map.copyOf(chains));
  }
}
