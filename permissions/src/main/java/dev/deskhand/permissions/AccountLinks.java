package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.json.LinkJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts that people have linked to themselves. They are one stream of the tenant's, so that
 * an account is never linked twice, whatever replicas do at once. Thread-safe.
 */
public final class AccountLinks {
  private static final StreamId STREAM = new StreamId("account-links", "all");

  private final TenantState<Map<Account, Link>> state;

  /** An account that is somebody's by a link. */
  public record Link(Account account, PersonId person, Instant since) {}

  /**
   * All links of a tenant.
   *
   * @param sequence of the last event in them
   */
  public record Links(long sequence, Map<Account, Link> byAccount) {
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
  }

  public AccountLinks(Journal journal, InstantSource clock) {
    this.state = new TenantState<>(journal, clock, STREAM, Map.of(), AccountLinks::with);
  }

  private static Map<Account, Link> with(Map<Account, Link> before, List<RecordedEvent> events) {
    Map<Account, Link> links = new LinkedHashMap<>(before);
    for (RecordedEvent recorded : events) {
      Event event = recorded.event();
      Account account = LinkJson.account(event);
      if (LinkJson.isLinked(event)) {
        links.put(account, new Link(account, LinkJson.person(event), recorded.at()));
      } else {
        links.remove(account);
      }
    }
    return Map.copyOf(links);
  }

  /** The links as they stand now. */
  public Links read(TenantId tenant) {
    return links(state.read(tenant));
  }

  /** The links as they stood at most a second ago; this process's own are always in them. */
  public Links recent(TenantId tenant) {
    return links(state.recent(tenant));
  }

  private static Links links(TenantState.Read<Map<Account, Link>> read) {
    return new Links(read.sequence(), read.state());
  }

  /**
   * Adds a link to an append.
   *
   * @param seen from which it was decided; the append is refused where they have changed since
   */
  public void link(Append.Builder into, Links seen, Account account, PersonId person) {
    state.write(into, seen.sequence(), LinkJson.linked(account, person));
  }

  /** Adds the end of a link to an append. */
  public void unlink(Append.Builder into, Links seen, Account account) {
    state.write(into, seen.sequence(), LinkJson.unlinked(account));
  }
}
