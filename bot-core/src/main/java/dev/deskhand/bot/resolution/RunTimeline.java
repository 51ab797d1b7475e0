package dev.deskhand.bot.resolution;

import dev.deskhand.bot.resolution.Resolution.Entry;
import dev.deskhand.bot.resolution.Resolution.Kind;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the desk's people read about a run. Pure. */
public final class RunTimeline {
  private static final int LONGEST_EVIDENCE = 2_000;

  private RunTimeline() {}

  /** An entry for each event that tells them something, in order. */
  public static List<Entry> of(Run run, List<RecordedEvent> history) {
    return history.stream()
        .flatMap(
            recorded -> entry(run, recorded.at(), RunEventJson.read(recorded.event())).stream())
        .toList();
  }

  private static Optional<Entry> entry(Run run, Instant at, RunEvent event) {
    return switch (event) {
      case RunEvent.RunRequested requested ->
          some(
              at,
              Kind.ASKED,
              requested.plan().title()
                  + inputs(requested)
                  + ", plan "
                  + shortened(requested.digest()));
      case RunEvent.ApprovalAsked asked ->
          some(
              at,
              Kind.DECIDED,
              "approval needed by " + asked.rule().count() + " of role " + asked.rule().role());
      case RunEvent.Approved approved ->
          some(
              at,
              Kind.DECIDED,
              "approved by " + approved.by() + " for plan " + shortened(approved.digest()));
      case RunEvent.ApprovalDeclined declined ->
          some(at, Kind.DECIDED, "declined by " + declined.by() + because(declined.comment()));
      case RunEvent.ChangesRequested changes ->
          some(
              at,
              Kind.DECIDED,
              "changes requested by " + changes.by() + because(changes.comment()));
      case RunEvent.ApprovalEscalated escalated ->
          some(at, Kind.DECIDED, "nobody answered; role " + escalated.role() + " is asked, too");
      case RunEvent.ApprovalExpired _ -> some(at, Kind.DECIDED, "nobody approved in time");
      case RunEvent.RunStarted started ->
          some(at, Kind.DECIDED, "allowed: " + reasons(started.reasons()));
      case RunEvent.StepSucceeded done ->
          some(
              at,
              Kind.DONE,
              done.step() + " (attempt " + done.attempt() + "): " + evidence(done.evidence()));
      case RunEvent.StepFailed failed ->
          some(
              at,
              Kind.FAILED,
              failed.step()
                  + " (attempt "
                  + failed.attempt()
                  + "): "
                  + failed.reason()
                  + failed.retryAt().map(_ -> "; tried again").orElse(""));
      case RunEvent.StepUnclear unclear ->
          some(
              at,
              Kind.FAILED,
              unclear.step()
                  + " (attempt "
                  + unclear.attempt()
                  + "): unknown whether it happened: "
                  + unclear.reason()
                  + "; tried again, which does no harm");
      case RunEvent.StepUncertain uncertain ->
          some(
              at,
              Kind.FAILED,
              uncertain.step() + ": unknown whether it happened: " + uncertain.reason());
      case RunEvent.StepSettled settled ->
          some(
              at,
              Kind.DECIDED,
              settled.step()
                  + ": "
                  + settled.by()
                  + " says "
                  + settled.settlement().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      case RunEvent.RollbackStarted rollback ->
          some(at, Kind.DECIDED, "taking back: " + rollback.reason());
      case RunEvent.CancelAsked cancel ->
          some(
              at,
              Kind.DECIDED,
              "cancelled by " + cancel.by() + because(cancel.because().orElse("")));
      case RunEvent.RunEnded ended ->
          some(
              at,
              Kind.DONE,
              run.plan().runbook()
                  + " "
                  + ended.outcome().name().toLowerCase(Locale.ROOT)
                  + ": "
                  + ended.reason());
      case RunEvent.StepSkipped skipped -> some(at, Kind.DONE, skipped.step() + ": not needed");
      case RunEvent.StepApprovalAsked asked ->
          some(
              at,
              Kind.DECIDED,
              asked.step()
                  + ": approval of the rest needed by "
                  + asked.rule().count()
                  + " of role "
                  + asked.rule().role());
      case RunEvent.StepApprovalEscalated escalated ->
          some(
              at,
              Kind.DECIDED,
              escalated.step() + ": nobody answered; role " + escalated.role() + " is asked, too");
      case RunEvent.StepApproved approved ->
          some(at, Kind.DECIDED, approved.step() + ": approved by " + approved.by());
      case RunEvent.StepDeclined declined ->
          some(
              at,
              Kind.DECIDED,
              declined.step() + ": declined by " + declined.by() + because(declined.comment()));
      case RunEvent.Answered answered ->
          some(
              at,
              Kind.ASKED,
              answered.step() + ": " + answered.by() + " says " + answered.values());
      case RunEvent.StepWaiting waiting ->
          some(at, Kind.DONE, waiting.step() + ": waits until " + waiting.until());
      case RunEvent.PauseAsked pause ->
          some(at, Kind.DECIDED, "paused by " + pause.by() + because(pause.because().orElse("")));
      case RunEvent.ResumeAsked resume ->
          some(
              at, Kind.DECIDED, "resumed by " + resume.by() + because(resume.because().orElse("")));
      case RunEvent.StepIntended _,
          RunEvent.StepDispatched _,
          RunEvent.StepUnanswered _,
          RunEvent.AnswerAsked _,
          RunEvent.LockTaken _,
          RunEvent.LockReleased _ ->
          Optional.empty();
    };
  }

  private static String because(String comment) {
    return comment.isBlank() ? "" : ": " + comment;
  }

  private static Optional<Entry> some(Instant at, Kind kind, String what) {
    return Optional.of(new Entry(at, kind, what));
  }

  private static String inputs(RunEvent.RunRequested requested) {
    return requested.plan().inputs().isEmpty()
        ? ""
        : requested.plan().inputs().entrySet().stream()
            .map(input -> input.getKey() + "=" + input.getValue().text())
            .collect(Collectors.joining(", ", " {", "}"));
  }

  private static String reasons(Decision.Reasons reasons) {
    return reasons.sentence() + " " + reasons.policyIds();
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }

  private static String evidence(String evidence) {
    return evidence.length() <= LONGEST_EVIDENCE
        ? evidence
        : evidence.substring(0, LONGEST_EVIDENCE)
            + " ["
            + (evidence.length() - LONGEST_EVIDENCE)
            + " more characters are kept with the run]";
  }
}
