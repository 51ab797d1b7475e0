package dev.deskhand.desks.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.message.Inbound.TicketEvent;
import dev.deskhand.bot.message.Outbound.TicketNote;
import dev.deskhand.bot.message.Outbound.TicketOpening;
import dev.deskhand.bot.message.Outbound.TicketTransition;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.RecordingReception;
import dev.deskhand.desks.builtin.history.TicketFact;
import dev.deskhand.desks.builtin.history.TicketView;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BuiltinDeskTest {
  private static final Account ERIN = new Account("web", "local", "erin");
  private static final Directory PEOPLE = new Directory(Map.of(ERIN, "erin"));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final PracticeStock stock = new PracticeStock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final InMemoryPersonalKeys keys = new InMemoryPersonalKeys();
  private final RecordingReception reception = new RecordingReception();
  private final BuiltinDesk desk = deskOf(TenantId.DEFAULT, reception);

  private BuiltinDesk deskOf(TenantId tenant, RecordingReception told) {
    return new BuiltinDesk(
        new Belongings(tenant, PEOPLE), stock, store, new PersonalVault(keys), told, clock);
  }

  private static TicketNote note(TicketRef ticket, String key, Visibility visibility) {
    return new TicketNote(new DeliveryKey(key), ticket, visibility, "Account unlocked.");
  }

  private TicketView read(TicketRef ref) {
    return desk.read(ref).orElseThrow();
  }

  @Test
  void a_ticket_of_somebody_logged_in_is_told_to_the_bot_as_verified() {
    TicketRef ref = desk.create(ERIN, "VPN", "authentication failed");

    TicketEvent event = reception.next();

    assertThat(ref.toString()).isEqualTo("builtin-1");
    assertThat(event.change()).isEqualTo(TicketChange.CREATED);
    assertThat(event.ticket().ref()).isEqualTo(ref);
    assertThat(event.ticket().verification()).isEqualTo(Verification.VERIFIED);
    assertThat(event.ticket().requester()).contains(ERIN);
    assertThat(event.ticket().description())
        .isEqualTo(new Personal("erin", "authentication failed"));
    assertThat(event.envelope().conversation().toString()).isEqualTo("ticket/builtin-1");
  }

  @Test
  void a_notes_files_are_links_to_the_portal() {
    Attachment file = stock.keep("apply-output.txt", "x".repeat(5_000));
    TicketRef ref = desk.create(ERIN, "VPN", "authentication failed");

    desk.add(note(ref, "k-1", Visibility.INTERNAL).with(List.of(file)));

    TicketFact.NoteAdded note = (TicketFact.NoteAdded) read(ref).timeline().getFirst().fact();
    assertThat(note.text().value())
        .contains("apply-output.txt (5 KB): https://desk.example/requests/r-1/files/");
  }

  @Test
  void a_ticket_that_the_bot_opens_is_the_person_s_and_is_found_by_its_key() {
    TicketOpening opening =
        new TicketOpening(
            new DeliveryKey("in-1-ticket"),
            "builtin",
            new PersonId("erin"),
            new Account("slack", "T1", "U1"),
            new Personal("erin", "\nThe VPN " + "x".repeat(300) + "\nsince Monday"),
            new ConversationId("slack", "T1:C1"));
    assertThat(desk.find(opening)).isEmpty();

    TicketRef ref = desk.open(opening);

    assertThat(desk.find(opening)).contains(ref);
    assertThat(read(ref).opened().requester()).isEqualTo(ERIN);
    assertThat(read(ref).opened().subject().value()).startsWith("The VPN xxx").hasSize(200);
    assertThat(read(ref).opened().description().value()).endsWith("x\nsince Monday");
    assertThat(reception.next().change()).isEqualTo(TicketChange.CREATED);
  }

  @Test
  void tickets_opened_at_the_same_time_get_numbers_without_gaps_or_doubles() throws Exception {
    BuiltinDesk replica = deskOf(TenantId.DEFAULT, reception);
    List<Callable<TicketRef>> work =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    (Callable<TicketRef>)
                        () -> (i % 2 == 0 ? desk : replica).create(ERIN, "s", "d"))
            .toList();

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> numbers =
          executor.invokeAll(work).stream().map(Future::resultNow).map(TicketRef::id).toList();

      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void numbering_goes_on_after_a_restart() {
    IntStream.range(0, 21).forEach(i -> desk.create(ERIN, "s", "d"));

    assertThat(deskOf(TenantId.DEFAULT, reception).create(ERIN, "s", "d").id()).isEqualTo("22");
  }

  @Test
  void each_tenant_has_its_own_tickets() {
    BuiltinDesk other = deskOf(new TenantId("other"), new RecordingReception());
    desk.create(ERIN, "ours", "d");

    TicketRef theirs = other.create(ERIN, "theirs", "d");

    assertThat(theirs.id()).isEqualTo("1");
    assertThat(read(theirs).opened().subject().value()).isEqualTo("ours");
    assertThat(other.list()).hasSize(1);
  }

  @Test
  void a_note_is_left_once_however_often_it_is_delivered() {
    TicketRef ref = desk.create(ERIN, "s", "d");
    TicketNote note = note(ref, "k", Visibility.INTERNAL);

    assertThat(desk.find(note)).isEmpty();
    String first = desk.add(note);
    String second = desk.add(note);

    assertThat(first).isEqualTo("2").isEqualTo(second);
    assertThat(desk.find(note)).contains(first);
    assertThat(read(ref).timeline()).hasSize(1);
  }

  @Test
  void a_ticket_is_moved_once() {
    TicketRef ref = desk.create(ERIN, "s", "d");
    TicketTransition move = new TicketTransition(new DeliveryKey("m"), ref, TicketStatus.RESOLVED);

    desk.move(move);
    desk.move(move);

    assertThat(read(ref).status()).isEqualTo(TicketStatus.RESOLVED);
    assertThat(read(ref).timeline()).hasSize(1);
  }

  @Test
  void somebody_elses_yes_is_told_once_and_ones_own_is_none() {
    Account agent = new Account("web", "local", "agent");
    TicketRef ref = desk.create(ERIN, "A bigger disk", "please");
    reception.next();

    assertThat(desk.approve(ERIN, ref)).isFalse();
    assertThat(desk.approve(agent, ref)).isTrue();
    TicketEvent told = reception.next();

    assertThat(told.change()).isEqualTo(TicketChange.APPROVED);
    assertThat(told.ticket().changedBy()).contains(agent);
    assertThat(told.ticket().requester()).contains(ERIN);
    assertThat(read(ref).isApprovedBy(agent)).isTrue();
    long facts = read(ref).sequence();
    assertThat(desk.approve(agent, ref)).isTrue();
    assertThat(read(ref).sequence()).isEqualTo(facts);
    assertThat(desk.approve(agent, new TicketRef(BuiltinDesk.NAME, "99"))).isFalse();
  }

  @Test
  void an_owner_and_a_field_are_set_once() {
    TicketRef ref = desk.create(ERIN, "s", "d");

    for (int i = 0; i < 2; i++) {
      desk.edit(ref, new TicketEdit.Owner("grace"));
      desk.edit(ref, new TicketEdit.Field("device", "laptop-7"));
    }

    assertThat(read(ref).field("owner")).contains("grace");
    assertThat(read(ref).field("device")).contains("laptop-7");
    assertThat(read(ref).timeline()).hasSize(2);
  }

  @Test
  void what_people_write_is_told_and_what_we_write_is_not() {
    TicketRef ref = desk.create(ERIN, "s", "d");
    reception.next();

    desk.add(note(ref, "k", Visibility.PUBLIC));
    boolean isWritten = desk.comment(ERIN, ref, "Thank you");

    TicketEvent event = reception.next();
    assertThat(isWritten).isTrue();
    assertThat(event.change()).isEqualTo(TicketChange.COMMENTED);
    assertThat(event.ticket().description().value()).isEqualTo("Thank you");
    reception.assertNothing();
  }

  @Test
  void a_requester_does_not_see_internal_notes() {
    TicketRef ref = desk.create(ERIN, "s", "d");
    desk.add(note(ref, "internal", Visibility.INTERNAL));
    desk.add(note(ref, "public", Visibility.PUBLIC));

    TicketView seen = read(ref).forRequester();

    assertThat(seen.timeline()).hasSize(1);
    assertThat(seen.noteOf(new DeliveryKey("internal"))).isEmpty();
  }

  @Test
  void the_journal_holds_no_word_of_what_was_written_and_an_erasure_takes_it_away() {
    TicketRef ref = desk.create(ERIN, "my secret subject", "my secret words");
    desk.add(note(ref, "k", Visibility.PUBLIC));

    assertThat(store.tail(Position.START, 100))
        .allSatisfy(
            recorded -> assertThat(recorded.event().body()).doesNotContain("secret", "unlocked"));
    keys.destroy(TenantId.DEFAULT, "erin");

    assertThat(read(ref).opened().subject().value()).isEqualTo(Personal.ERASED);
  }

  @Test
  void what_a_crash_kept_from_the_bot_is_told_at_the_next_start_and_only_once() {
    RecordingReception broken = new RecordingReception();
    broken.breakDown();
    BuiltinDesk crashing = deskOf(TenantId.DEFAULT, broken);
    assertThatThrownBy(() -> crashing.create(ERIN, "s", "d")).hasMessageContaining("disk is full");

    desk.announceAgain();
    desk.announceAgain();

    assertThat(reception.next().ticket().ref().id()).isEqualTo("1");
    reception.assertNothing();
  }

  @Test
  void what_is_older_than_a_day_is_not_told_again() {
    desk.create(ERIN, "s", "d");
    now.updateAndGet(instant -> instant.plus(Duration.ofHours(25)));
    RecordingReception forgetful = new RecordingReception();

    deskOf(TenantId.DEFAULT, forgetful).announceAgain();

    forgetful.assertNothing();
  }

  @Test
  void a_ticket_that_is_not_there_is_given_up() {
    assertThatThrownBy(() -> desk.add(note(new TicketRef("builtin", "9"), "k", Visibility.PUBLIC)))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageContaining("builtin-9");
    assertThat(desk.read(new TicketRef("builtin", "0"))).isEmpty();
    assertThat(desk.read(new TicketRef("builtin", "../1"))).isEmpty();
    assertThat(desk.read(new TicketRef("rt", "1"))).isEmpty();
  }
}
