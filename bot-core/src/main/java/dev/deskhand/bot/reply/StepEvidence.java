package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an attempt of which a person has to say what became of it.
 *
 * @param reason why somebody is asked
 * @param begunAt when it was announced
 * @param seen what was seen last of the step before that, if it is something else
 */
public record StepEvidence(
    StepRef step, int attempt, String reason, Optional<Instant> begunAt, Optional<String> seen) {
  private static final int LONGEST = 1_500;

  /** What a run's events tell of an attempt. */
  public static StepEvidence of(
      StepRef step, int attempt, String reason, List<RecordedEvent> history) {
    StepEvidence known =
        new StepEvidence(step, attempt, reason, Optional.empty(), Optional.empty());
    for (RecordedEvent recorded : history) {
      if (RunEventJson.read(recorded.event()) instanceof RunEvent.OfStep event
          && event.step().equals(step)) {
        known = known.after(event, recorded.at());
      }
    }
    return known;
  }

  private StepEvidence after(RunEvent.OfStep event, Instant at) {
    if (event instanceof RunEvent.StepIntended intended && intended.attempt() == attempt) {
      return new StepEvidence(step, attempt, reason, Optional.of(at), seen);
    }
    Optional<String> last = reason(event).filter(it -> !it.equals(reason));
    return last.isPresent() ? new StepEvidence(step, attempt, reason, begunAt, last) : this;
  }

  private static Optional<String> reason(RunEvent.OfStep event) {
    if (event instanceof RunEvent.StepFailed failed) {
      return Optional.of(failed.reason());
    }
    if (event instanceof RunEvent.StepUnclear unclear) {
      return Optional.of(unclear.reason());
    }
    return event instanceof RunEvent.StepUnanswered unanswered
        ? Optional.of(unanswered.reason())
        : Optional.empty();
  }

  /** What was attempted, with what, when, and where all of the run is shown. */
  public List<Fact> facts(StoredRun stored) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Runbook", stored.run().plan().title()));
    facts.add(new Fact("Step", RunReplies.describe(stored.run(), step)));
    stored.run().arguments(step).forEach((name, value) -> facts.add(new Fact(name, value)));
    begunAt.ifPresent(
        at ->
            facts.add(
                new Fact("Begun", at.truncatedTo(ChronoUnit.SECONDS) + ", attempt " + attempt)));
    facts.add(
        new Fact(
            "All of it",
            "show " + stored.id() + ", or /requests/" + stored.id() + " on the portal"));
    return facts;
  }

  /** Why somebody is asked, and what was seen before. */
  public Exhibit[] exhibits() {
    List<Exhibit> all = new ArrayList<>();
    all.add(new Exhibit.Code("Why I ask", reason));
    seen.ifPresent(it -> all.add(new Exhibit.Code("What was seen last", end(it))));
    return all.toArray(Exhibit[]::new);
  }

  private static String end(String text) {
    int count = text.codePointCount(0, text.length());
    return count <= LONGEST
        ? text
        : "…" + text.substring(text.offsetByCodePoints(0, count - LONGEST));
  }
}
