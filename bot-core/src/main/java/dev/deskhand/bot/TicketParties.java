package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.util.Optional;

/** Who acts for ticket events, and who is behind a ticket. Thread-safe. */
public final class TicketParties {
  /** The service principal of the people file that acts for ticket events. */
  public static final PersonId SERVICE = new PersonId("desk-triggers");

  private final IdentityDirectory people;
  private final Venues venues;

  public TicketParties(IdentityDirectory people, Venues venues) {
    this.people = people;
    this.venues = venues;
  }

  /** A service, by its id; empty for a person too. */
  Optional<Principal> service(TenantId tenant, PersonId id) {
    return people
        .principal(tenant, id)
        .filter(principal -> principal.kind() instanceof Principal.Kind.Service);
  }

  /** Who is behind an account, if anybody. */
  Optional<Principal> person(TenantId tenant, Account account) {
    return people.principal(tenant, account);
  }

  /**
   * The parties of a ticket. Its requester is spoken to where they speak of it, as far as nobody
   * else reads along there.
   *
   * @throws IllegalStateException if the people file has no service for ticket events
   */
  TicketPlanner.Parties of(TenantId tenant, Ticket ticket, TicketCase known) {
    Principal service =
        people
            .principal(tenant, SERVICE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the people file has no service '" + SERVICE + "': add it under services"));
    Optional<Principal> requester =
        ticket.requester().flatMap(account -> people.principal(tenant, account));
    Optional<ConversationId> direct =
        requester.flatMap(person -> where(tenant, person.id(), known));
    return new TicketPlanner.Parties(service, requester, direct);
  }

  private Optional<ConversationId> where(TenantId tenant, PersonId person, TicketCase known) {
    return known
        .link()
        .filter(link -> link.whose().equals(person))
        .map(link -> venues.nearest(tenant, person, link.where()))
        .orElseGet(() -> venues.direct(tenant, person));
  }
}
