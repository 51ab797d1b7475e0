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
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Those whom runs wait for: one approves or declines, one looks at the target and says what became
 * of it, answers, and stops what its plot has stopped.
 */
final class Persons {
  private final Crew crew;
  private final Journal journal;
  private final Journal memory;
  private final Outside outside;

  /**
   * Those of an installation.
   *
   * @param memory what they know of what they did
   */
  Persons(Crew crew, Journal journal, Journal memory, Outside outside) {
    this.memory = memory;
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
    if (run.phase() instanceof Run.Phase.Paused) {
      return resume(stored);
    }
    if (!run.unsettled().isEmpty()) {
      settle(stored, run.unsettled().getFirst());
      return true;
    }
    return run.phase() instanceof Run.Phase.Running && attendHalfWay(stored);
  }

  private boolean attendHalfWay(StoredRun stored) {
    Run run = stored.run();
    run.awaitingApproval().forEach(step -> judge(stored, step));
    run.awaitingAnswer().forEach(step -> answer(stored, step));
    return stop(stored) || !run.awaitingApproval().isEmpty() || !run.awaitingAnswer().isEmpty();
  }

  /** Stops a run that waits, where its plot says so; once. */
  private boolean stop(StoredRun stored) {
    if (waitsUntil(stored).isEmpty()) {
      return false;
    }
    return switch (plot(stored)) {
      case CANCELLED -> {
        speak(
            Shelf.SAM,
            Action.CANCEL,
            stored,
            (into, grant) -> crew.engine().cancel(into, stored, grant));
        yield true;
      }
      case PAUSED -> {
        boolean isNew = !wasPaused(stored);
        if (isNew) {
          speak(
              Shelf.SAM,
              Action.CANCEL,
              stored,
              (into, grant) -> crew.engine().pause(into, stored, grant));
        }
        yield isNew;
      }
      default -> false;
    };
  }

  /** Not before the run could have gone on by itself, if nobody had stopped it. */
  private boolean resume(StoredRun stored) {
    boolean isLate = waitsUntil(stored).filter(crew.clock().instant()::isBefore).isEmpty();
    if (isLate) {
      speak(
          Shelf.SAM,
          Action.CANCEL,
          stored,
          (into, grant) -> crew.engine().resume(into, stored, grant));
    }
    return isLate;
  }

  private static Optional<Instant> waitsUntil(StoredRun stored) {
    return stored.run().steps().progress().values().stream()
        .filter(StepProgress.Waiting.class::isInstance)
        .map(it -> ((StepProgress.Waiting) it).until())
        .findFirst();
  }

  private void judge(StoredRun stored, StepRef step) {
    speak(
        Shelf.BOB,
        Action.APPROVE,
        stored,
        (into, grant) -> {
          if (plot(stored) == Plot.DECLINED) {
            crew.engine().declineStep(into, stored, step, grant, "Not today.");
          } else {
            crew.engine().approveStep(into, stored, step, grant);
          }
        });
  }

  private void answer(StoredRun stored, StepRef step) {
    Append.Builder append = Append.in(Shelf.TENANT);
    crew.engine().answer(append, stored, step, Shelf.ADA, Map.of("word", "far"));
    journal.append(append.build());
  }

  private boolean wasPaused(StoredRun stored) {
    return memory.read(stored.id().in(Shelf.TENANT)).events().stream()
        .anyMatch(it -> it.event().type().equals("pause-asked"));
  }

  private static Plot plot(StoredRun stored) {
    return Plot.of(stored.run().plan().runbook().value());
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
