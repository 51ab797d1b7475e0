package dev.deskhand.runbooks.run;

import dev.deskhand.journal.LatestKept;
import dev.deskhand.journal.StreamKey;
import java.util.Map;
import java.util.Optional;

/** The runs that were last of interest to this process, as far as it knows them. Thread-safe. */
final class RecentRuns {
  private static final int MOST = 256;

  /** Characters of outputs; a run that has more is read whenever it is needed. */
  private static final int LONGEST = 100_000;

  private final Map<StreamKey, StoredRun> runs = new LatestKept<>(MOST);

  synchronized Optional<StoredRun> find(StreamKey key) {
    return Optional.ofNullable(runs.get(key));
  }

  /** Keeps what is committed, unless more of it is known already. */
  synchronized void keep(StoredRun run) {
    if (isLong(run)) {
      runs.remove(run.key());
    } else {
      runs.merge(run.key(), run, (old, now) -> old.sequence() > now.sequence() ? old : now);
    }
  }

  synchronized void forget(StreamKey key) {
    runs.remove(key);
  }

  private static boolean isLong(StoredRun stored) {
    return stored.run().steps().outputs().values().stream()
            .flatMap(output -> output.values().stream())
            .mapToLong(String::length)
            .sum()
        > LONGEST;
  }
}
