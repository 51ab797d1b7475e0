package dev.deskhand.desks.builtin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.builtin.history.TicketFact;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.OneKey;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored can be read for ever: the golden file is never changed, only added to. */
final class TicketFactJsonTest {
  private static final Account ADA = new Account("builtin", "desk", "ada");
  private static final Personal WORDS = new Personal("ada", "The VPN says \"no\" ü");
  private static final TicketFactJson JSON =
      new TicketFactJson(TenantId.DEFAULT, new PersonalVault(new OneKey()));

  private static List<TicketFact> everyFact() {
    return List.of(
        new TicketOpened(ADA, WORDS, WORDS, Optional.of(new DeliveryKey("in-1"))),
        new TicketOpened(ADA, WORDS, WORDS, Optional.empty()),
        new NoteAdded(ADA, Optional.of(new DeliveryKey("in-2")), Visibility.INTERNAL, WORDS),
        new NoteAdded(ADA, Optional.empty(), Visibility.PUBLIC, WORDS),
        new TicketMoved(ADA, TicketStatus.PENDING),
        new TicketEdited(ADA, "owner", WORDS),
        new TicketTaken(ADA),
        new TicketApproved(ADA));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/tickets-1.txt"));
  }

  private static String line(TicketFact fact) {
    Event event = JSON.write(fact);
    return event.type() + " " + event.version() + " " + event.body();
  }

  private static Event stored(String line) {
    String[] parts = line.split(" ", 3);
    return new Event(parts[0], Integer.parseInt(parts[1]), parts[2]);
  }

  /** A line of which it does not matter how it was sealed. */
  private static String unsealed(String line) {
    return line.replaceAll("\"p1:[^\"]*\"", "\"p1:…\"");
  }

  @Test
  void everything_is_written_as_it_always_was() throws IOException {
    assertThat(everyFact())
        .extracting(fact -> unsealed(line(fact)))
        .isEqualTo(golden().stream().map(TicketFactJsonTest::unsealed).toList());
  }

  @Test
  void every_type_that_is_stored_has_an_example() {
    assertThat(everyFact())
        .extracting(Object::getClass)
        .containsAll(
            Stream.of(TicketFact.class.getPermittedSubclasses()).<Class<?>>map(it -> it).toList());
  }

  @Test
  void everything_that_was_ever_written_can_be_read() throws IOException {
    assertThat(golden()).extracting(line -> JSON.read(stored(line))).isEqualTo(everyFact());
  }

  @Test
  void what_people_wrote_is_sealed() {
    assertThat(everyFact()).noneMatch(fact -> line(fact).contains("VPN"));
  }

  @Test
  void types_and_versions_of_a_later_release_are_refused() {
    for (String line : List.of("ticket-dreamt 1 {}", "ticket-taken 2 {}")) {
      assertThatThrownBy(() -> JSON.read(stored(line))).isInstanceOf(JournalException.class);
    }
  }
}
