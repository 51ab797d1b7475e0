package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.json.RunEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the journal: reads them by folding, writes them as events. Those that were committed here
 * lately are kept folded. Thread-safe.
 */
public final class RunStore {
  /**
   * A run with an attempt under way sleeps for less: a second under a freeze, and half a minute at
   * most before its target is asked again.
   */
  private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

  private final Journal journal;
  private final RunLocks locks;
  private final RecentRuns recent = new RecentRuns();

  public RunStore(Journal journal) {
    this.journal = journal;
    this.locks = new RunLocks(journal);
  }

  /** A run as it stands; empty if there is none. */
  public Optional<StoredRun> find(TenantId tenant, RunId id) {
    return find(id.in(tenant));
  }

  /** The runs that changed last, the newest first; each is read when it is asked for. */
  public Stream<StoredRun> recent(TenantId tenant, int most) {
    return journal.recent(tenant, RunId.KIND, most).stream().flatMap(key -> find(key).stream());
  }

  /** The runs that wait for something, the newest first; each is read when it is asked for. */
  public Stream<StoredRun> waiting(TenantId tenant, int most) {
    return journal.asleep(tenant, RunId.KIND, most).stream().flatMap(key -> find(key).stream());
  }

  /**
   * The runs with an effect that was announced and has no result yet: at work, held up by a freeze,
   * or waiting to ask its target again.
   */
  public List<StoredRun> inFlight(TenantId tenant, Instant now) {
    Stream<StreamKey> live =
        journal.live(StreamKey.ALL_PARTITIONS).stream()
            .filter(key -> key.tenant().equals(tenant) && key.stream().kind().equals(RunId.KIND));
    Stream<StreamKey> soon =
        journal.wakingBefore(tenant, RunId.KIND, now.plus(LONGEST_NAP)).stream();
    return Stream.concat(live, soon)
        .distinct()
        .flatMap(key -> find(key).stream())
        .filter(stored -> !stored.run().inFlight().isEmpty())
        .toList();
  }

  /** The events of a run, in order. */
  public List<RecordedEvent> history(TenantId tenant, RunId id) {
    return journal.read(id.in(tenant)).events();
  }

  /** The long texts that a run's events name, in order, each once. */
  public List<KeptText> keptTexts(TenantId tenant, RunId id) {
    Set<String> seen = new HashSet<>();
    return history(tenant, id).stream()
        .flatMap(it -> LongTexts.named(RunEventJson.read(it.event())).stream())
        .filter(it -> seen.add(it.sha256()))
        .toList();
  }

  /**
   * A long text that a run's events name, by its digest; empty if they don't.
   *
   * @param sha256 in hexadecimal digits
   */
  public Optional<String> artefact(TenantId tenant, RunId id, String sha256) {
    return keptTexts(tenant, id).stream()
        .filter(it -> it.sha256().equals(sha256))
        .findFirst()
        .flatMap(it -> text(tenant, it));
  }

  /** What a run has kept; empty where it is kept no more. */
  public Optional<String> text(TenantId tenant, KeptText kept) {
    return journal.artefact(tenant, kept.sha256());
  }

  /**
   * A run as this process knows it, which may be behind: whoever writes then is refused, and reads
   * it anew.
   */
  Optional<StoredRun> known(StreamKey key) {
    return recent.find(key).or(() -> find(key));
  }

  /** A run as it stands in the journal, from which retention may have taken it. */
  Optional<StoredRun> find(StreamKey key) {
    Optional<StoredRun> before = recent.find(key);
    History history = journal.read(key, before.map(StoredRun::sequence).orElse(0L));
    if (before.isPresent() && history.sequence() < before.get().sequence()) {
      recent.forget(key);
      return find(key);
    }
    Run run = before.map(StoredRun::run).orElse(null);
    for (RecordedEvent recorded : history.events()) {
      RunEvent event =
          LongTexts.whole(
              RunEventJson.read(recorded.event()), it -> journal.artefact(key.tenant(), it));
      run =
          event instanceof RunEvent.RunRequested requested
              ? Run.begin(requested)
              : folded(run, event, recorded);
    }
    Optional<StoredRun> found =
        Optional.ofNullable(run).map(it -> new StoredRun(key, history.sequence(), it));
    found.ifPresent(recent::keep);
    return found;
  }

  private static Run folded(@Nullable Run run, RunEvent event, RecordedEvent recorded) {
    if (run == null) {
      throw new IllegalStateException(recorded.key() + " does not begin with a request");
    }
    return run.apply(event, recorded.at());
  }

  /**
   * Adds events and their audit to an append, with the state that the run is in after them.
   *
   * @return the run after them
   */
  StoredRun write(Append.Builder into, StoredRun stored, List<RunEvent> events, Instant at) {
    Run after = fold(into, stored.id(), stored.run(), events, at);
    return write(into, stored, events, after, stateOf(after, at));
  }

  /** The same, with a state of the writer's choice. */
  StoredRun write(
      Append.Builder into, StoredRun stored, List<RunEvent> events, Instant at, StreamState state) {
    return write(into, stored, events, fold(into, stored.id(), stored.run(), events, at), state);
  }

  private StoredRun write(
      Append.Builder into, StoredRun stored, List<RunEvent> events, Run after, StreamState state) {
    List<Artefact> artefacts = new ArrayList<>();
    into.to(
        stored.key().stream(),
        stored.sequence(),
        state,
        events.stream()
            .map(event -> RunEventJson.write(LongTexts.stored(event, artefacts::add)))
            .toList());
    artefacts.forEach(into::keep);
    return kept(into, new StoredRun(stored.key(), stored.sequence() + events.size(), after));
  }

  /** Begins a run in an append; the first event is the request. */
  StoredRun begin(Append.Builder into, StreamKey key, List<RunEvent> events, Instant at) {
    RunId id = RunId.of(key);
    RunEvent.RunRequested request = (RunEvent.RunRequested) events.getFirst();
    Run begun = Run.begin(request);
    new RunAudit(id, begun, at).entry(request).ifPresent(into::audit);
    Run after = fold(into, id, begun, events.subList(1, events.size()), at);
    into.to(key.stream(), 0, stateOf(after, at), events.stream().map(RunEventJson::write).toList());
    return kept(into, new StoredRun(key, events.size(), after));
  }

  private StoredRun kept(Append.Builder into, StoredRun after) {
    into.afterwards(() -> recent.keep(after));
    return after;
  }

  private static Run fold(
      Append.Builder into, RunId id, Run from, List<RunEvent> events, Instant at) {
    Run run = from;
    for (RunEvent event : events) {
      new RunAudit(id, run, at).entry(event).ifPresent(into::audit);
      run = run.apply(event, at);
    }
    return run;
  }

  RunLocks locks() {
    return locks;
  }

  void append(Append append) {
    journal.append(append);
  }

  private static StreamState stateOf(Run run, Instant now) {
    if (run.hasEnded()) {
      return StreamState.ended();
    }
    Next next = RunDecider.next(run, now);
    return next.moves().isEmpty() ? new StreamState.Asleep(next.wakeAt()) : StreamState.live();
  }
}
