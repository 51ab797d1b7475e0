package dev.deskhand.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits to go out. Rows are written by {@link Append.Builder#send}; one courier per replica
 * works them. Marking a row that is settled changes nothing; a key that never was is a {@link
 * JournalException}. Thread-safe.
 */
public interface Outbox {

  /**
   * The first undelivered row of each lane of a partition that is due by {@code now}, oldest first.
   * A lane's partition is {@link StreamKey#partitionOf}. A row behind an undelivered one waits.
   */
  List<PendingDelivery> due(int partition, Instant now, int limit);

  /** The first undelivered row of a lane, whether it is due yet or not. */
  Optional<PendingDelivery> first(TenantId tenant, String lane);

  /** When the next row of a partition falls due, if any waits. */
  Optional<Instant> nextDue(int partition);

  /**
   * Records, durably and before the attempt, that the outside may have it from now on.
   *
   * @param seen the row as it was read
   * @param lease covers its lane's partition
   * @throws VersionConflictException if the row is settled, or an attempt was begun since it was
   *     read: don't send it
   * @throws StaleLeaseException if the lease has passed on
   */
  void beginAttempt(PendingDelivery seen, Lease lease);

  /**
   * Records that it arrived, and drops its body: what people wrote stays no longer than needed.
   *
   * @param receipt what the outside calls it, such as a message id
   */
  void delivered(TenantId tenant, DeliveryKey key, String receipt);

  /** Records that it did not arrive and when to try again. */
  void retryAt(TenantId tenant, DeliveryKey key, Instant at, String reason);

  /**
   * The same, where it is certain that the attempt that was begun last reached nobody: it doesn't
   * count.
   */
  void unmade(TenantId tenant, DeliveryKey key, Instant at, String reason);

  /** Gives a row up, with the reason, so that the rest of its lane flows. */
  void undeliverable(TenantId tenant, DeliveryKey key, String reason);

  /** What the outside calls a delivered row. */
  Optional<String> receipt(TenantId tenant, DeliveryKey key);
}
