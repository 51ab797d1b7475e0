package dev.deskhand.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leases of this process as it heard of them last, for those that keep them; see {@link
 * Leases#lasts}. Thread-safe.
 */
public final class Tenure {
  private record Term(Set<Lease> leases, long end) {}

  private final Map<String, Term> terms = new ConcurrentHashMap<>();

  /**
   * What a replica holds now, in place of what it held before.
   *
   * @param asked {@link System#nanoTime} before it asked for them
   * @return the same leases
   */
  public List<Lease> begin(String replica, List<Lease> leases, Duration length, long asked) {
    long safe = length.dividedBy(5).multipliedBy(4).toNanos();
    terms.put(replica, new Term(Set.copyOf(leases), asked + safe));
    return leases;
  }

  /** A replica holds nothing any more. */
  public void end(String replica) {
    terms.remove(replica);
  }

  /** Whether none of them is over. */
  public boolean isKept() {
    long now = System.nanoTime();
    return terms.values().stream().allMatch(term -> now - term.end() < 0);
  }

  /** Whether one of them can't have passed on yet. */
  public boolean covers(Lease lease) {
    long now = System.nanoTime();
    return terms.values().stream()
        .anyMatch(term -> now - term.end() < 0 && term.leases().contains(lease));
  }
}
