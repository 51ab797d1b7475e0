package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The last look before effects that are made under a lease: it lasts, and nothing has been frozen.
 * Thread-safe.
 */
final class LastLook {
  /**
   * An effect is made within this time from before its announcement was sent, or what is frozen was
   * asked for, or not at all: a commit can be answered long after it was made.
   */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Stops stops;
  private final Lease lease;
  private final TenantId tenant;

  LastLook(Stops stops, Lease lease, TenantId tenant) {
    this.stops = stops;
    this.lease = lease;
    this.tenant = tenant;
  }

  /** True if what was known at a time, by {@link System#nanoTime}, is still good for an effect. */
  static boolean isFresh(long since) {
    return System.nanoTime() - since <= FRESH.toNanos();
  }

  /**
   * The fence of an attempt.
   *
   * @param scopes of which none may be frozen
   * @param announced from before the announcement was sent, by {@link System#nanoTime}
   */
  Fence before(Set<Freeze.Scope> scopes, long announced) {
    return () -> {
      if (!isFresh(announced)) {
        requireNotFrozen(scopes);
      }
      if (!stops.leases().lasts(lease)) {
        throw new FencedException(lease + " may have passed on");
      }
    };
  }

  private void requireNotFrozen(Set<Freeze.Scope> scopes) {
    long asked = System.nanoTime();
    for (Freeze.Frozen frozen : frozen()) {
      if (scopes.contains(frozen.scope())) {
        throw new FencedException(
            frozen.scope() + " is frozen since " + frozen.since() + " by " + frozen.by());
      }
    }
    if (!isFresh(asked)) {
      throw new FencedException("the database took too long to tell what is frozen");
    }
  }

  private List<Freeze.Frozen> frozen() {
    try {
      return stops.freeze().frozen(tenant);
    } catch (JournalException e) {
      throw new FencedException("the database does not tell what is frozen: " + e.getMessage());
    }
  }
}
