package dev.deskhand.bot;

import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Optional;

/** The runs that somebody may read about. Has no effects. Thread-safe. */
public final class RunShelf {
  private static final int MOST_LOOKED_AT = 200;
  private static final int MOST_SHOWN = 20;

  private final RunStore runs;
  private final Gate gate;

  public RunShelf(RunStore runs, Gate gate) {
    this.runs = runs;
    this.gate = gate;
  }

  /** Up to 20 of the runs that changed last, the newest first. */
  public List<StoredRun> recent(Principal reader) {
    return runs.recent(reader.tenant(), MOST_LOOKED_AT)
        .filter(stored -> mayRead(reader, stored))
        .limit(MOST_SHOWN)
        .toList();
  }

  /** Up to 20 of somebody's own, the newest first. */
  List<StoredRun> requestedBy(Principal reader) {
    return runs.recent(reader.tenant(), MOST_LOOKED_AT)
        .filter(stored -> stored.run().request().requester().equals(reader.id()))
        .filter(stored -> mayRead(reader, stored))
        .limit(MOST_SHOWN)
        .toList();
  }

  /** Up to 20 that wait for this person's yes, the newest first. */
  List<StoredRun> awaiting(Principal approver) {
    return runs.recent(approver.tenant(), MOST_LOOKED_AT)
        .filter(stored -> !stored.run().hasEnded())
        .filter(stored -> mayRead(approver, stored) && isAwaiting(approver, stored.run()))
        .limit(MOST_SHOWN)
        .toList();
  }

  private boolean isAwaiting(Principal approver, Run run) {
    return run.phase() instanceof Run.Phase.AwaitingApproval waiting
        && run.approvals().stream().noneMatch(it -> it.by().equals(approver.id()))
        && gate.couldApprove(approver, run, waiting.rule());
  }

  /** A run; empty if there is none, and likewise if it is none of the reader's business. */
  public Optional<StoredRun> find(Principal reader, RunId id) {
    return runs.find(reader.tenant(), id).filter(stored -> mayRead(reader, stored));
  }

  private boolean mayRead(Principal reader, StoredRun stored) {
    return gate.mayRead(reader, stored.run()) instanceof Decision.Allow;
  }
}
