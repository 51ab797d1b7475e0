package dev.deskhand.trees;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.json.WalkEventJson;
import java.util.List;
import java.util.Optional;

/** Walks in the journal: reads them by folding, writes them as events. Thread-safe. */
public final class WalkStore {
  /** The kind of stream that walks are. */
  public static final String KIND = "walk";

  private final Journal journal;
  private final WalkEventJson json;

  public WalkStore(Journal journal, PersonalVault vault) {
    this.journal = journal;
    this.json = new WalkEventJson(vault);
  }

  /** The key of a walk's stream. */
  public static StreamKey key(TenantId tenant, WalkId id) {
    return new StreamKey(tenant, new StreamId(KIND, id.value()));
  }

  /** A walk as it stands; empty if there is none. */
  public Optional<StoredWalk> find(TenantId tenant, WalkId id) {
    return find(key(tenant, id));
  }

  /** A walk as it stands; empty if there is none. */
  public Optional<StoredWalk> find(StreamKey key) {
    History history = journal.read(key);
    if (history.isEmpty()) {
      return Optional.empty();
    }
    List<WalkEvent> events = history.events().stream().map(this::read).toList();
    return Optional.of(
        new StoredWalk(
            key, history.sequence(), Walk.replay(events), history.events().getLast().at()));
  }

  /** The walks of a tenant, most recently changed first. */
  public List<StreamKey> recent(TenantId tenant, int limit) {
    return journal.recent(tenant, KIND, limit);
  }

  /** What happened in a walk, in order, with the times. */
  public List<RecordedEvent> history(TenantId tenant, WalkId id) {
    return journal.read(key(tenant, id)).events();
  }

  public WalkEvent read(RecordedEvent recorded) {
    return json.read(recorded.key().tenant(), recorded.event());
  }

  /** Begins a walk in an append; its worker makes the first move. */
  public void begin(Append.Builder into, WalkEvent.WalkStarted started) {
    into.to(
        new StreamId(KIND, started.walk().value()),
        0,
        StreamState.live(),
        List.of(json.write(into.tenant(), started)));
  }

  /** Adds events to an append, with the state that the walk is in after them. */
  public void write(
      Append.Builder into, StoredWalk stored, StreamState state, List<WalkEvent> events) {
    into.to(
        stored.key().stream(),
        stored.sequence(),
        state,
        events.stream().map(event -> json.write(into.tenant(), event)).toList());
  }
}
