package dev.deskhand.journal.memory;

import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Who holds which partition. Guarded by the store's lock. */
final class LeaseTable {
  private record Held(Optional<String> owner, long epoch, Instant until) {}

  private final Tenure tenure = new Tenure();
  private final Held[] partitions = new Held[StreamKey.PARTITIONS];

  LeaseTable() {
    for (int partition = 0; partition < partitions.length; partition++) {
      partitions[partition] = new Held(Optional.empty(), 0, Instant.EPOCH);
    }
  }

  List<Lease> hold(String replica, Instant now, Duration length) {
    long asked = System.nanoTime();
    Optional<String> me = Optional.of(replica);
    for (int partition = 0; partition < partitions.length; partition++) {
      Held held = partitions[partition];
      if (held.owner().equals(me)) {
        partitions[partition] = new Held(me, held.epoch(), now.plus(length));
      } else if (held.owner().isEmpty() || !held.until().isAfter(now)) {
        partitions[partition] = new Held(me, held.epoch() + 1, now.plus(length));
      }
    }
    return tenure.begin(replica, heldBy(me), length, asked);
  }

  List<Lease> keep(String replica, Set<Integer> kept, Instant now, Duration length) {
    long asked = System.nanoTime();
    Optional<String> me = Optional.of(replica);
    for (int partition = 0; partition < partitions.length; partition++) {
      Held held = partitions[partition];
      if (held.owner().equals(me)) {
        partitions[partition] =
            kept.contains(partition)
                ? new Held(me, held.epoch(), now.plus(length))
                : new Held(Optional.empty(), held.epoch(), held.until());
      }
    }
    return tenure.begin(replica, heldBy(me), length, asked);
  }

  private List<Lease> heldBy(Optional<String> owner) {
    return IntStream.range(0, partitions.length)
        .filter(partition -> partitions[partition].owner().equals(owner))
        .mapToObj(partition -> new Lease(partition, partitions[partition].epoch()))
        .toList();
  }

  boolean lasts(Lease lease) {
    return tenure.covers(lease);
  }

  boolean areKept() {
    return tenure.isKept();
  }

  void release(String replica) {
    tenure.end(replica);
    for (int partition = 0; partition < partitions.length; partition++) {
      Held held = partitions[partition];
      if (held.owner().filter(replica::equals).isPresent()) {
        partitions[partition] = new Held(Optional.empty(), held.epoch(), held.until());
      }
    }
  }

  void requireCurrent(List<Lease> leases) {
    for (Lease lease : leases) {
      Held held = partitions[lease.partition()];
      if (held.owner().isEmpty() || held.epoch() != lease.epoch()) {
        throw new StaleLeaseException(
            "partition %d: written under epoch %d, but the lease is at epoch %d%s"
                .formatted(
                    lease.partition(),
                    lease.epoch(),
                    held.epoch(),
                    held.owner().isEmpty() ? " and free" : ""));
      }
    }
  }
}
