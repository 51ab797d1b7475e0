package dev.deskhand.journal;

import java.time.Duration;
import java.util.List;

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

  /** Gives all of this replica's partitions back. */
  void release(String replica);
}
