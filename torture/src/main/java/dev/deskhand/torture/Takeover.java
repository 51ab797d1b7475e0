package dev.deskhand.torture;

import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What a replica leaves behind that dies, and when somebody goes on with it. Of one thread. */
final class Takeover {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Journal journal;
  private final Map<StreamKey, Long> left = new HashMap<>();
  private long died;

  Takeover(Journal journal) {
    this.journal = journal;
  }

  /** Waits for runs that are worked; false if there are none in that time. */
  boolean awaitWork(Duration patience) {
    long began = System.nanoTime();
    while (atWork().findAny().isEmpty()) {
      if (System.nanoTime() - began > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return true;
  }

  /** It is dead: what can be worked now is what it left. Returns how many runs that are. */
  int begin() {
    died = System.nanoTime();
    atWork().forEach(key -> left.put(key, journal.read(key).sequence()));
    return left.size();
  }

  /** How long the last of them waited for its next event; empty if one waits still. */
  Optional<Duration> await(Duration patience) {
    while (!left.isEmpty()) {
      if (System.nanoTime() - died > patience.toNanos()) {
        return Optional.empty();
      }
      Iterator<Map.Entry<StreamKey, Long>> each = left.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<StreamKey, Long> run = each.next();
        if (journal.read(run.getKey()).sequence() > run.getValue()) {
          each.remove();
        }
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - died));
  }

  private Stream<StreamKey> atWork() {
    return journal.live(StreamKey.ALL_PARTITIONS).stream()
        .filter(key -> key.stream().kind().equals(RunId.KIND));
  }
}
