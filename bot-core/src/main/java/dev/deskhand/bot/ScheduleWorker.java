package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.Schedule;
import dev.deskhand.bot.trigger.ScheduleDecider;
import dev.deskhand.bot.trigger.ScheduleDecider.Turn;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins what schedules say. An occurrence and the run that it begins are one commit on the
 * schedule's stream, and the run's id follows from the occurrence: so each begins once, whichever
 * replica comes first and however often one dies. Thread-safe.
 */
public final class ScheduleWorker implements StreamWorker {
  private final TriggerDecider triggers;
  private final ScheduleStore schedules;
  private final RunStore store;
  private final TriggeredRuns runs;
  private final IdentityDirectory people;
  private final InstantSource clock;

  public ScheduleWorker(
      TriggerDecider triggers,
      ScheduleStore schedules,
      RunStore store,
      TriggeredRuns runs,
      IdentityDirectory people,
      InstantSource clock) {
    this.triggers = triggers;
    this.schedules = schedules;
    this.store = store;
    this.runs = runs;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return ScheduleStore.KIND;
  }

  /**
   * Begins to count for schedules that are new or have changed; called at every start, and with
   * another catalogue.
   */
  public void enrol(TenantId tenant) {
    for (Trigger trigger : triggers.triggers()) {
      if (trigger.source() instanceof Source.Timed(Schedule schedule)) {
        enrol(tenant, trigger, schedule);
      }
    }
  }

  private void enrol(TenantId tenant, Trigger trigger, Schedule schedule) {
    var stored = schedules.load(ScheduleStore.key(tenant, trigger.name()));
    String version = trigger.version().sha256();
    if (stored.log().version().equals(Optional.of(version))) {
      return;
    }
    Append.Builder append = Append.in(tenant);
    Instant now = Micros.now(clock);
    schedules.write(
        append,
        stored,
        until(schedule.cron().next(now, schedule.zone())),
        List.of(new ScheduleEvent.Began(version)));
    try {
      schedules.append(append.build());
    } catch (VersionConflictException _) {
      // Another replica enrolled it, or works it; either way it counts.
      return;
    }
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    Going going = Going.ON;
    while (going == Going.ON) {
      try {
        going = turn(schedules.load(key), lease);
      } catch (VersionConflictException _) {
        going = Going.ON;
      }
    }
  }

  private enum Going {
    ON,
    STOPPED
  }

  private Going turn(ScheduleStore.Stored stored, Lease lease) {
    Append.Builder append = Append.in(stored.key().tenant()).under(lease);
    Optional<Trigger> trigger = triggers.find(stored.name());
    if (trigger.isEmpty() || !(trigger.get().source() instanceof Source.Timed(Schedule schedule))) {
      List<ScheduleEvent> gone =
          stored.log().version().isEmpty() ? List.of() : List.of(new ScheduleEvent.Withdrawn());
      return commit(append, stored, StreamState.asleep(), gone, Going.STOPPED);
    }
    Turn turn = ScheduleDecider.next(schedule, stored.log(), running(stored), Micros.now(clock));
    return switch (turn) {
      case Turn.Begin begin ->
          on(append, stored, List.of(fired(append, trigger.get(), begin.occurrence())));
      case Turn.Miss(var missed, var begin) ->
          on(
              append,
              stored,
              begin
                  .map(it -> List.of(missed, fired(append, trigger.get(), it)))
                  .orElseGet(() -> List.of(missed)));
      case Turn.Note note -> on(append, stored, List.of(note.event()));
      case Turn.Sleep sleep ->
          commit(append, stored, until(sleep.until()), List.of(), Going.STOPPED);
    };
  }

  private Going on(Append.Builder append, ScheduleStore.Stored stored, List<ScheduleEvent> events) {
    return commit(append, stored, StreamState.live(), events, Going.ON);
  }

  private Going commit(
      Append.Builder append,
      ScheduleStore.Stored stored,
      StreamState state,
      List<ScheduleEvent> events,
      Going going) {
    schedules.write(append, stored, state, events);
    schedules.append(append.build());
    return going;
  }

  private static StreamState until(Optional<Instant> at) {
    return at.map(StreamState::asleepUntil).orElseGet(StreamState::asleep);
  }

  private Optional<RunId> running(ScheduleStore.Stored stored) {
    return stored
        .log()
        .latest()
        .filter(
            id ->
                store
                    .find(stored.key().tenant(), id)
                    .filter(run -> !(run.run().phase() instanceof Run.Phase.Ended))
                    .isPresent());
  }

  private ScheduleEvent fired(Append.Builder append, Trigger trigger, Instant occurrence) {
    Optional<Principal> service =
        people
            .principal(append.tenant(), trigger.as())
            .filter(it -> it.kind() instanceof Principal.Kind.Service);
    if (service.isEmpty() || !(trigger.start() instanceof Start.OfRunbook start)) {
      return notBegun(occurrence, "no service is called '" + trigger.as() + "'");
    }
    Map<String, String> given;
    try {
      given = TriggerDecider.given(trigger, Facts.of(trigger.name(), occurrence));
    } catch (IllegalArgumentException e) {
      return notBegun(occurrence, "its inputs can't be filled: " + e.getMessage());
    }
    RunId id = RunId.causedBy(append.tenant() + "|schedule|" + trigger.name() + "|" + occurrence);
    TriggeredRuns.Result result =
        runs.begin(
            append,
            new TriggeredRuns.Wanted(id, start.runbook(), given, service.get(), request(trigger)));
    return new ScheduleEvent.Fired(occurrence, result.run(), result.outcome());
  }

  private static ScheduleEvent notBegun(Instant occurrence, String why) {
    return new ScheduleEvent.Fired(occurrence, Optional.empty(), why);
  }

  private static RunRequest request(Trigger trigger) {
    return new RunRequest(
        trigger.as(),
        trigger.as(),
        ScheduleStore.KIND + "/" + trigger.name(),
        ConversationId.ofSchedule(trigger.name().value()).stream().toString(),
        Optional.empty(),
        Map.of("channel", "schedule", "trigger", trigger.name().value()));
  }
}
