package dev.deskhand.bot.json;

import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import java.util.Map;

/** What triggers and schedules did, as the journal keeps it. */
public final class TriggerEventJson {
  private static final Named<CaseEvent> CASES =
      new Named<>(
          Map.of(
              "event-considered", CaseEvent.Considered.class,
              "case-linked", CaseEvent.Linked.class,
              "case-taken", CaseEvent.Taken.class,
              "change-heard", CaseEvent.Heard.class,
              "case-files-kept", CaseEvent.FilesKept.class,
              "case-yielded", CaseEvent.Yielded.class,
              "case-closed", CaseEvent.Closed.class,
              "case-resumed", CaseEvent.Resumed.class));

  private static final Named<ScheduleEvent> SCHEDULES =
      new Named<>(
          Map.of(
              "schedule-began", ScheduleEvent.Began.class,
              "schedule-withdrawn", ScheduleEvent.Withdrawn.class,
              "occurrence-fired", ScheduleEvent.Fired.class,
              "occurrences-missed", ScheduleEvent.Missed.class,
              "occurrence-skipped", ScheduleEvent.Skipped.class,
              "occurrence-queued", ScheduleEvent.Queued.class));

  private final Binding binding;

  public TriggerEventJson(PersonalVault vault) {
    binding = new Binding(vault);
  }

  public Event write(TenantId tenant, CaseEvent event) {
    return new Event(CASES.nameOf(event), Named.VERSION, binding.print(tenant, event));
  }

  public Event write(TenantId tenant, ScheduleEvent event) {
    return new Event(SCHEDULES.nameOf(event), Named.VERSION, binding.print(tenant, event));
  }

  public CaseEvent readCase(RecordedEvent recorded) {
    return read(CASES, recorded);
  }

  public ScheduleEvent readSchedule(RecordedEvent recorded) {
    return read(SCHEDULES, recorded);
  }

  private <T> T read(Named<T> kinds, RecordedEvent recorded) {
    Event event = recorded.event();
    return binding.parse(
        recorded.key().tenant(), event.body(), kinds.typeOf(event.type(), event.version()));
  }
}
