package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.trees.GivenFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tickets that people open in a conversation, and what is said about them on both sides. */
final class TicketsTest {
  private static final Account ADA = new Account("web", "office", "ada");
  private static final Account AGENT = new Account("rt", "desk", "7");

  private static final byte[] BYTES = "what it shows".getBytes(StandardCharsets.UTF_8);

  private final House house = new House();
  private final Outside outside = house.outside;
  private int deliveries;

  private void says(String text) {
    house.says("ada", "d-" + deliveries++, text);
    house.settle();
  }

  private void commented(Account by, String text, Map<String, String> details) {
    commented(outside.opened().getFirst(), by, text, details);
  }

  private void commented(TicketRef ref, Account by, String text, Map<String, String> details) {
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(
                TenantId.DEFAULT, by, ConversationId.ofTicket(ref), "rt/desk", "e-" + deliveries++),
            TicketChange.COMMENTED,
            new Ticket(
                ref,
                new Personal("ada", "My chair squeaks"),
                new Personal("unknown:" + by, text),
                TicketStatus.OPEN,
                Optional.of(ADA),
                Optional.of(by),
                Ticket.Verification.VERIFIED),
            Optional.of(new Inbound.Details(details, Optional.empty()))));
    house.settle();
  }

  private void answers(String text) {
    commented(AGENT, text, Map.of("visibility", "public"));
  }

  private List<Outbound.TicketNote> publicNotes() {
    return outside.notes().stream().filter(it -> it.visibility() == Visibility.PUBLIC).toList();
  }

  private String last() {
    return outside.last("ada").message().text();
  }

  @Test
  void a_command_opens_a_ticket_of_whoever_says_so() {
    says("open-ticket My chair squeaks\nsince Monday");

    assertThat(outside.openings())
        .singleElement()
        .satisfies(
            opening -> {
              assertThat(opening.whose().value()).isEqualTo("ada");
              assertThat(opening.text())
                  .isEqualTo(new Personal("ada", "My chair squeaks\nsince Monday"));
            });
    assertThat(last()).contains("Your ticket is **" + outside.opened().getFirst() + "**");
  }

  private static GivenFile file(String name, String place) {
    return GivenFile.of("unknown:web:office:ada", name, "text/plain", 0, "shelf", place);
  }

  private void gives(String text, GivenFile... files) {
    house.sends("ada", "d-" + deliveries++, text, files);
    house.settle();
  }

  private List<Outbound.TicketNote> notesWithFiles() {
    return outside.notes().stream().filter(it -> !it.files().isEmpty()).toList();
  }

  private Optional<byte[]> read(String person) {
    return house
        .evidence()
        .find(
            house.principal(person),
            outside.opened().getFirst(),
            HexFormat.of().formatHex(Sha256.of(BYTES)))
        .flatMap(EvidenceFiles.Content::bytes);
  }

  @Test
  void files_that_come_with_what_opens_a_ticket_are_kept_and_named_on_it() {
    outside.lays("shelf-1", BYTES);

    gives("open-ticket The screen is dark", file("my screen <1>.txt", "shelf-1"));

    assertThat(notesWithFiles())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.visibility()).isEqualTo(Visibility.INTERNAL);
              assertThat(note.ticket()).isEqualTo(outside.opened().getFirst());
              assertThat(note.files().getFirst().name()).isEqualTo("my_screen_1_.txt");
              assertThat(note.files().getFirst().place())
                  .startsWith("/ticket-files/" + note.ticket() + "/");
            });
    assertThat(outside.said("ada"))
        .anyMatch(it -> it.contains("I have put your file on"))
        .noneMatch(it -> it.contains("not asked"));
    assertThat(read("ada")).as("whoever gave it").hasValue(BYTES);
    assertThat(read("sam")).as("who sees tickets").hasValue(BYTES);
    assertThat(read("bob")).as("anybody else").isEmpty();
  }

  @Test
  void files_in_a_reply_reach_the_ticket_once_however_often_their_door_is_shut() {
    says("open-ticket The screen is dark");
    answers("Can you show it?");
    outside.lays("shelf-1", BYTES);
    outside.closesShelf(() -> DeliveryFailedException.retry("the shelf is shut"), 2);

    gives("", file("screen.txt", "shelf-1"));
    assertThat(notesWithFiles()).isEmpty();
    house.pass(Duration.ofSeconds(20));
    house.pass(Duration.ofSeconds(20));
    gives("And this is the other one", file("other.txt", "gone"));

    assertThat(notesWithFiles()).hasSize(1);
    assertThat(publicNotes())
        .extracting(Outbound.TicketNote::text)
        .anyMatch(it -> it.contains("the other one"));
    assertThat(outside.said("ada")).anyMatch(it -> it.contains("`other.txt`"));
    assertThat(read("sam")).hasValue(BYTES);
  }

  @Test
  void whoever_takes_a_ticket_in_chat_hears_there_of_files_without_words() {
    says("open-ticket The screen is dark");
    house.commands("sam", "c-1", "take " + outside.opened().getFirst() + " VPN fails");
    house.settle();
    answers("Can you show it?");
    outside.lays("shelf-1", BYTES);

    gives("", file("screen.txt", "shelf-1"));

    assertThat(outside.last("sam").message().text())
        .isEqualTo("Somebody gives files for **rt-77**:");
    assertThat(outside.last("sam").message().files())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.name()).isEqualTo("screen.txt");
              assertThat(it.place()).startsWith("/ticket-files/rt-77/");
            });
  }

  @Test
  void a_ticket_takes_only_so_many_files_and_says_so() {
    says("open-ticket The screen is dark");
    answers("Can you show it?");
    int most = 10;
    for (int i = 0; i <= most; i++) {
      outside.lays(
          "shelf-" + i,
          Integer.toString(i % 10).repeat(House.FILE_LIMIT).getBytes(StandardCharsets.UTF_8));
      gives("", file("screen" + i + ".txt", "shelf-" + i));
    }

    assertThat(notesWithFiles()).hasSize(most);
    assertThat(last()).startsWith("**rt-77** has as many files as I keep for a ticket (");
    assertThat(outside.fetched()).as("what has no room is not fetched").hasSize(most);
  }

  @Test
  void of_files_for_a_ticket_that_is_nearly_full_those_are_taken_that_fit() {
    says("open-ticket The screen is dark");
    answers("Can you show it?");
    for (int i = 0; i < 10; i++) {
      outside.lays("shelf-" + i, new byte[House.FILE_LIMIT - 2]);
      gives("", file("screen" + i + ".txt", "shelf-" + i));
    }
    outside.lays("shelf-large", new byte[House.FILE_LIMIT / 2]);
    outside.lays("shelf-small", new byte[House.FILE_LIMIT / 10]);

    gives("", file("large.txt", "shelf-large"), file("small.txt", "shelf-small"));

    assertThat(outside.said("ada")).contains("I have put your file on **rt-77**.");
    assertThat(last()).startsWith("**rt-77** has as many files as I keep for a ticket (");
  }

  @Test
  void files_of_a_message_that_is_made_a_ticket_go_with_it() {
    outside.lays("shelf-1", BYTES);
    house.reception.accept(
        new Inbound.FormSubmission(
                House.envelope("ada", "f-1"),
                ButtonReader.ticket(),
                Map.of("about", new Personal("unknown:ada", "Look at this")))
            .with(List.of(file("screen.txt", "shelf-1"))));
    house.settle();

    assertThat(notesWithFiles()).hasSize(1);
    assertThat(read("ada")).hasValue(BYTES);
  }

  @Test
  void files_that_nothing_asks_for_are_still_left_where_no_ticket_is_spoken_of() {
    gives("", file("screen.txt", "shelf-1"));

    assertThat(outside.openings()).isEmpty();
    assertThat(notesWithFiles()).isEmpty();
  }

  @Test
  void whoever_takes_a_ticket_in_chat_reads_there_what_is_written_on_it() {
    says("open-ticket My chair squeaks");
    house.commands("sam", "c-1", "take " + outside.opened().getFirst() + " VPN fails");
    house.settle();
    assertThat(outside.said("sam"))
        .anyMatch(it -> it.startsWith("You work on **" + outside.opened().getFirst() + "** here."));
    assertThat(outside.notes())
        .filteredOn(it -> it.visibility() == Visibility.INTERNAL)
        .extracting(Outbound.TicketNote::text)
        .containsExactly("Sam Stone works on this with Deskhand, in a conversation (web).");

    commented(ADA, "It is louder now.", Map.of("visibility", "public"));
    answers("Somebody comes at ten.");
    commented(AGENT, "Not again.", Map.of("visibility", "internal"));

    assertThat(outside.said("sam"))
        .anyMatch(it -> it.contains("It is louder now."))
        .anyMatch(it -> it.contains("Somebody comes at ten."))
        .noneMatch(it -> it.contains("Not again."));
    says("It stands in room 4.");
    assertThat(outside.said("sam"))
        .as("what is passed on from a conversation")
        .anyMatch(it -> it.contains("It stands in room 4."));
    assertThat(outside.said("ada"))
        .as("whoever asked keeps their own conversation")
        .anyMatch(it -> it.contains("Somebody comes at ten."))
        .noneMatch(it -> it.contains("It is louder now."));
  }

  @Test
  void what_is_written_on_a_taken_ticket_is_not_said_where_others_read_along() {
    says("open-ticket My chair squeaks");
    String ticket = outside.opened().getFirst().toString();

    house.commandsIn("the-channel", "sam", "c-1", "take " + ticket + " VPN fails");
    house.settle();
    answers("Somebody comes at ten.");

    assertThat(outside.said("the-channel"))
        .anyMatch(it -> it.contains("Others read this channel"))
        .noneMatch(it -> it.contains("Somebody comes at ten."));
    assertThat(outside.said("sam")).anyMatch(it -> it.contains("Somebody comes at ten."));
  }

  @Test
  void a_thread_of_ones_own_conversation_is_read_by_nobody_else() {
    says("open-ticket My chair squeaks");
    String ticket = outside.opened().getFirst().toString();

    house.commandsIn("sam:1700000000.000100", "sam", "c-1", "take " + ticket + " VPN fails");
    house.settle();
    answers("Somebody comes at ten.");

    assertThat(outside.said("sam:1700000000.000100"))
        .noneMatch(it -> it.contains("Others read this channel"))
        .anyMatch(it -> it.contains("Somebody comes at ten."));
  }

  @Test
  void a_ticket_that_may_not_be_taken_is_told_nothing() {
    says("open-ticket My chair squeaks");

    house.commands("cleo", "c-1", "take " + outside.opened().getFirst() + " VPN fails");
    house.settle();
    answers("Somebody comes at ten.");

    assertThat(outside.notes()).isEmpty();
    assertThat(outside.said("cleo")).noneMatch(it -> it.contains("Somebody comes"));
  }

  @Test
  void a_form_opens_one_too() {
    house.fills("ada", "f-1", ButtonAction.of("open-ticket"), Map.of("about", "My chair squeaks"));
    house.settle();

    assertThat(outside.openings()).hasSize(1);
  }

  @Test
  void where_its_form_was_not_shown_nothing_is_opened_and_the_person_is_told() {
    house.clicks("ada", "b-1", ButtonAction.of("open-ticket"));
    house.settle();

    assertThat(outside.openings()).isEmpty();
    assertThat(last()).contains("could not show you the form", "`open-ticket`");
  }

  @Test
  void without_words_it_says_what_is_missing() {
    says("/open-ticket");
    house.commands("ada", "c-1", "open-ticket");
    house.settle();

    assertThat(outside.openings()).isEmpty();
    assertThat(last()).contains("Write `open-ticket` and what it is about");
  }

  @Test
  void an_opening_whose_answer_was_lost_is_found_and_told_once() {
    outside.loseReply(() -> DeliveryFailedException.retry("lost"));
    house.commands("ada", "c-1", "open-ticket My chair squeaks");
    house.settle();
    house.pass(java.time.Duration.ofMinutes(1));
    house.settle();

    assertThat(outside.openings()).hasSize(1);
    assertThat(outside.said("ada")).filteredOn(it -> it.contains("Your ticket is")).hasSize(1);
  }

  @Test
  void what_a_colleague_writes_to_them_appears_where_they_asked_and_nothing_internal_does() {
    says("open-ticket My chair squeaks");

    commented(AGENT, "She moans a lot", Map.of());
    commented(AGENT, "She moans a lot", Map.of("visibility", "internal"));
    assertThat(outside.said("ada")).noneMatch(it -> it.contains("moans"));
    answers("Which chair?");

    assertThat(last()).isEqualTo("A colleague writes about **rt-77**:\nWhich chair?");
  }

  @Test
  void what_they_say_themselves_on_the_ticket_is_not_told_them() {
    says("open-ticket My chair squeaks");

    commented(ADA, "It is the blue one", Map.of("visibility", "public"));

    assertThat(outside.said("ada")).noneMatch(it -> it.contains("blue"));
  }

  @Test
  void once_a_colleague_has_it_what_they_say_reaches_the_ticket() {
    says("open-ticket My chair squeaks");
    says("nothing that anybody understands");
    assertThat(publicNotes()).isEmpty();
    answers("Which chair?");

    says("The blue one");

    assertThat(publicNotes())
        .extracting(Outbound.TicketNote::text)
        .containsExactly("Ada Adler writes:\nThe blue one");
    assertThat(last()).contains("I have put that on **rt-77**");
  }

  /** Two tickets are with the desk's people, and of both something was asked. */
  private void openTwo() {
    says("open-ticket My chair squeaks");
    says("open-ticket My screen is dark");
    for (TicketRef ticket : outside.opened()) {
      commented(ticket, AGENT, "Which one?", Map.of("visibility", "public"));
    }
  }

  @Test
  void of_two_tickets_it_is_asked_which_one_a_reply_is_for_before_anybody_reads_it() {
    openTwo();

    says("The blue one");
    assertThat(publicNotes()).isEmpty();
    assertThat(outside.last("ada").message().buttons())
        .extracting(Message.Button::label)
        .containsExactly("rt-78", "rt-77");
    house.presses("ada", "p-1", "rt-77");
    house.settle();

    assertThat(publicNotes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.ticket()).isEqualTo(outside.opened().getFirst());
              assertThat(note.text()).isEqualTo("Ada Adler writes:\nThe blue one");
            });
    assertThat(outside.said("ada")).anyMatch(it -> it.contains("I have put that on **rt-77**"));
  }

  @Test
  void what_is_said_and_given_meanwhile_goes_to_the_ticket_that_is_named_in_words() {
    openTwo();
    outside.lays("shelf-1", BYTES);

    says("The left one");
    gives("Since Monday", file("screen.txt", "shelf-1"));
    assertThat(publicNotes()).isEmpty();
    says("RT-78");
    says("Now another thing");

    assertThat(publicNotes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.ticket()).isEqualTo(outside.opened().getLast());
              assertThat(note.text()).isEqualTo("Ada Adler writes:\nThe left one\nSince Monday");
            });
    assertThat(notesWithFiles())
        .extracting(Outbound.TicketNote::ticket)
        .containsExactly(outside.opened().getLast());
    assertThat(last()).startsWith("Which of your tickets");
  }

  @Test
  void a_ticket_that_comes_while_it_is_asked_which_one_can_be_named_too() {
    openTwo();
    says("The left one");
    says("open-ticket My mouse is gone");
    TicketRef third = outside.opened().getLast();
    commented(third, AGENT, "Since when?", Map.of("visibility", "public"));

    says("Since Monday");
    assertThat(outside.last("ada").message().buttons())
        .extracting(Message.Button::label)
        .contains(third.toString());
    says(third.toString());

    assertThat(publicNotes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.ticket()).isEqualTo(third);
              assertThat(note.text()).endsWith("The left one\nSince Monday");
            });
  }

  @Test
  void commands_and_other_people_s_words_stay_with_the_bot() {
    says("open-ticket My chair squeaks");
    answers("Which chair?");

    says("runs");
    says("ask nothing that anybody understands");
    house.says("bob", "b-1", "hello");
    house.settle();

    assertThat(publicNotes()).isEmpty();
  }
}
