package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.json.DelegationJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who approves for whom, and when. It is one stream of the tenant's. Thread-safe. */
public final class Delegations {
  private static final StreamId STREAM = new StreamId("delegations", "all");
  private static final int ID_DIGITS = 10;

  private final TenantState<Map<String, Delegation>> state;

  /**
   * All that are not over, and were not ended.
   *
   * @param sequence of the last event in them
   */
  public record All(long sequence, Map<String, Delegation> byId) {
    public Optional<Delegation> find(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    /** Those that hold or will hold, the first to begin first. */
    public List<Delegation> after(Instant now) {
      return byId.values().stream()
          .filter(it -> now.isBefore(it.until()))
          .sorted(Comparator.comparing(Delegation::since).thenComparing(Delegation::id))
          .toList();
    }
  }

  public Delegations(Journal journal, InstantSource clock) {
    this.state = new TenantState<>(journal, clock, STREAM, Map.of(), Delegations::with);
  }

  private static Map<String, Delegation> with(
      Map<String, Delegation> before, List<RecordedEvent> events) {
    Map<String, Delegation> all = new HashMap<>(before);
    for (RecordedEvent recorded : events) {
      DelegationJson.delegation(recorded.event())
          .ifPresentOrElse(
              it -> all.put(it.id(), it), () -> all.remove(DelegationJson.id(recorded.event())));
    }
    Instant now = events.getLast().at();
    all.values().removeIf(it -> !now.isBefore(it.until()));
    return Map.copyOf(all);
  }

  /** All as they stand now. */
  public All read(TenantId tenant) {
    TenantState.Read<Map<String, Delegation>> read = state.read(tenant);
    return new All(read.sequence(), read.state());
  }

  /** All as they stood at most a second ago; this process's own are always in them. */
  Collection<Delegation> recent(TenantId tenant) {
    return state.recent(tenant).state().values();
  }

  /** What is asked for; see {@link Delegation}. */
  public record Wanted(PersonId from, PersonId to, Set<Role> roles, Instant since, Instant until) {
    public Wanted {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * Adds a delegation to an append.
   *
   * @param seen from which it was decided; the append is refused where they have changed since
   */
  public Delegation make(Append.Builder into, All seen, Wanted wanted) {
    String id = Sha256.hex(into.tenant() + "|" + seen.sequence() + "|" + wanted);
    Delegation made =
        new Delegation(
            "d-" + id.substring(0, ID_DIGITS),
            wanted.from(),
            wanted.to(),
            wanted.roles(),
            wanted.since(),
            wanted.until());
    state.write(into, seen.sequence(), DelegationJson.delegated(made));
    return made;
  }

  /** Adds the end of a delegation to an append. */
  public void end(Append.Builder into, All seen, Delegation delegation) {
    state.write(into, seen.sequence(), DelegationJson.ended(delegation.id()));
  }
}
