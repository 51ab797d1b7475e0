package dev.deskhand.journal.memory;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Bookmark;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.Handled;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every port at once, kept in memory, for tests. It passes the same contracts as the stores that
 * last. Sleepers are woken by {@link #fireDue} alone, so that a test owns its time. Thread-safe;
 * listeners are called under the lock, in commit order.
 */
public final class InMemoryStore implements Journal, Inbox, Outbox, Leases, Freeze, WakeUps {
  private final InstantSource clock;
  private final Ledger ledger = new Ledger();
  private final InboxTable inbox = new InboxTable();
  private final OutboxTable outbox = new OutboxTable();
  private final LeaseTable leases = new LeaseTable();
  private final Map<TenantId, Map<Scope, Frozen>> frozen = new HashMap<>();
  private final Map<String, Position> bookmarks = new HashMap<>();
  private final Map<StreamKey, Instant> timers = new HashMap<>();
  private final List<Consumer<Append>> commitListeners = new ArrayList<>();
  private final List<Consumer<InboxRow>> acceptListeners = new ArrayList<>();
  private boolean waking;

  public InMemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Position append(Append append) {
    leases.requireCurrent(append.leases());
    requireNotFrozen(append);
    ledger.requireVersions(append);
    Append.Progress progress = append.progress();
    progress.handled().ifPresent(done -> inbox.requireWaiting(append.tenant(), done.id()));

    append.freezing().changes().forEach(change -> change(append.tenant(), change));
    Position end = ledger.write(append, now());
    outbox.write(append.tenant(), append.outbox(), now());
    progress.handled().ifPresent(this::settle);
    progress.bookmark().ifPresent(this::move);
    append.streams().forEach(part -> setTimer(append.tenant(), part));
    append.afterwards().forEach(Runnable::run);
    commitListeners.forEach(listener -> listener.accept(append));
    return end;
  }

  @Override
  public synchronized History read(StreamKey key, long after) {
    History all = ledger.read(key);
    return new History(
        key,
        all.sequence(),
        all.events().stream().filter(event -> event.sequence() > after).toList());
  }

  @Override
  public synchronized Optional<RecordedEvent> last(StreamKey key) {
    List<RecordedEvent> all = ledger.read(key).events();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  @Override
  public synchronized List<RecordedEvent> tail(Position after, int limit) {
    return ledger.tail(after, limit);
  }

  @Override
  public synchronized Position bookmark(String reader) {
    return bookmarks.getOrDefault(reader, Position.START);
  }

  @Override
  public synchronized List<StreamKey> live(Set<Integer> partitions) {
    return ledger.live(partitions);
  }

  @Override
  public synchronized List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    return ledger.recent(tenant, kind, limit);
  }

  @Override
  public synchronized List<StreamKey> asleep(TenantId tenant, String kind, int limit) {
    return ledger.asleep(tenant, kind, limit);
  }

  @Override
  public synchronized List<StreamKey> wakingBefore(TenantId tenant, String kind, Instant time) {
    return ledger.wakingBefore(tenant, kind, time);
  }

  @Override
  public synchronized List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    return ledger.audit(tenant, afterIndex, limit);
  }

  @Override
  public synchronized Optional<AuditRecord> auditHead(TenantId tenant) {
    return ledger.auditHead(tenant);
  }

  @Override
  public synchronized Optional<String> artefact(TenantId tenant, String sha256) {
    return ledger.artefact(tenant, sha256);
  }

  @Override
  public synchronized void onCommit(Consumer<Append> listener) {
    commitListeners.add(listener);
  }

  @Override
  public synchronized Optional<InboxId> accept(Delivery delivery) {
    Optional<InboxRow> row = inbox.accept(delivery, now());
    row.ifPresent(accepted -> acceptListeners.forEach(listener -> listener.accept(accepted)));
    return row.map(InboxRow::id);
  }

  @Override
  public synchronized List<InboxRow> pending(int partition, int limit) {
    return inbox.pending(partition, limit);
  }

  @Override
  public synchronized void quarantine(InboxId id, String reason) {
    inbox.settle(id, "quarantined: " + reason);
  }

  @Override
  public synchronized Optional<String> outcome(TenantId tenant, String source, String deliveryId) {
    return inbox.outcome(tenant, source, deliveryId);
  }

  @Override
  public synchronized void onAccept(Consumer<InboxRow> listener) {
    acceptListeners.add(listener);
  }

  @Override
  public synchronized List<PendingDelivery> due(int partition, Instant now, int limit) {
    return outbox.due(partition, now, limit);
  }

  @Override
  public synchronized Optional<PendingDelivery> first(TenantId tenant, String lane) {
    return outbox.first(tenant, lane);
  }

  @Override
  public synchronized Optional<Instant> nextDue(int partition) {
    return outbox.nextDue(partition);
  }

  @Override
  public synchronized void beginAttempt(PendingDelivery seen, Lease lease) {
    leases.requireCurrent(List.of(lease));
    outbox.beginAttempt(seen);
  }

  @Override
  public synchronized void delivered(TenantId tenant, DeliveryKey key, String receipt) {
    outbox.delivered(tenant, key, receipt);
  }

  @Override
  public synchronized void unmade(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    outbox.unmade(tenant, key, at);
  }

  @Override
  public synchronized void retryAt(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    outbox.retryAt(tenant, key, at);
  }

  @Override
  public synchronized void undeliverable(TenantId tenant, DeliveryKey key, String reason) {
    outbox.undeliverable(tenant, key, reason);
  }

  @Override
  public synchronized Optional<String> receipt(TenantId tenant, DeliveryKey key) {
    return outbox.receipt(tenant, key);
  }

  @Override
  public synchronized List<Lease> hold(String replica, Duration length) {
    return leases.hold(replica, now(), length);
  }

  @Override
  public synchronized List<Lease> keep(String replica, Set<Integer> partitions, Duration length) {
    return leases.keep(replica, partitions, now(), length);
  }

  @Override
  public boolean lasts(Lease lease) {
    return leases.lasts(lease);
  }

  @Override
  public boolean areKept() {
    return leases.areKept();
  }

  @Override
  public synchronized void release(String replica) {
    leases.release(replica);
  }

  @Override
  public synchronized List<Frozen> frozen(TenantId tenant) {
    return frozen.getOrDefault(tenant, Map.of()).values().stream()
        .sorted(Comparator.comparing(Frozen::since).thenComparing(it -> it.scope().value()))
        .toList();
  }

  @Override
  public synchronized void start() {
    if (waking) {
      throw new IllegalStateException("the wake-ups of this store were started before");
    }
    waking = true;
  }

  /**
   * Makes every sleeper live whose time has come by {@code now}, earliest first.
   *
   * @return how many; 0 before {@link #start}
   */
  public synchronized int fireDue(Instant now) {
    List<StreamKey> due =
        timers.entrySet().stream()
            .filter(timer -> waking && !timer.getValue().isAfter(now))
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(this::wake);
    return due.size();
  }

  private void wake(StreamKey key) {
    long sequence = ledger.read(key).sequence();
    append(
        Append.in(key.tenant()).to(key.stream(), sequence, StreamState.live(), List.of()).build());
  }

  /** When the next sleeper is to be woken, if any sleeps with a time. */
  public synchronized Optional<Instant> nextWakeUp() {
    return timers.values().stream().min(Instant::compareTo);
  }

  @Override
  public synchronized void close() {
    waking = false;
  }

  private void requireNotFrozen(Append append) {
    frozen(append.tenant()).stream()
        .filter(it -> append.freezing().unless().contains(it.scope()))
        .findFirst()
        .ifPresent(
            it -> {
              throw new FrozenException(append.tenant(), it);
            });
  }

  private void change(TenantId tenant, Change change) {
    Map<Scope, Frozen> scopes = frozen.computeIfAbsent(tenant, _ -> new HashMap<>());
    switch (change) {
      case Change.Stop(Frozen it) ->
          scopes.putIfAbsent(
              it.scope(), new Frozen(it.scope(), it.by(), it.why(), Micros.truncate(it.since())));
      case Change.Lift(Frozen it) -> {
        Frozen now = scopes.get(it.scope());
        if (now != null && now.by().equals(it.by()) && now.since().equals(it.since())) {
          scopes.remove(it.scope());
        }
      }
    }
  }

  private void settle(Handled done) {
    inbox.settle(done.id(), done.outcome());
  }

  private void move(Bookmark bookmark) {
    bookmarks.put(bookmark.reader(), bookmark.position());
  }

  private void setTimer(TenantId tenant, StreamAppend part) {
    StreamKey key = new StreamKey(tenant, part.stream());
    Optional<Instant> until =
        part.state() instanceof StreamState.Asleep asleep ? asleep.until() : Optional.empty();
    until.ifPresentOrElse(at -> timers.put(key, at), () -> timers.remove(key));
  }

  private Instant now() {
    return Micros.now(clock);
  }
}
