package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.runbooks.calendar.Calendars;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Drives runs: INTENT commits, the effect is made, RESULT commits together with the next step's
 * INTENT. What to do is {@link RunDecider}'s. Thread-safe.
 */
public final class RunWorker implements StreamWorker {
  private final RunStore store;
  private final RunAccess access;
  private final StepPerformer performer;
  private final Supplier<Calendars> calendars;
  private final InstantSource clock;
  private final Stops stops;
  private final Patience patience = new Patience();
  private final Map<StreamKey, RunDrive> drives = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  /**
   * A worker.
   *
   * @param calendars those of now: what a run waits for is no part of its plan
   * @param stops what keeps effects from being made
   */
  public RunWorker(
      RunStore store,
      RunAccess access,
      StepPerformer performer,
      Supplier<Calendars> calendars,
      InstantSource clock,
      Stops stops) {
    this.store = store;
    this.access = access;
    this.performer = performer;
    this.calendars = calendars;
    this.clock = clock;
    this.stops = stops;
  }

  @Override
  public String kind() {
    return RunId.KIND;
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    store
        .known(key)
        .filter(stored -> !stored.run().hasEnded())
        .ifPresent(
            stored -> {
              RunLog log = new RunLog(store, clock, lease, stored);
              LastLook look = new LastLook(stops, lease, key.tenant());
              drive(key, new RunDrive(log, access, performer, calendars, look, patience));
            });
  }

  private void drive(StreamKey key, RunDrive drive) {
    drives.put(key, drive);
    try {
      if (stopped) {
        drive.stop();
      }
      drive.drive();
    } finally {
      drives.remove(key, drive);
    }
  }

  @Override
  public void changed(StreamKey key, long sequence) {
    Optional.ofNullable(drives.get(key)).ifPresent(drive -> drive.changed(sequence));
  }

  @Override
  public void stop() {
    stopped = true;
    drives.values().forEach(RunDrive::stop);
  }
}
