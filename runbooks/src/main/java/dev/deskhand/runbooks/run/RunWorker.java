package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamWorker;
import java.time.InstantSource;

/**
 * Drives runs: INTENT commits, the effect is made, RESULT commits together with the next step's
 * INTENT. What to do is {@link RunDecider}'s. Thread-safe.
 */
public final class RunWorker implements StreamWorker {
  private final RunStore store;
  private final RunAccess access;
  private final StepPerformer performer;
  private final InstantSource clock;

  public RunWorker(RunStore store, RunAccess access, StepPerformer performer, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.performer = performer;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return RunId.KIND;
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    store
        .find(key)
        .ifPresent(
            stored -> {
              RunLog log = new RunLog(store, clock, lease, stored);
              new RunDrive(log, access, performer).drive();
            });
  }
}
