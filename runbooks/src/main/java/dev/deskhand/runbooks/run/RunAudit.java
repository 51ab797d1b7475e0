package dev.deskhand.runbooks.run;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditEntry.Consequence;
import dev.deskhand.journal.AuditEntry.Grounds;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the audit says of a run's events: every decision, every attempt, every end. Pure. */
final class RunAudit {
  private final RunId id;
  private final Run before;
  private final Instant at;

  RunAudit(RunId id, Run before, Instant at) {
    this.id = id;
    this.before = before;
    this.at = at;
  }

  /** The entry of an event, if it is one that the audit keeps. */
  Optional<AuditEntry> entry(RunEvent event) {
    return switch (event) {
      case RunEvent.RunRequested requested ->
          by(
              requested.request().requester(),
              "run-requested",
              Grounds.of(why(requested)),
              consequence());
      case RunEvent.ApprovalAsked asked ->
          by(requester(), "approval-asked", Grounds.of(rule(asked)), Consequence.NONE);
      case RunEvent.Approved approved ->
          by(approved.by(), "approved", Grounds.of("plan " + approved.digest()), Consequence.NONE);
      case RunEvent.ApprovalDeclined declined ->
          by(
              declined.by(),
              "approval-declined",
              Grounds.of("plan " + before.digest()),
              Consequence.NONE);
      case RunEvent.ChangesRequested changes ->
          by(
              changes.by(),
              "changes-requested",
              Grounds.of("plan " + before.digest()),
              Consequence.NONE);
      case RunEvent.ApprovalEscalated escalated ->
          by(
              requester(),
              "approval-escalated",
              Grounds.of("to role " + escalated.role()),
              Consequence.NONE);
      case RunEvent.RunStarted started ->
          by(requester(), "run-started", grounds(started.reasons()), consequence());
      case RunEvent.StepIntended intended ->
          step(
              "step-intended",
              intended.step(),
              intended.attempt(),
              grounds(intended.reasons()),
              Consequence.NONE);
      case RunEvent.StepSucceeded succeeded ->
          step(
              "step-succeeded",
              succeeded.step(),
              succeeded.attempt(),
              Grounds.of(""),
              new Consequence("", "", List.of(LongTexts.digest(succeeded.evidence()))));
      case RunEvent.StepFailed failed ->
          step(
              "step-failed",
              failed.step(),
              failed.attempt(),
              Grounds.of(failed.reason()),
              Consequence.NONE);
      case RunEvent.StepUnclear unclear ->
          step(
              "step-unclear",
              unclear.step(),
              unclear.attempt(),
              Grounds.of(unclear.reason()),
              Consequence.NONE);
      case RunEvent.StepUncertain uncertain ->
          step(
              "step-unknown",
              uncertain.step(),
              uncertain.attempt(),
              Grounds.of(uncertain.reason()),
              Consequence.NONE);
      case RunEvent.StepSettled settled ->
          by(
              settled.by(),
              "step-settled",
              Grounds.of(
                  settled.step() + ": " + settled.settlement().name().toLowerCase(Locale.ROOT)),
              Consequence.NONE);
      case RunEvent.StepApprovalAsked asked ->
          by(
              requester(),
              "approval-asked",
              Grounds.of(
                  asked.step()
                      + ": "
                      + asked.rule().count()
                      + " of role "
                      + asked.rule().role()
                      + " until "
                      + asked.until()
                      + ", "
                      + asked.digest()),
              Consequence.NONE);
      case RunEvent.StepApprovalEscalated escalated ->
          by(
              requester(),
              "approval-escalated",
              Grounds.of(escalated.step() + ": to role " + escalated.role()),
              Consequence.NONE);
      case RunEvent.StepApproved approved ->
          by(
              approved.by(),
              "approved",
              Grounds.of(approved.step() + ": " + approved.digest()),
              Consequence.NONE);
      case RunEvent.StepDeclined declined ->
          by(
              declined.by(),
              "approval-declined",
              Grounds.of(declined.step().toString()),
              Consequence.NONE);
      case RunEvent.Answered answered ->
          by(
              answered.by(),
              "answered",
              Grounds.of(answered.step() + ": " + answered.values().keySet()),
              Consequence.NONE);
      case RunEvent.PauseAsked pause ->
          by(pause.by(), "pause", Grounds.of(pause.because().orElse("")), Consequence.NONE);
      case RunEvent.ResumeAsked resume ->
          by(resume.by(), "resume", Grounds.of(resume.because().orElse("")), Consequence.NONE);
      case RunEvent.CancelAsked cancel ->
          by(cancel.by(), "cancel", Grounds.of(cancel.because().orElse("")), Consequence.NONE);
      case RunEvent.RollbackStarted rollback ->
          by(requester(), "rollback-started", Grounds.of(rollback.reason()), Consequence.NONE);
      case RunEvent.RunEnded ended ->
          by(
              requester(),
              "run-ended",
              Grounds.of(ended.outcome().name().toLowerCase(Locale.ROOT) + ": " + ended.reason()),
              Consequence.NONE);
      case RunEvent.ApprovalExpired _,
          RunEvent.StepSkipped _,
          RunEvent.StepDispatched _,
          RunEvent.StepUnanswered _,
          RunEvent.AnswerAsked _,
          RunEvent.StepWaiting _,
          RunEvent.LockTaken _,
          RunEvent.LockReleased _ ->
          Optional.empty();
    };
  }

  private static String why(RunEvent.RunRequested requested) {
    return "for "
        + requested.request().beneficiary()
        + ", plan "
        + requested.digest()
        + requested.request().ticket().map(ticket -> ", ticket " + ticket).orElse("");
  }

  private static String rule(RunEvent.ApprovalAsked asked) {
    return asked.rule().count() + " of role " + asked.rule().role() + " until " + asked.until();
  }

  private PersonId requester() {
    return before.request().requester();
  }

  private Consequence consequence() {
    return new Consequence(
        String.join("; ", before.plan().impact()),
        String.join("; ", before.plan().rollbackPlan()),
        List.of());
  }

  private Grounds grounds(Decision.Reasons reasons) {
    return new Grounds(
        reasons.sentence(),
        reasons.policies(),
        before.approvals().stream().map(it -> it.by() + " " + it.planDigest()).toList());
  }

  private Optional<AuditEntry> step(
      String action, StepRef step, int attempt, Grounds grounds, Consequence consequence) {
    String object = "run/" + id + "/" + step + "/" + attempt + what(step);
    return Optional.of(
        new AuditEntry(at, requester().value(), action, object, grounds, consequence));
  }

  private String what(StepRef step) {
    if (!(before.plan().step(step.step()).content() instanceof PlannedStep.Act)) {
      return "";
    }
    PlannedCall call = before.plan().call(step);
    return " " + call.action() + " on " + call.target();
  }

  private Optional<AuditEntry> by(
      PersonId actor, String action, Grounds grounds, Consequence consequence) {
    return Optional.of(
        new AuditEntry(
            at,
            actor.value(),
            action,
            "run/" + id + " " + before.plan().runbook(),
            grounds,
            consequence));
  }
}
