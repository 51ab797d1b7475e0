package dev.deskhand.bot.resolution;

import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs whose events are being told: each is read once and then followed, so that a long run is
 * not read again with every one of its events. For one thread at a time.
 */
final class FollowedRuns {
  /** More than a process takes up at once after a crash. */
  private static final int MOST = 256;

  private final RunStore runs;
  private final Map<StreamKey, StoredRun> followed = new LinkedHashMap<>();

  FollowedRuns(RunStore runs) {
    this.runs = runs;
  }

  /** The run that an event belongs to, as of this event or a later one. */
  Optional<StoredRun> after(RecordedEvent recorded, RunEvent event) {
    Optional<StoredRun> run = read(recorded, event);
    followed.remove(recorded.key());
    run.filter(it -> !it.run().hasEnded()).ifPresent(it -> followed.put(recorded.key(), it));
    if (followed.size() > MOST) {
      followed.remove(followed.keySet().iterator().next());
    }
    return run;
  }

  private Optional<StoredRun> read(RecordedEvent recorded, RunEvent event) {
    StreamKey key = recorded.key();
    if (event instanceof RunEvent.RunRequested requested) {
      return Optional.of(new StoredRun(key, recorded.sequence(), Run.begin(requested)));
    }
    StoredRun known = followed.get(key);
    return known == null || known.sequence() < recorded.sequence() - 1
        ? runs.find(key.tenant(), RunId.of(key))
        : Optional.of(followed(known, recorded, event));
  }

  private static StoredRun followed(StoredRun known, RecordedEvent recorded, RunEvent event) {
    return known.sequence() >= recorded.sequence()
        ? known
        : new StoredRun(known.key(), recorded.sequence(), known.run().apply(event, recorded.at()));
  }
}
