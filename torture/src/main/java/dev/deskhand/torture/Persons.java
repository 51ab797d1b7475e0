package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Grant;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Those whom runs wait for: one approves, one looks at the target and says what became of it. */
final class Persons {
  private final Crew crew;
  private final Journal journal;
  private final Outside outside;

  Persons(Crew crew, Journal journal, Outside outside) {
    this.crew = crew;
    this.journal = journal;
    this.outside = outside;
  }

  /** Speaks to each run that waits; true if any did. */
  boolean attend(List<StreamKey> runs) {
    boolean any = false;
    for (StreamKey key : runs) {
      Optional<StoredRun> stored = crew.runs().find(key.tenant(), RunId.of(key));
      any |= stored.isPresent() && attend(stored.get());
    }
    return any;
  }

  private boolean attend(StoredRun stored) {
    Run run = stored.run();
    if (run.hasEnded()) {
      return false;
    }
    if (run.awaitsApproval() && run.approvals().isEmpty()) {
      speak(
          Shelf.BOB,
          Action.APPROVE,
          stored,
          (into, grant) -> crew.engine().approve(into, stored, grant));
      return true;
    }
    if (run.unsettled().isEmpty()) {
      return false;
    }
    settle(stored, run.unsettled().getFirst());
    return true;
  }

  private void settle(StoredRun stored, StepRef step) {
    boolean happened = outside.happened(stored.id() + "." + step);
    Settlement settlement = happened ? Settlement.DONE : Settlement.NOT_DONE;
    speak(
        Shelf.SAM,
        Action.RESOLVE,
        stored,
        (into, grant) -> crew.engine().settle(into, stored, step, settlement, grant));
  }

  private void speak(
      PersonId person, Action action, StoredRun stored, BiConsumer<Append.Builder, Grant> words) {
    Decision decision =
        crew.authorizer().decide(RunAccess.about(crew.principal(person), action, stored.run()));
    if (!(decision instanceof Decision.Allow allow)) {
      throw new IllegalStateException(person + " may not " + action + ": " + decision);
    }
    Append.Builder append = Append.in(Shelf.TENANT);
    words.accept(append, allow.grant());
    journal.append(append.build());
  }
}
