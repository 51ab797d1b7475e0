package dev.deskhand.journal.memory;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Events, stream heads and audit chains. Guarded by the store's lock. */
final class Ledger {
  private record Head(long sequence, StreamState state, long changed) {
    static final Head NONE = new Head(0, StreamState.asleep(), 0);
  }

  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<StreamKey, List<RecordedEvent>> streams = new HashMap<>();
  private final Map<StreamKey, Head> heads = new HashMap<>();
  private final Map<TenantId, Map<String, String>> artefacts = new HashMap<>();
  private final Map<TenantId, List<AuditRecord>> chains = new HashMap<>();
  private long changes;

  /** Refuses the whole append when one stream is elsewhere; changes nothing. */
  void requireVersions(Append append) {
    Map<StreamKey, Long> sequences = new HashMap<>();
    for (StreamAppend part : append.streams()) {
      StreamKey key = new StreamKey(append.tenant(), part.stream());
      long found = sequences.getOrDefault(key, headOf(key).sequence());
      if (found != part.expected()) {
        throw new VersionConflictException(
            "append to %s: expected sequence %d, found %d; read it again"
                .formatted(key, part.expected(), found));
      }
      sequences.put(key, found + part.events().size());
    }
  }

  Position write(Append append, Instant at) {
    append.streams().forEach(part -> write(append.tenant(), part, at));
    append.audit().forEach(entry -> link(append.tenant(), entry));
    append.streams().stream()
        .flatMap(part -> part.artefacts().stream())
        .forEach(it -> keep(append.tenant(), it));
    return new Position(events.size());
  }

  private void keep(TenantId tenant, Artefact artefact) {
    artefacts
        .computeIfAbsent(tenant, any -> new HashMap<>())
        .putIfAbsent(artefact.sha256(), artefact.text());
  }

  Optional<String> artefact(TenantId tenant, String sha256) {
    return Optional.ofNullable(artefacts.getOrDefault(tenant, Map.of()).get(sha256));
  }

  void link(TenantId tenant, AuditEntry entry) {
    List<AuditRecord> chain = chains.computeIfAbsent(tenant, any -> new ArrayList<>());
    String previous = chain.isEmpty() ? HashChain.GENESIS : chain.getLast().hash();
    chain.add(HashChain.link(tenant, chain.size() + 1L, entry, previous));
  }

  History read(StreamKey key) {
    return new History(key, headOf(key).sequence(), streams.getOrDefault(key, List.of()));
  }

  List<RecordedEvent> tail(Position after, int limit) {
    int from = (int) Math.min(after.value(), events.size());
    return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
  }

  List<StreamKey> live(Set<Integer> partitions) {
    return heads.entrySet().stream()
        .filter(head -> partitions.contains(head.getKey().partition()))
        .filter(head -> head.getValue().state() instanceof StreamState.Live)
        .sorted(Comparator.comparingLong(head -> head.getValue().changed()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    return newest(tenant, kind, limit, _ -> true);
  }

  List<StreamKey> asleep(TenantId tenant, String kind, int limit) {
    return newest(tenant, kind, limit, StreamState.Asleep.class::isInstance);
  }

  List<StreamKey> wakingBefore(TenantId tenant, String kind, Instant time) {
    Predicate<StreamState> wakes =
        state ->
            state instanceof StreamState.Asleep(var until)
                && until.filter(time::isAfter).isPresent();
    return newest(tenant, kind, Integer.MAX_VALUE, wakes).reversed();
  }

  private List<StreamKey> newest(
      TenantId tenant, String kind, int limit, Predicate<StreamState> which) {
    Comparator<Map.Entry<StreamKey, Head>> oldest =
        Comparator.comparingLong(head -> head.getValue().changed());
    return heads.entrySet().stream()
        .filter(head -> head.getKey().tenant().equals(tenant))
        .filter(head -> head.getKey().stream().kind().equals(kind))
        .filter(head -> which.test(head.getValue().state()))
        .sorted(oldest.reversed())
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    return chains.getOrDefault(tenant, List.of()).stream().skip(afterIndex).limit(limit).toList();
  }

  Optional<AuditRecord> auditHead(TenantId tenant) {
    return Optional.ofNullable(chains.get(tenant)).map(List::getLast);
  }

  private void write(TenantId tenant, StreamAppend part, Instant at) {
    StreamKey key = new StreamKey(tenant, part.stream());
    long sequence = part.expected();
    for (Event event : part.events()) {
      sequence++;
      Position position = new Position(events.size() + 1L);
      RecordedEvent recorded = new RecordedEvent(position, key, sequence, at, event);
      events.add(recorded);
      streams.computeIfAbsent(key, any -> new ArrayList<>()).add(recorded);
    }
    changes++;
    Head before = headOf(key);
    boolean staysLive =
        before.state() instanceof StreamState.Live && part.state() instanceof StreamState.Live;
    heads.put(key, new Head(sequence, part.state(), staysLive ? before.changed() : changes));
  }

  private Head headOf(StreamKey key) {
    return heads.getOrDefault(key, Head.NONE);
  }
}
