package dev.deskhand.runbooks.run;

import dev.deskhand.content.InputType;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Grant;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Begins runs and lets people speak to them. Everything goes into an append of the caller's, so
 * that a request and what it leads to are one commit. Thread-safe.
 */
public final class RunbookEngine {
  private final RunStore store;
  private final InstantSource clock;
  private final StepPerformer performer;

  public RunbookEngine(RunStore store, StepPerformer performer, InstantSource clock) {
    this.store = store;
    this.performer = performer;
    this.clock = clock;
  }

  /**
   * Begins a run that the policies allow.
   *
   * @throws IllegalArgumentException if the grant is for something else
   */
  public StoredRun start(
      Append.Builder into, RunId id, Planning.Planned planned, RunRequest request, Grant grant) {
    requireCover(into.tenant(), planned, request, grant);
    return store.begin(
        into,
        id.in(into.tenant()),
        List.of(requested(planned, request), new RunEvent.RunStarted(grant.reasons())),
        Micros.now(clock));
  }

  /** Begins a run that waits until somebody else has said yes to its plan. */
  public StoredRun ask(
      Append.Builder into,
      RunId id,
      Planning.Planned planned,
      RunRequest request,
      Decision.NeedsApproval decision) {
    var now = Micros.now(clock);
    return store.begin(
        into,
        id.in(into.tenant()),
        List.of(
            requested(planned, request),
            new RunEvent.ApprovalAsked(decision.rule(), now.plus(decision.rule().validFor()))),
        now);
  }

  /** Says yes to the plan of a run. */
  public StoredRun approve(Append.Builder into, StoredRun stored, Grant grant) {
    requireAbout(Action.APPROVE, stored, grant);
    return write(
        into, stored, new RunEvent.Approved(grant.principal().id(), stored.run().digest()));
  }

  /** Says no; the run ends. */
  public StoredRun decline(Append.Builder into, StoredRun stored, Grant grant, String comment) {
    requireAbout(Action.APPROVE, stored, grant);
    return store.write(
        into,
        stored,
        List.of(
            new RunEvent.ApprovalDeclined(grant.principal().id(), comment),
            new RunEvent.RunEnded(RunOutcome.REFUSED, "Approval was declined.")),
        Micros.now(clock));
  }

  /**
   * Wants the plan to be another one; the run ends, and its requester may ask for another.
   *
   * @param comment what has to be different
   */
  public StoredRun requestChanges(
      Append.Builder into, StoredRun stored, Grant grant, String comment) {
    requireAbout(Action.APPROVE, stored, grant);
    return store.write(
        into,
        stored,
        List.of(
            new RunEvent.ChangesRequested(grant.principal().id(), comment),
            new RunEvent.RunEnded(RunOutcome.REFUSED, "Changes were requested.")),
        Micros.now(clock));
  }

  /** Ends a run at its next step; what was done is taken back where its runbook says how. */
  public StoredRun cancel(Append.Builder into, StoredRun stored, Grant grant) {
    requireAbout(Action.CANCEL, stored, grant);
    return write(into, stored, new RunEvent.CancelAsked(grant.principal().id()));
  }

  /** Lets nothing further be begun until somebody resumes the run. */
  public StoredRun pause(Append.Builder into, StoredRun stored, Grant grant) {
    requireAbout(Action.CANCEL, stored, grant);
    return write(into, stored, new RunEvent.PauseAsked(grant.principal().id()));
  }

  /** Lets a paused run go on. */
  public StoredRun resume(Append.Builder into, StoredRun stored, Grant grant) {
    requireAbout(Action.CANCEL, stored, grant);
    return write(into, stored, new RunEvent.ResumeAsked(grant.principal().id()));
  }

  /**
   * Leaves what was begun without anybody's asking to the people whose matter it is now: nothing
   * further is begun, and a run that has changed nothing ends. What takes back already, or was
   * paused by somebody, stays as it is, and is known to be left. This is no one's wish, so that no
   * policy is asked.
   *
   * @param because what happened, in a few words
   * @return the run after it; empty where it has come to its end, or was left before and does not
   *     run
   */
  public Optional<StoredRun> leave(Append.Builder into, StoredRun stored, String because) {
    PersonId service = stored.run().request().requester();
    return switch (stored.run().phase()) {
      case Run.Phase.Requested _, Run.Phase.AwaitingApproval _ ->
          Optional.of(write(into, stored, new RunEvent.CancelAsked(service, Optional.of(because))));
      case Run.Phase.Running _ ->
          Optional.of(
              write(
                  into,
                  stored,
                  stored.run().hasChangedNothing()
                      ? new RunEvent.CancelAsked(service, Optional.of(because))
                      : new RunEvent.PauseAsked(service, Optional.of(because))));
      case Run.Phase.Paused _ ->
          marked(into, stored, new RunEvent.PauseAsked(service, Optional.of(because)));
      case Run.Phase.Cancelling _, Run.Phase.RollingBack _ ->
          marked(into, stored, new RunEvent.CancelAsked(service, Optional.of(because)));
      case Run.Phase.Ended _ -> Optional.empty();
    };
  }

  private Optional<StoredRun> marked(Append.Builder into, StoredRun stored, RunEvent event) {
    return stored.run().left().isPresent()
        ? Optional.empty()
        : Optional.of(write(into, stored, event));
  }

  /**
   * Lets what was left go on, and what goes on speak for itself again.
   *
   * @return empty where it was not waiting for that: what a person paused waits for a person
   */
  public Optional<StoredRun> takeUp(Append.Builder into, StoredRun stored, String because) {
    Run run = stored.run();
    if (run.left().isEmpty() || run.hasEnded()) {
      return Optional.empty();
    }
    StoredRun after =
        write(
            into,
            stored,
            new RunEvent.ResumeAsked(run.request().requester(), Optional.of(because)));
    return run.isLeftWaiting() ? Optional.of(after) : Optional.empty();
  }

  /**
   * Says yes to the rest of a run, where a step asks for it.
   *
   * @throws IllegalArgumentException if the step does not wait for it
   */
  public StoredRun approveStep(Append.Builder into, StoredRun stored, StepRef step, Grant grant) {
    requireAbout(Action.APPROVE, stored, grant);
    return write(
        into,
        stored,
        new RunEvent.StepApproved(
            step, grant.principal().id(), awaited(stored.run(), step).digest()));
  }

  /**
   * Says no to the rest of a run.
   *
   * @throws IllegalArgumentException if the step does not wait for it
   */
  public StoredRun declineStep(
      Append.Builder into, StoredRun stored, StepRef step, Grant grant, String comment) {
    requireAbout(Action.APPROVE, stored, grant);
    awaited(stored.run(), step);
    return write(into, stored, new RunEvent.StepDeclined(step, grant.principal().id(), comment));
  }

  /**
   * Gives the values that a step asks for; whether this person may is the caller's to know.
   *
   * @param values by field name, each as {@link InputType#read} gave it
   * @throws IllegalArgumentException if the step does not wait for them
   */
  public StoredRun answer(
      Append.Builder into,
      StoredRun stored,
      StepRef step,
      PersonId by,
      Map<String, String> values) {
    if (!(stored.run().progress(step).orElse(null) instanceof StepProgress.AwaitingAnswer)) {
      throw new IllegalArgumentException(
          "step " + step + " of run " + stored.id() + " does not wait for an answer");
    }
    return write(into, stored, new RunEvent.Answered(step, by, values));
  }

  private static StepProgress.AwaitingApproval awaited(Run run, StepRef step) {
    if (run.progress(step).orElse(null) instanceof StepProgress.AwaitingApproval awaiting) {
      return awaiting;
    }
    throw new IllegalArgumentException("step " + step + " does not wait for an approval");
  }

  /** Says what became of an effect that nobody could know. */
  public StoredRun settle(
      Append.Builder into,
      StoredRun stored,
      StepRef step,
      RunEvent.Settlement settlement,
      Grant grant) {
    requireAbout(Action.RESOLVE, stored, grant);
    if (!stored.run().unsettled().contains(step)) {
      throw new IllegalArgumentException(
          "step " + step + " of run " + stored.id() + " does not wait for a person");
    }
    return write(into, stored, new RunEvent.StepSettled(step, grant.principal().id(), settlement));
  }

  /**
   * Makes a read-only attempt outside a run: a tree's live check.
   *
   * @param grant to perform on that target
   */
  public ActionResult check(
      Grant grant, String action, Target target, Map<String, String> arguments, Duration timeout) {
    if (!grant.covers(Action.PERFORM, Resource.Type.TARGET, target.name(), "")) {
      throw new IllegalArgumentException(grant + " does not cover a check of " + target.name());
    }
    return performer.check(
        new Attempt(action, "check", 1, target, arguments, Map.of(), timeout, Set.of()));
  }

  private StoredRun write(Append.Builder into, StoredRun stored, RunEvent event) {
    return store.write(into, stored, List.of(event), Micros.now(clock));
  }

  private static RunEvent.RunRequested requested(Planning.Planned planned, RunRequest request) {
    return new RunEvent.RunRequested(planned.plan(), planned.digest(), request);
  }

  private static void requireCover(
      TenantId tenant, Planning.Planned planned, RunRequest request, Grant grant) {
    boolean covered =
        grant.covers(
                Action.START,
                Resource.Type.RUNBOOK,
                planned.plan().runbook().value(),
                planned.digest())
            && grant.tenant().equals(tenant)
            && grant.principal().id().equals(request.requester())
            && grant.beneficiary().equals(request.beneficiary());
    if (!covered) {
      throw new IllegalArgumentException(
          grant + " does not cover " + planned.plan().runbook() + " with plan " + planned.digest());
    }
  }

  private static void requireAbout(Action action, StoredRun stored, Grant grant) {
    boolean covered =
        grant.covers(
                action,
                Resource.Type.RUNBOOK,
                stored.run().plan().runbook().value(),
                stored.run().digest())
            && grant.tenant().equals(stored.key().tenant());
    if (!covered) {
      throw new IllegalArgumentException(
          grant + " does not cover " + action.label() + " of run " + stored.id());
    }
  }
}
