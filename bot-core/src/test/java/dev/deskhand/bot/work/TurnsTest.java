package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.ticket.Ticket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people can say to a walk at any moment. */
class TurnsTest {
  private static final String FIRST = "What does the VPN client show when you try to connect?";
  private final House house = new House();
  private final Outside outside = house.outside;

  private void begun() {
    house.says("ada", "d-1", "VPN says authentication failed");
    house.settle();
  }

  private String last() {
    return outside.said("ada").getLast();
  }

  private List<String> buttonsFor(String person) {
    return outside.posts().reversed().stream()
        .filter(it -> it.conversation().place().equals(person))
        .findFirst()
        .orElseThrow()
        .message()
        .buttons()
        .stream()
        .map(Message.Button::label)
        .toList();
  }

  @Test
  void what_leads_straight_to_a_check_that_somebody_may_not_have_made_is_not_offered() {
    house.says("nia", "d-1", "VPN says authentication failed");
    house.says("ada", "d-2", "VPN says authentication failed");
    house.settle();

    assertThat(buttonsFor("ada")).contains("It says \"Authentication failed\"");
    assertThat(buttonsFor("nia"))
        .contains("It connects, and drops again")
        .doesNotContain("It says \"Authentication failed\"");
  }

  @Test
  void the_bots_own_words_are_in_the_language_of_whoever_is_guided() {
    house.says("jan", "d-1", "VPN says authentication failed");
    house.says("lea", "d-2", "VPN says authentication failed");
    house.settle();
    assertThat(buttonsFor("jan")).contains("Mit einem Menschen sprechen");
    assertThat(buttonsFor("lea")).contains("Parler à quelqu'un");

    house.says("jan", "d-3", "lila");
    house.presses("lea", "d-4", "It connects, and drops again");
    house.settle();
    assertThat(outside.said("jan").getLast())
        .isEqualTo("Das passt zu keiner der Antworten. Welche ist es?");
    assertThat(buttonsFor("jan")).contains("Von vorn", "Mit einem Menschen sprechen");
    assertThat(buttonsFor("lea")).contains("C'est fait", "Cela n'a pas marché", "Retour");

    house.says("jan", "d-5", "von vorn bitte");
    house.says("lea", "d-6", "retour");
    house.settle();
    assertThat(outside.said("jan").getLast()).isEqualTo(FIRST);
    assertThat(outside.said("lea").getLast()).isEqualTo(FIRST);

    house.says("jan", "d-7", "einen Menschen bitte");
    house.says("lea", "d-8", "laisse tomber");
    house.settle();
    assertThat(outside.said("jan").getLast())
        .isEqualTo(
            "Sie möchten mit einem Menschen sprechen. Jemand aus dem Team übernimmt ab hier.");
    assertThat(outside.said("lea").getLast()).startsWith("D'accord, nous nous arrêtons là.");
  }

  @Test
  void a_person_goes_back_one_question_and_answers_it_otherwise() {
    begun();
    house.presses("ada", "d-2", "It connects, and drops again");
    house.settle();
    assertThat(last()).startsWith("Let's see whether your network is the cause");

    house.presses("ada", "d-3", "Back");
    house.settle();
    assertThat(last()).isEqualTo(FIRST);

    house.says("ada", "d-4", "Authentication failed");
    house.settle();
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void nobody_goes_back_behind_what_was_done_but_everybody_may_start_over() {
    begun();
    house.says("ada", "d-2", "1");
    house.settle();

    house.says("ada", "d-3", "go back");
    house.settle();
    assertThat(last()).startsWith("There is no question to go back to");
    house.says("ada", "d-4", "start over");
    house.settle();

    assertThat(last()).isEqualTo(FIRST);
  }

  @Test
  void what_fits_no_answer_is_asked_once_more_and_then_a_person_is_offered() {
    begun();

    house.says("ada", "d-2", "purple");
    house.settle();
    Message again = outside.posts().getLast().message();
    assertThat(again.text()).contains("Which one is it?");
    assertThat(again.buttons())
        .extracting(Message.Button::label)
        .contains("It connects, and drops again", "Start over", "Talk to a person");

    house.says("ada", "d-3", "very purple");
    house.settle();
    assertThat(last()).contains("Shall a colleague take over?");

    house.presses("ada", "d-4", "Talk to a person");
    house.settle();
    assertThat(last()).startsWith("You asked for a person.");
  }

  @Test
  void whoever_does_not_want_it_any_more_is_left_alone() {
    house.files("t-1", Ticket.Verification.VERIFIED, "VPN says authentication failed");
    house.settle();

    house.says("ada", "d-1", "never mind");
    house.settle();

    assertThat(last()).startsWith("All right, we stop here.");
    assertThat(outside.moves()).isEmpty();
    assertThat(outside.notes())
        .singleElement()
        .extracting(it -> it.text())
        .asString()
        .contains("not wanted any more");
  }

  @Test
  void what_is_left_at_one_place_goes_on_at_another_after_days() {
    house.files("t-1", Ticket.Verification.VERIFIED, "VPN says authentication failed");
    house.settle();
    house.pass(Duration.ofHours(20));

    house.saysIn("room", "ada", "d-1", "continue");
    house.settle();
    assertThat(outside.said("room")).containsExactly(FIRST);
    house.saysIn("room", "ada", "d-2", "the first one");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outside.said("room").getLast()).contains("Does it work now?");
  }

  @Test
  void a_comment_of_the_tickets_requester_is_an_answer_and_nobody_elses_is() {
    house.files("t-1", Ticket.Verification.VERIFIED, "VPN says authentication failed");
    house.settle();

    house.comments("t-2", Ticket.Verification.UNVERIFIED, "Authentication failed");
    house.settle();
    assertThat(outside.isLocked("ada")).isTrue();
    house.comments(
        "t-3",
        Ticket.Verification.VERIFIED,
        "It says Authentication failed\n\nOn Monday Deskhand wrote:\n> What does it show?");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
  }
}
