package dev.deskhand.bot;

import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Grant;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Optional;

/**
 * What people say to runs: whether it fits how the run stands, whether they may, and that it is
 * written. Chat, buttons and the command line all come here. Thread-safe.
 */
public final class RunSpeech {
  private final RunStore runs;
  private final RunbookEngine engine;
  private final Gate gate;
  private final Venues venues;

  public RunSpeech(RunStore runs, RunbookEngine engine, Gate gate, Venues venues) {
    this.runs = runs;
    this.engine = engine;
    this.gate = gate;
    this.venues = venues;
  }

  /** What came of it. */
  public sealed interface Heard {
    /** It is in the append. */
    record Noted(StoredRun run) implements Heard {}

    record Refused(Decision decision) implements Heard {}

    /** There is none of that name that has not ended. */
    record NoSuchRun() implements Heard {}

    /** The run does not wait for it, or not any more. */
    record Moot(String why) implements Heard {}

    record Unfit(List<String> reasons) implements Heard {
      public Unfit {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /** Adds to an append what somebody says to a run, if it counts. */
  public Heard say(Append.Builder into, Principal by, RunId id, RunVerb verb) {
    Optional<StoredRun> stored = runs.find(into.tenant(), id);
    return stored.isEmpty() || stored.get().run().hasEnded()
        ? new Heard.NoSuchRun()
        : new Said(into, by, stored.get()).hear(verb);
  }

  /** Whether somebody could ask for another plan, before they say which; nothing is noted. */
  Heard mayRequestChanges(Append.Builder into, Principal by, RunId id) {
    Optional<StoredRun> stored = runs.find(into.tenant(), id);
    return stored.isEmpty() || stored.get().run().hasEnded()
        ? new Heard.NoSuchRun()
        : new Said(into, by, stored.get()).changes(_ -> stored.get());
  }

  private enum Answer {
    YES,
    NO
  }

  /** Puts into the append what a grant allows. */
  private interface Writing {
    StoredRun with(Grant grant);
  }

  /** One thing that is said to one run. */
  private final class Said {
    private final Append.Builder into;
    private final Principal by;
    private final StoredRun stored;
    private final Run run;

    Said(Append.Builder into, Principal by, StoredRun stored) {
      this.into = into;
      this.by = by;
      this.stored = stored;
      this.run = stored.run();
    }

    Heard hear(RunVerb verb) {
      return switch (verb) {
        case RunVerb.Approve approve -> approval(approve.step(), Answer.YES, "");
        case RunVerb.Decline decline -> approval(decline.step(), Answer.NO, decline.why());
        case RunVerb.RequestChanges changes ->
            changes(grant -> engine.requestChanges(into, stored, grant, changes.why()));
        case RunVerb.Cancel _ -> cancel();
        case RunVerb.Pause _ -> pause();
        case RunVerb.Resume _ ->
            run.phase() instanceof Run.Phase.Paused
                ? allowed(Action.CANCEL, grant -> engine.resume(into, stored, grant))
                : new Heard.Moot("It is not paused.");
        case RunVerb.Settle settle -> settle(settle);
        case RunVerb.Answer answer -> answer(answer);
      };
    }

    private Heard changes(Writing writing) {
      return run.phase() instanceof Run.Phase.AwaitingApproval waiting
          ? decided(waiting.rule(), writing)
          : new Heard.Moot(
              "It does not wait for a yes to all of it, so that its plan can't change any more.");
    }

    /** What was left to the desk's people is paused for good, until a person lets it go on. */
    private Heard pause() {
      boolean isPaused = run.phase() instanceof Run.Phase.Paused;
      if (run.phase() instanceof Run.Phase.Running || run.isLeftWaiting()) {
        return allowed(Action.CANCEL, grant -> engine.pause(into, stored, grant));
      }
      return new Heard.Moot(
          isPaused
              ? "It is paused already."
              : "It does not run at the moment, so that it can't be paused.");
    }

    private Heard cancel() {
      return switch (run.phase()) {
        case Run.Phase.Cancelling _, Run.Phase.RollingBack _, Run.Phase.Ended _ ->
            new Heard.Moot("It comes to its end already.");
        case Run.Phase.Requested _,
            Run.Phase.AwaitingApproval _,
            Run.Phase.Running _,
            Run.Phase.Paused _ ->
            allowed(Action.CANCEL, grant -> engine.cancel(into, stored, grant));
      };
    }

    private Heard approval(Optional<StepRef> named, Answer answer, String why) {
      if (named.isEmpty() && run.phase() instanceof Run.Phase.AwaitingApproval waiting) {
        if (answer == Answer.YES
            && run.approvals().stream().anyMatch(it -> it.by().equals(by.id()))) {
          return new Heard.Moot("You have said yes already.");
        }
        return decided(
            waiting.rule(),
            grant ->
                answer == Answer.YES
                    ? engine.approve(into, stored, grant)
                    : engine.decline(into, stored, grant, why));
      }
      List<StepRef> waiting = goesOn() ? run.awaitingApproval() : List.of();
      if (named.isEmpty() && waiting.size() > 1) {
        return new Heard.Unfit(List.of("Several steps wait for it; say which: " + waiting));
      }
      return waiting.stream()
          .filter(step -> named.isEmpty() || named.get().equals(step))
          .findFirst()
          .map(step -> stepDecided(step, answer, why))
          .orElseGet(() -> new Heard.Moot("That question is answered already; we have moved on."));
    }

    private Heard stepDecided(StepRef step, Answer answer, String why) {
      if (run.progress(step).orElseThrow() instanceof StepProgress.AwaitingApproval waiting
          && waiting.by().contains(by.id())) {
        return new Heard.Moot("You have said yes already; somebody else is still asked.");
      }
      PlannedStep.Approval approval = (PlannedStep.Approval) run.plan().step(step.step()).content();
      return decided(
          approval.rule(),
          grant ->
              answer == Answer.YES
                  ? engine.approveStep(into, stored, step, grant)
                  : engine.declineStep(into, stored, step, grant, why));
    }

    private Heard settle(RunVerb.Settle settle) {
      boolean isAwaited =
          settle
              .attempt()
              .map(attempt -> run.awaitsPerson(settle.step(), attempt))
              .orElseGet(() -> run.unsettled().contains(settle.step()));
      return isAwaited
          ? allowed(
              Action.RESOLVE,
              grant -> engine.settle(into, stored, settle.step(), settle.settlement(), grant))
          : new Heard.Moot("Nobody has to say what became of " + settle.step() + ".");
    }

    private Heard answer(RunVerb.Answer answer) {
      if (!goesOn() || !run.awaitingAnswer().contains(answer.step())) {
        return new Heard.Moot("That question is answered already; we have moved on.");
      }
      PlannedStep.Ask ask = (PlannedStep.Ask) run.plan().step(answer.step().step()).content();
      if (!venues.respondents(into.tenant(), run, ask).contains(by.id())) {
        return new Heard.Refused(gate.refuseAnswer(into, by, run));
      }
      return switch (FormReading.of(ask.form(), answer.values())) {
        case FormReading.Unfit(List<String> reasons) -> new Heard.Unfit(reasons);
        case FormReading.Complete complete ->
            new Heard.Noted(engine.answer(into, stored, answer.step(), by.id(), complete.values()));
      };
    }

    /** True while steps may still be begun, now or after a pause. */
    private boolean goesOn() {
      return run.phase() instanceof Run.Phase.Running || run.phase() instanceof Run.Phase.Paused;
    }

    private Heard allowed(Action action, Writing writing) {
      return written(gate.maySpeakTo(into, by, action, run), writing);
    }

    private Heard decided(Decision.ApprovalRule rule, Writing writing) {
      return written(gate.mayApprove(into, by, run, rule), writing);
    }

    private Heard written(Decision decision, Writing writing) {
      return decision instanceof Decision.Allow allow
          ? new Heard.Noted(writing.with(allow.grant()))
          : new Heard.Refused(decision);
    }
  }
}
