package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Sha256;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunPlan;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Run events as the journal keeps them. The names are part of what is stored: they never change,
 * and a new shape gets a new version.
 */
public final class RunEventJson {
  private static final int VERSION = 1;

  private static final Map<String, Class<? extends RunEvent>> TYPES =
      Map.ofEntries(
          Map.entry("run-requested", RunEvent.RunRequested.class),
          Map.entry("approval-asked", RunEvent.ApprovalAsked.class),
          Map.entry("approved", RunEvent.Approved.class),
          Map.entry("approval-declined", RunEvent.ApprovalDeclined.class),
          Map.entry("changes-requested", RunEvent.ChangesRequested.class),
          Map.entry("approval-escalated", RunEvent.ApprovalEscalated.class),
          Map.entry("approval-expired", RunEvent.ApprovalExpired.class),
          Map.entry("run-started", RunEvent.RunStarted.class),
          Map.entry("step-skipped", RunEvent.StepSkipped.class),
          Map.entry("step-intended", RunEvent.StepIntended.class),
          Map.entry("step-dispatched", RunEvent.StepDispatched.class),
          Map.entry("step-succeeded", RunEvent.StepSucceeded.class),
          Map.entry("step-failed", RunEvent.StepFailed.class),
          Map.entry("step-unclear", RunEvent.StepUnclear.class),
          Map.entry("step-unanswered", RunEvent.StepUnanswered.class),
          Map.entry("step-uncertain", RunEvent.StepUncertain.class),
          Map.entry("step-settled", RunEvent.StepSettled.class),
          Map.entry("step-approval-asked", RunEvent.StepApprovalAsked.class),
          Map.entry("step-approval-escalated", RunEvent.StepApprovalEscalated.class),
          Map.entry("step-approved", RunEvent.StepApproved.class),
          Map.entry("step-declined", RunEvent.StepDeclined.class),
          Map.entry("answer-asked", RunEvent.AnswerAsked.class),
          Map.entry("answered", RunEvent.Answered.class),
          Map.entry("step-waiting", RunEvent.StepWaiting.class),
          Map.entry("lock-taken", RunEvent.LockTaken.class),
          Map.entry("lock-released", RunEvent.LockReleased.class),
          Map.entry("pause-asked", RunEvent.PauseAsked.class),
          Map.entry("resume-asked", RunEvent.ResumeAsked.class),
          Map.entry("rollback-started", RunEvent.RollbackStarted.class),
          Map.entry("cancel-asked", RunEvent.CancelAsked.class),
          Map.entry("run-ended", RunEvent.RunEnded.class));

  private static final Map<Class<? extends RunEvent>, String> NAMES =
      TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final ObjectMapper MAPPER = Binding.mapper();

  private RunEventJson() {}

  public static Event write(RunEvent event) {
    String type = NAMES.get(event.getClass());
    if (type == null) {
      throw new IllegalStateException("no stored name for " + event.getClass().getSimpleName());
    }
    return new Event(type, VERSION, print(event));
  }

  /**
   * Reads what {@link #write} wrote, in this release or an earlier one.
   *
   * @throws IllegalStateException naming the type and version if this release does not know it
   */
  public static RunEvent read(Event event) {
    Class<? extends RunEvent> type = TYPES.get(event.type());
    if (type == null || event.version() > VERSION) {
      throw new IllegalStateException(
          "run event '"
              + event.type()
              + "' version "
              + event.version()
              + " was written by a later release: upgrade before you start");
    }
    try {
      return MAPPER.readValue(event.body(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored run event '" + event.type() + "' can't be read", e);
    }
  }

  /**
   * SHA-256 of the plan's canonical form: equal plans have equal digests, different ones differ.
   */
  public static String digest(RunPlan plan) {
    return Sha256.hex(print(plan));
  }

  /** The canonical form of what steps gave: equal outputs give equal texts. */
  public static String canonical(Map<StepId, Map<String, String>> outputs) {
    return print(
        new TreeMap<>(
            outputs.entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().value(), Map.Entry::getValue))));
  }

  private static String print(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't write " + value.getClass().getSimpleName(), e);
    }
  }
}
