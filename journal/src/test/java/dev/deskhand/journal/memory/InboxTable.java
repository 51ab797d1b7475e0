package dev.deskhand.journal.memory;

import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accepted deliveries. Guarded by the store's lock. */
final class InboxTable {
  private record Origin(TenantId tenant, String source, String deliveryId) {
    static Origin of(Delivery delivery) {
      return new Origin(delivery.tenant(), delivery.source(), delivery.deliveryId());
    }
  }

  private final Map<Long, InboxRow> waiting = new TreeMap<>();
  private final Map<Origin, Optional<String>> outcomes = new HashMap<>();
  private long accepted;

  Optional<InboxRow> accept(Delivery delivery, Instant at) {
    if (outcomes.putIfAbsent(Origin.of(delivery), Optional.empty()) != null) {
      return Optional.empty();
    }
    accepted++;
    InboxRow row = new InboxRow(new InboxId(accepted), at, delivery);
    waiting.put(accepted, row);
    return Optional.of(row);
  }

  List<InboxRow> pending(int partition, int limit) {
    Map<String, Integer> turns = new HashMap<>();
    Map<InboxRow, Integer> turn = new LinkedHashMap<>();
    waiting.values().stream()
        .filter(row -> row.delivery().partition() == partition)
        .forEach(row -> turn.put(row, turns.merge(lane(row), 1, Integer::sum)));
    return turn.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  private static String lane(InboxRow row) {
    return row.delivery().tenant() + "|" + row.delivery().lane();
  }

  void requireWaiting(TenantId tenant, InboxId id) {
    InboxRow row = waiting.get(id.value());
    if (row == null || !row.delivery().tenant().equals(tenant)) {
      throw notWaiting(id);
    }
  }

  void settle(InboxId id, String outcome) {
    InboxRow row = waiting.remove(id.value());
    if (row == null) {
      throw notWaiting(id);
    }
    outcomes.put(Origin.of(row.delivery()), Optional.of(outcome));
  }

  Optional<String> outcome(TenantId tenant, String source, String deliveryId) {
    return outcomes.getOrDefault(new Origin(tenant, source, deliveryId), Optional.empty());
  }

  private static VersionConflictException notWaiting(InboxId id) {
    return new VersionConflictException(
        "inbox row " + id.value() + " is not waiting: handled, quarantined or another tenant's");
  }
}
