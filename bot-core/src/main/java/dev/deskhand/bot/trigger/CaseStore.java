package dev.deskhand.bot.trigger;

import dev.deskhand.bot.json.TriggerEventJson;
import dev.deskhand.bot.limit.Counters;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What triggers made of each event, in the journal: a stream {@code case/TICKET} for each ticket,
 * {@code case/hook/NAME/DAY} for the calls of another system. Thread-safe.
 */
public final class CaseStore {
  /** The kind of stream that cases are. */
  public static final String KIND = "case";

  private static final String HOOK = "hook/";

  private final Journal journal;
  private final Counters counters;
  private final TriggerEventJson json;

  public CaseStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.counters = new Counters(journal);
    this.json = new TriggerEventJson(vault);
  }

  /** A case and the event up to which it is known. */
  public record Stored(StreamKey key, long sequence, TicketCase known) {}

  public Stored load(TenantId tenant, TicketRef ticket) {
    return load(new StreamKey(tenant, new StreamId(KIND, ticket.toString())));
  }

  /** A webhook's case: one for each day, which knows what fired the day before. */
  public Stored load(TenantId tenant, TriggerName hook, Instant now) {
    Stored before = load(ofDay(tenant, hook, now.minus(Duration.ofDays(1))));
    Stored today = load(ofDay(tenant, hook, now));
    Map<TriggerName, Instant> fired = new HashMap<>(before.known().fired());
    fired.putAll(today.known().fired());
    TicketCase known = today.known();
    return new Stored(
        today.key(),
        today.sequence(),
        new TicketCase(
            known.standing(),
            known.isKnown(),
            fired,
            known.walks(),
            known.runs(),
            Optional.empty(),
            Optional.empty(),
            TicketCase.Memory.NONE));
  }

  private static StreamKey ofDay(TenantId tenant, TriggerName hook, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return new StreamKey(tenant, new StreamId(KIND, HOOK + hook + "/" + day));
  }

  private static boolean isOfDay(StreamKey key) {
    return key.stream().key().startsWith(HOOK);
  }

  private Stored load(StreamKey key) {
    History history = journal.read(key);
    TicketCase known = TicketCase.NEW;
    for (RecordedEvent recorded : history.events()) {
      known = known.apply(json.readCase(recorded), recorded.at());
    }
    return new Stored(key, history.sequence(), known);
  }

  /** The events of a case, in order. */
  public List<RecordedEvent> history(StreamKey key) {
    return journal.read(key).events();
  }

  public CaseEvent read(RecordedEvent recorded) {
    return json.readCase(recorded);
  }

  /**
   * Adds events to an append. While a ticket is closed, its case has ended; so has a webhook's, of
   * which nobody is told that its day is over.
   */
  public void write(Append.Builder into, Stored stored, List<CaseEvent> events) {
    TicketCase after = stored.known();
    for (CaseEvent event : events) {
      after = after.apply(event, Instant.EPOCH);
    }
    into.to(
        stored.key().stream(),
        stored.sequence(),
        after.standing() instanceof TicketCase.Standing.Closed || isOfDay(stored.key())
            ? StreamState.ended()
            : StreamState.asleep(),
        events.stream().map(event -> json.write(into.tenant(), event)).toList());
  }

  /** How often each trigger with a rate has answered in the present span. */
  public Map<TriggerName, Integer> used(
      TenantId tenant, Collection<Trigger> triggers, Instant now) {
    Map<TriggerName, Integer> used = new HashMap<>();
    for (Trigger trigger : triggers) {
      trigger
          .limits()
          .rate()
          .ifPresent(
              rate ->
                  used.put(
                      trigger.name(), counters.used(tenant, trigger.name().value(), rate, now)));
    }
    return used;
  }

  /** Counts one answer of a trigger; whoever counted meanwhile makes the append fail. */
  public void count(
      Append.Builder into, Trigger trigger, Map<TriggerName, Integer> used, Instant now) {
    trigger
        .limits()
        .rate()
        .ifPresent(
            rate ->
                counters.count(
                    into, trigger.name().value(), rate, used.getOrDefault(trigger.name(), 0), now));
  }
}
