package dev.deskhand.storage;

import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.Tenure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The leases in their table. Expiry is measured by this process's clock: keep the replicas' clocks
 * together. A wrong clock moves a lease too early or too late, but never lets two write: that is
 * what the epoch decides.
 */
final class JdbiLeases implements Leases {
  private final Writer writer;
  private final Tenure tenure = new Tenure();

  JdbiLeases(Writer writer) {
    this.writer = writer;
  }

  @Override
  public List<Lease> hold(String replica, Duration length) {
    long asked = System.nanoTime();
    List<Lease> leases =
        writer.write("hold leases for " + replica, commit -> hold(commit, replica, length));
    return tenure.begin(replica, leases, length, asked);
  }

  @Override
  public List<Lease> keep(String replica, Set<Integer> partitions, Duration length) {
    long asked = System.nanoTime();
    List<Lease> leases =
        writer.write(
            "keep leases for " + replica, commit -> keep(commit, replica, partitions, length));
    return tenure.begin(replica, leases, length, asked);
  }

  @Override
  public boolean lasts(Lease lease) {
    return tenure.covers(lease);
  }

  @Override
  public boolean areKept() {
    return tenure.isKept();
  }

  @Override
  public void release(String replica) {
    tenure.end(replica);
    writer.write(
        "release the leases of " + replica,
        commit ->
            commit
                .changesStanding()
                .createUpdate(
                    """
                    UPDATE lease SET owner = NULL WHERE owner = :replica
                    """)
                .bind("replica", replica)
                .execute());
  }

  /** Gives back what anybody held, where nobody who did can be alive. */
  void releaseAll() {
    writer.write(
        "release all leases",
        commit -> commit.changesStanding().execute("UPDATE lease SET owner = NULL"));
  }

  private static List<Lease> hold(Commit commit, String replica, Duration length) {
    long until = MicroTime.of(commit.at().plus(length));
    Handle handle = commit.changesStanding();
    handle
        .createUpdate(
            """
            UPDATE lease SET expires_at_micros = :until WHERE owner = :replica
            """)
        .bind("until", until)
        .bind("replica", replica)
        .execute();
    handle
        .createUpdate(
            """
            UPDATE lease
            SET owner = :replica, epoch = epoch + 1, expires_at_micros = :until
            WHERE owner IS NULL OR (owner <> :replica AND expires_at_micros <= :now)
            """)
        .bind("replica", replica)
        .bind("until", until)
        .bind("now", MicroTime.of(commit.at()))
        .execute();
    return held(handle, replica);
  }

  private static List<Lease> keep(
      Commit commit, String replica, Set<Integer> partitions, Duration length) {
    Handle handle = commit.changesStanding();
    long until = MicroTime.of(commit.at().plus(length));
    for (Lease lease : held(handle, replica)) {
      if (partitions.contains(lease.partition())) {
        handle.execute(
            "UPDATE lease SET expires_at_micros = ? WHERE part = ?", until, lease.partition());
      } else {
        handle.execute("UPDATE lease SET owner = NULL WHERE part = ?", lease.partition());
      }
    }
    return held(handle, replica);
  }

  private static List<Lease> held(Handle handle, String replica) {
    return handle
        .createQuery(
            """
            SELECT part, epoch FROM lease WHERE owner = :replica ORDER BY part
            """)
        .bind("replica", replica)
        .map((row, context) -> new Lease(row.getInt("part"), row.getLong("epoch")))
        .list();
  }
}
