package dev.deskhand.journal.contract;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the contracts begin with. Names are fresh each time, so tests can share a database. */
final class Given {
  private Given() {}

  static String name(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 18);
  }

  static TenantId tenant() {
    return new TenantId(name("tenant"));
  }

  static StreamId stream() {
    return new StreamId("run", name("r"));
  }

  static StreamKey keyIn(TenantId tenant) {
    return new StreamKey(tenant, stream());
  }

  static Event event(String text) {
    return new Event("step-noted", 1, "{\"text\":\"" + text + "\"}");
  }

  static Append appendTo(StreamKey key, long expected, StreamState state, Event... events) {
    return Append.in(key.tenant()).to(key.stream(), expected, state, List.of(events)).build();
  }

  static Append appendTo(StreamKey key, long expected, Event... events) {
    return appendTo(key, expected, StreamState.live(), events);
  }

  static AuditEntry entry(String action) {
    return new AuditEntry(
        Instant.parse("2026-03-01T10:00:00.000001999Z"),
        "ada",
        action,
        "runbook/unlock-account",
        new AuditEntry.Grounds("asked for", List.of("p:1", ""), List.of("bob 12:ab")),
        new AuditEntry.Consequence("unlocks", "lock again", List.of("00ff")));
  }

  static OutboxRow row(String key, String lane) {
    String body = "{\"key\":\"" + key + "\"}";
    return new OutboxRow(new DeliveryKey(key), lane, "channel-post", 1, body);
  }

  static Delivery delivery(TenantId tenant, String id, String lane) {
    return new Delivery(tenant, "slack/T1", id, lane, "chat-message", 1, "{\"text\":\"hi\"}");
  }

  static Lease leaseFor(List<Lease> leases, int partition) {
    return leases.stream()
        .filter(lease -> lease.partition() == partition)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no lease of partition " + partition));
  }
}
