package dev.deskhand.journal.memory;

import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What goes out. Guarded by the store's lock. */
final class OutboxTable {
  private record Key(TenantId tenant, DeliveryKey key) {}

  private record Lane(TenantId tenant, String name) {}

  private sealed interface Settled {
    record Delivered(String receipt) implements Settled {}

    record GivenUp(String reason) implements Settled {}
  }

  private record Entry(PendingDelivery pending, Optional<Settled> settled) {
    Entry due(Instant at) {
      PendingDelivery old = pending;
      return new Entry(
          new PendingDelivery(old.tenant(), old.number(), old.row(), old.attempts(), at), settled);
    }

    Entry attempted() {
      return attempted(1);
    }

    Entry unmade() {
      return attempted(-1);
    }

    private Entry attempted(int more) {
      PendingDelivery old = pending;
      int attempts = old.attempts() + more;
      return new Entry(
          new PendingDelivery(old.tenant(), old.number(), old.row(), attempts, old.dueAt()),
          settled);
    }

    Entry settledAs(Settled how) {
      return new Entry(pending, Optional.of(how));
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  void write(TenantId tenant, List<OutboxRow> rows, Instant at) {
    for (OutboxRow row : rows) {
      PendingDelivery pending = new PendingDelivery(tenant, entries.size() + 1L, row, 0, at);
      entries.putIfAbsent(new Key(tenant, row.key()), new Entry(pending, Optional.empty()));
    }
  }

  List<PendingDelivery> due(int partition, Instant now, int limit) {
    return firstOfLanes(partition).values().stream()
        .filter(pending -> !pending.dueAt().isAfter(now))
        .sorted(Comparator.comparingLong(PendingDelivery::number))
        .limit(limit)
        .toList();
  }

  Optional<PendingDelivery> first(TenantId tenant, String lane) {
    int partition = StreamKey.partitionOf(tenant, lane);
    return Optional.ofNullable(firstOfLanes(partition).get(new Lane(tenant, lane)));
  }

  Optional<Instant> nextDue(int partition) {
    return firstOfLanes(partition).values().stream()
        .map(PendingDelivery::dueAt)
        .min(Comparator.naturalOrder());
  }

  void beginAttempt(PendingDelivery seen) {
    DeliveryKey key = seen.row().key();
    Entry entry = require(seen.tenant(), key);
    if (entry.settled().isPresent() || entry.pending().attempts() != seen.attempts()) {
      throw new VersionConflictException(
          "outbox row %s of %s: it is settled, or was attempted since"
              .formatted(key, seen.tenant()));
    }
    entries.put(new Key(seen.tenant(), key), entry.attempted());
  }

  void delivered(TenantId tenant, DeliveryKey key, String receipt) {
    change(tenant, key, entry -> entry.settledAs(new Settled.Delivered(receipt)));
  }

  void retryAt(TenantId tenant, DeliveryKey key, Instant at) {
    change(tenant, key, entry -> entry.due(Micros.truncate(at)));
  }

  void unmade(TenantId tenant, DeliveryKey key, Instant at) {
    change(tenant, key, entry -> entry.unmade().due(Micros.truncate(at)));
  }

  void undeliverable(TenantId tenant, DeliveryKey key, String reason) {
    change(tenant, key, entry -> entry.settledAs(new Settled.GivenUp(reason)));
  }

  Optional<String> receipt(TenantId tenant, DeliveryKey key) {
    return Optional.ofNullable(entries.get(new Key(tenant, key))).flatMap(OutboxTable::receiptOf);
  }

  private Map<Lane, PendingDelivery> firstOfLanes(int partition) {
    Map<Lane, PendingDelivery> first = new HashMap<>();
    for (Entry entry : entries.values()) {
      PendingDelivery pending = entry.pending();
      Lane lane = new Lane(pending.tenant(), pending.row().lane());
      boolean here = StreamKey.partitionOf(lane.tenant(), lane.name()) == partition;
      if (here && entry.settled().isEmpty()) {
        first.putIfAbsent(lane, pending);
      }
    }
    return first;
  }

  private void change(TenantId tenant, DeliveryKey key, UnaryOperator<Entry> change) {
    Entry entry = require(tenant, key);
    if (entry.settled().isEmpty()) {
      entries.put(new Key(tenant, key), change.apply(entry));
    }
  }

  private Entry require(TenantId tenant, DeliveryKey key) {
    Entry entry = entries.get(new Key(tenant, key));
    if (entry == null) {
      throw new JournalException("outbox row %s of %s: there is none".formatted(key, tenant));
    }
    return entry;
  }

  private static Optional<String> receiptOf(Entry entry) {
    return entry
        .settled()
        .flatMap(
            settled ->
                switch (settled) {
                  case Settled.Delivered delivered -> Optional.of(delivered.receipt());
                  case Settled.GivenUp givenUp -> Optional.empty();
                });
  }
}
