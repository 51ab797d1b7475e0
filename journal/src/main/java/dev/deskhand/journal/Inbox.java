package dev.deskhand.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where what arrives becomes durable before it is acknowledged. Handling is marked by {@link
 * Append.Builder#handling}, in the commit of the effects. Thread-safe.
 */
public interface Inbox {

  /**
   * Stores a delivery; returns after the commit.
   *
   * @return its number, or empty when this source delivered this id before (keep answering 2xx)
   */
  Optional<InboxId> accept(Delivery delivery);

  /**
   * The next unhandled rows of a partition: each lane's in order of acceptance, and the lanes by
   * turns, so that none that is full keeps the others waiting.
   */
  List<InboxRow> pending(int partition, int limit);

  /**
   * Sets a row aside that cannot be worked, so that the rest of its lane flows. Its outcome reads
   * {@code quarantined: } and the reason.
   *
   * @throws VersionConflictException if the row no longer waits
   */
  void quarantine(InboxId id, String reason);

  /** What became of a delivery: its outcome, or empty while it waits or when it never came. */
  Optional<String> outcome(TenantId tenant, String source, String deliveryId);

  /** Hears of every accepted row of this process after its commit; must be quick. */
  void onAccept(Consumer<InboxRow> listener);
}
