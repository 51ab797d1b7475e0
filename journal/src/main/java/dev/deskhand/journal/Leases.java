package dev.deskhand.journal;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Who may write to which partition. Thread-safe. */
public interface Leases {

  /**
   * Takes every free or expired partition and renews those held.
   *
   * @param replica this process, unique among all that run and ran
   * @param length how long the leases hold from now
   * @return every lease that this replica holds now
   */
  List<Lease> hold(String replica, Duration length);

  /**
   * Renews those held of some partitions, gives the replica's others back and takes none: for one
   * that ends.
   *
   * @param partitions those in which something is still being worked
   * @return every lease that this replica holds now
   */
  List<Lease> keep(String replica, Set<Integer> partitions, Duration length);

  /**
   * Whether a lease that this process took or renewed can't have passed on yet. It is measured by a
   * clock that nobody can set, and ends when four fifths of its length have passed: so a process
   * that stood still knows before it makes an effect that somebody else may be making it.
   */
  boolean lasts(Lease lease);

  /**
   * Whether what this process holds was renewed in time, by the same clock; true for one that holds
   * nothing yet.
   */
  boolean areKept();

  /** Gives all of this replica's partitions back. */
  void release(String replica);
}
