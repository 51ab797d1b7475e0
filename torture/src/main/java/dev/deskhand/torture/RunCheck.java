package dev.deskhand.torture;

import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.torture.Breach.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one run's history with what the world saw of it and what the audit says. */
final class RunCheck {
  private final String id;
  private final List<RecordedEvent> history;
  private final List<RunEvent> events;
  private final List<Received> received;
  private final Map<String, List<String>> audit;
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * A check.
   *
   * @param received of this run, in order
   * @param audit the policies that each announcement names, by {@code run/ID/STEP/ATTEMPT}
   */
  RunCheck(
      String id,
      List<RecordedEvent> history,
      List<Received> received,
      Map<String, List<String>> audit) {
    this.id = id;
    this.history = history;
    this.events = history.stream().map(it -> RunEventJson.read(it.event())).toList();
    this.received = received;
    this.audit = audit;
  }

  List<Breach> breaches() {
    if (!(events.getFirst() instanceof RunEvent.RunRequested requested)) {
      breach("I3", Kind.LOST, "it does not begin with a request");
      return breaches;
    }
    if (!(events.getLast() instanceof RunEvent.RunEnded)) {
      breach("I3", Kind.LOST, "it has not ended: " + events.getLast().getClass().getSimpleName());
    }
    decisions(requested);
    Map<StepRef, List<RunEvent>> bySteps = new LinkedHashMap<>();
    for (RunEvent event : events) {
      stepOf(event).ifPresent(it -> bySteps.computeIfAbsent(it, _ -> new ArrayList<>()).add(event));
    }
    bySteps
        .keySet()
        .removeIf(it -> !(requested.plan().step(it.step()).content() instanceof PlannedStep.Act));
    bySteps.forEach(
        (step, told) ->
            breaches.addAll(
                new StepCheck(id, step, requested.plan().effect(step), told, of(step)).breaches()));
    breaches.addAll(new GroupCheck(id, requested.plan(), events).breaches());
    breaches.addAll(new RestCheck(id, history).breaches());
    outcome(requested);
    received.stream()
        .filter(it -> bySteps.keySet().stream().noneMatch(step -> it.key().equals(id + "." + step)))
        .forEach(
            it -> breach("I7", Kind.LOST, it.key() + " acted, and the journal has no such step"));
    return breaches;
  }

  /** I5: each announcement names what allowed it, after somebody else's yes where one is needed. */
  private void decisions(RunEvent.RunRequested requested) {
    if (!RunEventJson.digest(requested.plan()).equals(requested.digest())) {
      breach("I5", Kind.OTHER, "the digest is not its plan's");
    }
    boolean needed = false;
    boolean given = false;
    for (RunEvent event : events) {
      if (event instanceof RunEvent.ApprovalAsked) {
        needed = true;
      }
      if (event instanceof RunEvent.Approved yes) {
        given =
            yes.digest().equals(requested.digest())
                && !yes.by().equals(requested.request().requester());
      }
      if (event instanceof RunEvent.StepIntended intended) {
        announced(intended, needed && !given);
      }
    }
  }

  /** I3: where the world did what it was asked for, a run ends as its plot says. */
  private void outcome(RunEvent.RunRequested requested) {
    boolean isCalm =
        received.stream()
            .noneMatch(
                it ->
                    it.isUnheard()
                        || (it.fate() == Received.Fate.REFUSED && !Moods.isBroken(it.key())));
    Plot plot = Plot.of(requested.plan().runbook().value());
    if (isCalm
        && events.getLast() instanceof RunEvent.RunEnded ended
        && ended.outcome() != expected(plot)) {
      breach(
          "I3",
          Kind.OTHER,
          "%s ended as %s: %s".formatted(plot.label(), ended.outcome(), ended.reason()));
    }
  }

  /** A run that came to its end before somebody could call it off has simply succeeded. */
  private RunOutcome expected(Plot plot) {
    boolean isCalledOff = events.stream().anyMatch(RunEvent.CancelAsked.class::isInstance);
    return plot == Plot.CANCELLED && !isCalledOff ? RunOutcome.SUCCEEDED : plot.outcome();
  }

  private void announced(RunEvent.StepIntended intended, boolean unapproved) {
    String object = "run/" + id + "/" + intended.step() + "/" + intended.attempt();
    if (unapproved) {
      breach("I5", Kind.OTHER, object + " was announced without the approval of its plan");
    }
    if (intended.reasons().policies().isEmpty()) {
      breach("I5", Kind.OTHER, object + " names no policy");
    }
    if (!intended.reasons().policies().equals(audit.get(object))) {
      breach("I7", Kind.LOST, object + " is not once in the audit, with its policies");
    }
  }

  private List<Received> of(StepRef step) {
    return received.stream().filter(it -> it.key().equals(id + "." + step)).toList();
  }

  private static Optional<StepRef> stepOf(RunEvent event) {
    return Optional.ofNullable(
        event instanceof RunEvent.StepIntended it
            ? it.step()
            : event instanceof RunEvent.StepDispatched it
                ? it.step()
                : event instanceof RunEvent.StepSettled it ? it.step() : resultOf(event));
  }

  private static @Nullable StepRef resultOf(RunEvent event) {
    return event instanceof RunEvent.StepSucceeded it
        ? it.step()
        : event instanceof RunEvent.StepFailed it
            ? it.step()
            : event instanceof RunEvent.StepUnclear it
                ? it.step()
                : event instanceof RunEvent.StepUnanswered it
                    ? it.step()
                    : event instanceof RunEvent.StepUncertain it ? it.step() : null;
  }

  private void breach(String invariant, Kind kind, String what) {
    breaches.add(new Breach(invariant, kind, "run " + id + ": " + what));
  }
}
