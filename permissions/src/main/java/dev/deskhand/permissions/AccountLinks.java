package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.json.LinkJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts that people have linked to themselves. They are one stream of the tenant's, so that
 * an account is never linked twice, whatever replicas do at once. Thread-safe.
 */
public final class AccountLinks {
  private static final StreamId STREAM = new StreamId("account-links", "all");

  /** What another replica has written is known after this. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Journal journal;
  private final InstantSource clock;
  private final Map<TenantId, Reading> readings = new ConcurrentHashMap<>();

  /** An account that is somebody's by a link. */
  public record Link(Account account, PersonId person, Instant since) {}

  /**
   * All links of a tenant.
   *
   * @param sequence of the last event in them
   */
  public record Links(long sequence, Map<Account, Link> byAccount) {
    static final Links NONE = new Links(0, Map.of());

    public Links {
      byAccount = Map.copyOf(byAccount);
    }

    public Optional<Link> find(Account account) {
      return Optional.ofNullable(byAccount.get(account));
    }

    /** The links of a person, the oldest first. */
    public List<Link> of(PersonId person) {
      return byAccount.values().stream()
          .filter(link -> link.person().equals(person))
          .sorted(
              Comparator.comparing(Link::since).thenComparing(link -> link.account().toString()))
          .toList();
    }

    private Links with(List<RecordedEvent> events) {
      Map<Account, Link> links = new LinkedHashMap<>(byAccount);
      long last = sequence;
      for (RecordedEvent recorded : events) {
        Event event = recorded.event();
        Account account = LinkJson.account(event);
        if (LinkJson.isLinked(event)) {
          links.put(account, new Link(account, LinkJson.person(event), recorded.at()));
        } else {
          links.remove(account);
        }
        last = recorded.sequence();
      }
      return new Links(last, links);
    }
  }

  private record Reading(Links links, Instant at) {
    boolean isFreshAt(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  public AccountLinks(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    journal.onCommit(this::forgetIfChanged);
  }

  /** The links as they stand now. */
  public Links read(TenantId tenant) {
    Reading known = readings.getOrDefault(tenant, new Reading(Links.NONE, Instant.EPOCH));
    Instant now = clock.instant();
    History added = journal.read(new StreamKey(tenant, STREAM), known.links().sequence());
    Links links = known.links().with(added.events());
    readings.put(tenant, new Reading(links, now));
    return links;
  }

  /** The links as they stood at most a second ago; this process's own are always in them. */
  public Links recent(TenantId tenant) {
    Reading known = readings.get(tenant);
    return known != null && known.isFreshAt(clock.instant()) ? known.links() : read(tenant);
  }

  /**
   * Adds a link to an append.
   *
   * @param seen from which it was decided; the append is refused where they have changed since
   */
  public void link(Append.Builder into, Links seen, Account account, PersonId person) {
    write(into, seen, LinkJson.linked(account, person));
  }

  /** Adds the end of a link to an append. */
  public void unlink(Append.Builder into, Links seen, Account account) {
    write(into, seen, LinkJson.unlinked(account));
  }

  private static void write(Append.Builder into, Links seen, Event event) {
    into.to(STREAM, seen.sequence(), StreamState.asleep(), List.of(event));
  }

  private void forgetIfChanged(Append append) {
    if (append.streams().stream().anyMatch(it -> it.stream().equals(STREAM))) {
      Reading known = readings.get(append.tenant());
      if (known != null) {
        readings.put(append.tenant(), new Reading(known.links(), Instant.EPOCH));
      }
    }
  }
}
