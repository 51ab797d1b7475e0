package dev.deskhand.torture;

import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An outbox under which the engine dies. */
final class MortalOutbox implements Outbox {
  private final Outbox outbox;
  private final Halt halt;

  MortalOutbox(Outbox outbox, Halt halt) {
    this.outbox = outbox;
    this.halt = halt;
  }

  @Override
  public List<PendingDelivery> due(int partition, Instant now, int limit) {
    halt.check();
    return outbox.due(partition, now, limit);
  }

  @Override
  public Optional<PendingDelivery> first(TenantId tenant, String lane) {
    halt.check();
    return outbox.first(tenant, lane);
  }

  @Override
  public Optional<Instant> nextDue(int partition) {
    halt.check();
    return outbox.nextDue(partition);
  }

  @Override
  public void beginAttempt(PendingDelivery seen, Lease lease) {
    halt.pass(Point.BEFORE_ATTEMPT);
    outbox.beginAttempt(seen, lease);
    halt.pass(Point.AFTER_ATTEMPT);
  }

  @Override
  public void delivered(TenantId tenant, DeliveryKey key, String receipt) {
    halt.pass(Point.BEFORE_DELIVERED);
    outbox.delivered(tenant, key, receipt);
    halt.pass(Point.AFTER_DELIVERED);
  }

  @Override
  public void retryAt(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    halt.check();
    outbox.retryAt(tenant, key, at, reason);
  }

  @Override
  public void unmade(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    halt.check();
    outbox.unmade(tenant, key, at, reason);
  }

  @Override
  public void undeliverable(TenantId tenant, DeliveryKey key, String reason) {
    halt.check();
    outbox.undeliverable(tenant, key, reason);
  }

  @Override
  public Optional<String> receipt(TenantId tenant, DeliveryKey key) {
    halt.check();
    return outbox.receipt(tenant, key);
  }
}
