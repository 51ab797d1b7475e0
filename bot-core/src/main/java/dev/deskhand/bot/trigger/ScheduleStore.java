package dev.deskhand.bot.trigger;

import dev.deskhand.bot.json.TriggerEventJson;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.util.List;

/** Schedules in the journal, each a stream {@code schedule/NAME}. Thread-safe. */
public final class ScheduleStore {
  /** The kind of stream that schedules are. */
  public static final String KIND = "schedule";

  private final Journal journal;
  private final TriggerEventJson json;

  public ScheduleStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.json = new TriggerEventJson(vault);
  }

  /** A schedule and the event up to which it is known. */
  public record Stored(StreamKey key, long sequence, ScheduleLog log) {
    public TriggerName name() {
      return new TriggerName(key.stream().key());
    }
  }

  public static StreamKey key(TenantId tenant, TriggerName name) {
    return new StreamKey(tenant, new StreamId(KIND, name.value()));
  }

  public Stored load(StreamKey key) {
    History history = journal.read(key);
    ScheduleLog log = ScheduleLog.NONE;
    for (RecordedEvent recorded : history.events()) {
      log = log.apply(json.readSchedule(recorded), recorded.at());
    }
    return new Stored(key, history.sequence(), log);
  }

  /** The events of a schedule, in order. */
  public List<RecordedEvent> history(StreamKey key) {
    return journal.read(key).events();
  }

  public ScheduleEvent read(RecordedEvent recorded) {
    return json.readSchedule(recorded);
  }

  /** Adds events to an append, with the state that the schedule is in after them. */
  public void write(
      Append.Builder into, Stored stored, StreamState state, List<ScheduleEvent> events) {
    into.to(
        stored.key().stream(),
        stored.sequence(),
        state,
        events.stream().map(event -> json.write(into.tenant(), event)).toList());
  }

  /** Commits an append. */
  public void append(Append append) {
    journal.append(append);
  }
}
