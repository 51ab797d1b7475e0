package dev.deskhand.torture;

import dev.deskhand.torture.Received.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a space has for actions of other kinds than its own: a database and a host, which keep what
 * was done on them by themselves. Thread-safe.
 */
final class Premises implements AutoCloseable {
  private final Space space;
  private final Table table;
  private final Host host;
  private final List<Received> underWay = new ArrayList<>();
  private final Set<Received> turnedAway = new HashSet<>();

  Premises(Space space, Table table, Host host) {
    this.space = space;
    this.table = table;
    this.host = host;
  }

  Space space() {
    return space;
  }

  Table table() {
    return table;
  }

  Host host() {
    return host;
  }

  synchronized void begun(Received asked) {
    underWay.add(asked);
  }

  /** Whether an attempt is turned away for the first time. */
  synchronized boolean isFirstTurnedAway(Received asked) {
    return turnedAway.add(asked);
  }

  synchronized void ended(Received asked) {
    underWay.remove(asked);
    notifyAll();
  }

  /** Waits until nothing is under way, such as what goes on after its sender has left. */
  void awaitRest() throws InterruptedException {
    awaitNone(_ -> true);
  }

  /** Waits until the attempt that a probe asks about is on the record, if it came at all. */
  void awaitAttempt(Received probe) throws InterruptedException {
    awaitNone(
        it ->
            it.kind() == Kind.EFFECT
                && it.key().equals(probe.key())
                && it.attempt() == probe.attempt());
  }

  private synchronized void awaitNone(Predicate<Received> which) throws InterruptedException {
    while (underWay.stream().anyMatch(which)) {
      wait();
    }
  }

  /** Takes everything away. What was done and is not in the record shows that the record lies. */
  @Override
  public void close() throws IOException {
    try (table;
        host) {
      requireRecorded(table.keys());
      requireRecorded(host.keys());
    }
  }

  private void requireRecorded(List<String> keys) {
    for (String key : keys) {
      long made = keys.stream().filter(key::equals).count();
      if (made != space.timesApplied(key)) {
        throw new IllegalStateException(
            "%s was made %d times, and the record says %d"
                .formatted(key, made, space.timesApplied(key)));
      }
    }
  }
}
