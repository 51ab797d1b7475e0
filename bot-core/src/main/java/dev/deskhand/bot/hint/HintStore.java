package dev.deskhand.bot.hint;

import dev.deskhand.bot.json.HintEventJson;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hints in the journal: a stream {@code hint/PERSON/MONTH} for each person and month, so that none
 * grows for ever. Nothing waits for them, so they have always ended, and are forgotten like other
 * histories. Sentences are sealed; a hint whose sentence was erased is none. Thread-safe.
 */
public final class HintStore {
  /** The kind of stream that hints are. */
  public static final String KIND = "hint";

  private static final int MOST = 1_000;

  private final Journal journal;
  private final HintEventJson json;

  public HintStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.json = new HintEventJson(vault);
  }

  /** Somebody's hints of a month, in order, and the event up to which they are known. */
  public record Stored(StreamKey key, long sequence, List<Hint> hints) {
    public Stored {
      hints = List.copyOf(hints);
    }
  }

  /** Somebody's hints of the month that a time is in. */
  public Stored load(TenantId tenant, PersonId person, Instant at) {
    YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
    return load(new StreamKey(tenant, new StreamId(KIND, person + "/" + month)));
  }

  /** Everybody's hints that changed last. */
  public List<Stored> recent(TenantId tenant) {
    return journal.recent(tenant, KIND, MOST).stream().map(this::load).toList();
  }

  /** Adds events to an append. */
  public void write(Append.Builder into, Stored stored, List<HintEvent> events) {
    into.to(
        stored.key().stream(),
        stored.sequence(),
        StreamState.ended(),
        events.stream().map(event -> json.write(into.tenant(), event)).toList());
  }

  private Stored load(StreamKey key) {
    History history = journal.read(key);
    PersonId person = personOf(key);
    Map<String, Hint> hints = new LinkedHashMap<>();
    for (RecordedEvent recorded : history.events()) {
      apply(hints, json.read(recorded), person, recorded.at());
    }
    hints.values().removeIf(hint -> hint.text().equals(Personal.ERASED));
    return new Stored(key, history.sequence(), List.copyOf(hints.values()));
  }

  private static PersonId personOf(StreamKey key) {
    String name = key.stream().key();
    return new PersonId(name.substring(0, name.lastIndexOf('/')));
  }

  private static void apply(Map<String, Hint> hints, HintEvent event, PersonId person, Instant at) {
    switch (event) {
      case HintEvent.Missed(var id, var text, var cause, var offered) ->
          hints.put(
              id,
              new Hint(
                  id,
                  person,
                  text.value(),
                  at,
                  cause,
                  offered,
                  Optional.empty(),
                  Optional.empty()));
      case HintEvent.Meant(var id, var intent, var how) ->
          hints.computeIfPresent(id, (_, hint) -> hint.meaning(new Hint.Meaning(intent, how)));
      case HintEvent.Judged(var id, var by, var verdict) ->
          hints.computeIfPresent(id, (_, hint) -> hint.judged(new Hint.Judgement(by, verdict)));
    }
  }
}
