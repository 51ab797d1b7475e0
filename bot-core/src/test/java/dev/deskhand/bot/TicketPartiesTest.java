package dev.deskhand.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where somebody with accounts at several doors is spoken to about a ticket. */
final class TicketPartiesTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final PersonId ADA = new PersonId("ada");
  private static final Account FIRST = new Account("first", "house", "ada1");
  private static final Account SECOND = new Account("second", "house", "ada2");
  private static final ConversationId AT_FIRST = new ConversationId("first", "ada1");
  private static final ConversationId AT_SECOND = new ConversationId("second", "ada2");

  private final People people =
      new People(
          TENANT,
          List.of(
              new People.Member(principal(ADA, new Principal.Kind.Human()), List.of(FIRST, SECOND)),
              new People.Member(
                  principal(TicketParties.SERVICE, new Principal.Kind.Service(ADA)), List.of())));

  private final TicketParties parties =
      new TicketParties(people, new Venues(List.of(new Door("first"), new Door("second")), people));

  private static Principal principal(PersonId id, Principal.Kind kind) {
    return new Principal(TENANT, id, id.value(), Set.of(), kind);
  }

  /** A channel that speaks to each of its accounts directly. */
  private record Door(String name) implements Channel {
    @Override
    public String post(Outbound.ChannelPost post, Optional<String> replaced) {
      throw new AssertionError("nothing is said here");
    }

    @Override
    public Optional<String> find(Outbound.ChannelPost post) {
      return Optional.empty();
    }

    @Override
    public Optional<ConversationId> direct(Account account) {
      return account.platform().equals(name)
          ? Optional.of(new ConversationId(name, account.user()))
          : Optional.empty();
    }
  }

  private Optional<ConversationId> where(TicketCase known) {
    Ticket ticket =
        new Ticket(
            new TicketRef("rt", "42"),
            new Personal("ada", "The chair squeaks"),
            new Personal("ada", ""),
            TicketStatus.NEW,
            Optional.of(FIRST),
            Optional.of(FIRST),
            Ticket.Verification.VERIFIED);
    return parties.of(TENANT, ticket, known).direct();
  }

  private static TicketCase linked(ConversationId where, String whose) {
    return TicketCase.NEW.apply(new CaseEvent.Linked(where, new PersonId(whose)), Instant.EPOCH);
  }

  @Test
  void a_ticket_that_was_opened_in_a_conversation_of_two_is_spoken_of_there() {
    ConversationId thread = new ConversationId("second", "ada2:17.0001");

    assertThat(where(linked(AT_SECOND, "ada"))).contains(AT_SECOND);
    assertThat(where(linked(thread, "ada"))).contains(thread);
  }

  @Test
  void a_ticket_that_was_opened_among_others_is_spoken_of_directly_at_the_same_door() {
    assertThat(where(linked(new ConversationId("second", "C1:17.0001"), "ada")))
        .contains(AT_SECOND);
  }

  @Test
  void a_ticket_that_was_opened_at_the_desk_is_spoken_of_at_the_preferred_door() {
    assertThat(where(TicketCase.NEW)).contains(AT_FIRST);
    assertThat(where(linked(new ConversationId("desk", "42"), "ada"))).contains(AT_FIRST);
    assertThat(where(linked(AT_SECOND, "bob"))).contains(AT_FIRST);
  }
}
