package dev.deskhand.torture;

import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StepRef.Direction;
import dev.deskhand.torture.Breach.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a run rested where it had to: half-way until somebody answered or agreed or enough time
 * had passed, and as a whole while a person had it stopped. Steps of the plots that rest follow one
 * another.
 */
final class RestCheck {
  private final String run;
  private final List<RecordedEvent> history;
  private final Set<StepRef> asked = new HashSet<>();
  private final Map<StepRef, Instant> waiting = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();
  private boolean isStopped;

  /**
   * A check.
   *
   * @param history of the run, in order
   */
  RestCheck(String run, List<RecordedEvent> history) {
    this.run = run;
    this.history = history;
  }

  /** I5: what was announced while the run had to rest. */
  List<Breach> breaches() {
    for (RecordedEvent recorded : history) {
      RunEvent event = RunEventJson.read(recorded.event());
      if (event instanceof RunEvent.StepIntended it && it.step().direction() == Direction.DO) {
        begun(it.step(), recorded.at());
      }
      note(event);
    }
    return breaches;
  }

  private void note(RunEvent event) {
    switch (event) {
      case RunEvent.StepApprovalAsked it -> asked.add(it.step());
      case RunEvent.AnswerAsked it -> asked.add(it.step());
      case RunEvent.StepApproved it -> asked.remove(it.step());
      case RunEvent.Answered it -> asked.remove(it.step());
      case RunEvent.StepWaiting it -> waiting.put(it.step(), it.until());
      case RunEvent.PauseAsked _, RunEvent.CancelAsked _ -> isStopped = true;
      case RunEvent.ResumeAsked _ -> isStopped = false;
      default -> {}
    }
  }

  private void begun(StepRef step, Instant at) {
    if (isStopped) {
      breach(step + " was begun while a person had the run stopped");
    }
    asked.forEach(it -> breach(step + " was begun before " + it + " was answered"));
    waiting.forEach(
        (pause, until) -> {
          if (at.isBefore(until)) {
            breach(step + " was begun at " + at + ", and " + pause + " waits until " + until);
          }
        });
  }

  private void breach(String what) {
    breaches.add(new Breach("I5", Kind.OTHER, "run " + run + ": " + what));
  }
}
