package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk.Offered;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.wire.TeamsPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalogue in the box where people write, in whatever conversation. */
final class TeamsExtensionTest {
  private static final ButtonAction START = ButtonAction.of("offer", "printer", "e1");
  private static final TeamsSeat GROUP = TeamsSimulator.group(ADA);

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private TeamsAnswer search(String words, int skip) {
    return town.sender.answered(town.sender.search(GROUP, words, skip));
  }

  private TeamsMessage found() {
    town.desk.offers(new Offered("A <printer> & more", "Needs **no** approval.", START));
    return ((TeamsAnswer.Found) search("printer", 0)).cards().getFirst();
  }

  @Test
  void what_is_found_is_put_into_a_conversation_as_a_card() {
    TeamsMessage card = found();

    assertThat(card.text()).isEqualTo("A <printer> & more\nNeeds no approval.");
    assertThat(card.button("Choose")).isPresent();
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void where_nothing_fits_it_says_so() {
    assertThat(((TeamsAnswer.Said) search("printer", 0)).words()).startsWith("Nothing");
  }

  @Test
  void whom_the_bot_does_not_know_is_told_so_and_not_that_nothing_fits() {
    town.desk.offers(new Offered("printer", "", START));
    town.desk.knowsNot(new Account("teams", TENANT, ADA));

    assertThat(((TeamsAnswer.Said) search("printer", 0)).words())
        .startsWith("I don't know you yet")
        .doesNotContain("Nothing");
  }

  @Test
  void much_comes_page_by_page() {
    town.desk.offers(
        IntStream.range(0, 60)
            .mapToObj(n -> new Offered("Number " + n, "", START))
            .toArray(Offered[]::new));

    assertThat(((TeamsAnswer.Found) search("", 0)).cards()).hasSize(25);
    List<TeamsMessage> last = ((TeamsAnswer.Found) search("", 50)).cards();
    assertThat(last).hasSize(10);
    assertThat(last.getFirst().text()).isEqualTo("Number 50");
  }

  @Test
  void what_is_chosen_is_answered_to_that_person_since_the_bot_may_not_be_there() {
    TeamsMessage card = found();

    TeamsAnswer answer =
        town.sender.answered(town.sender.fetch(GROUP, card, card.button("Choose").orElseThrow()));

    assertThat(((TeamsAnswer.Said) answer).words()).contains("in your own chat with me");
    Inbound.ButtonClick click = (Inbound.ButtonClick) town.reception.only();
    assertThat(click.action()).isEqualTo(START);
    assertThat(click.envelope().conversation())
        .isEqualTo(TeamsPlace.direct(TENANT, ADA).conversationId());
    References references = new References(town.settings.organisation(), town.journal);
    assertThat(references.of(TeamsPlace.direct(TENANT, ADA))).isEmpty();
  }

  @Test
  void a_message_becomes_a_ticket_by_its_action() {
    town.desk.has(
        new Form(
            ButtonAction.of("open-ticket"),
            "Make this a ticket",
            "Somebody looks at it.",
            List.of(
                new Form.Field(
                    "about",
                    new InputType.Text(Optional.empty()),
                    "What?",
                    "",
                    Optional.empty()))));
    String html = "<p>My &lt;chair&gt;<br>squeaks</p><script>x</script> " + "y".repeat(4_000);

    TeamsAnswer.Form form =
        (TeamsAnswer.Form) town.sender.answered(town.sender.act(GROUP, "ticket", html));
    assertThat(form.text()).contains("Somebody looks at it. The message is longer than a form");
    town.sender.answered(
        town.sender
            .submit(GROUP, form, Map.of())
            .replace("task/submit", "composeExtension/submitAction"));

    Inbound.FormSubmission sent = (Inbound.FormSubmission) town.reception.only();
    assertThat(sent.envelope().conversation())
        .isEqualTo(TeamsPlace.direct(TENANT, ADA).conversationId());
    assertThat(sent.given())
        .extractingByKey("about")
        .extracting(Personal::value)
        .asString()
        .startsWith("My <chair>\nsqueaks\n")
        .endsWith("…")
        .hasSize(3_000);
  }

  @Test
  void files_of_a_message_are_named_in_its_ticket_by_where_they_lie() {
    town.desk.has(
        new Form(
            ButtonAction.of("open-ticket"),
            "Make this a ticket",
            "",
            List.of(
                new Form.Field(
                    "about",
                    new InputType.Text(Optional.empty()),
                    "What?",
                    "",
                    Optional.empty()))));
    String wish =
        town.sender
            .act(GROUP, "ticket", "<p>Look</p>")
            .replace(
                "\"messagePayload\":{",
                """
                "messagePayload":{"attachments":[\
                {"contentType":"reference","name":"screen.png",\
                "contentUrl":"https://example.sharepoint.test/screen.png"},\
                {"contentType":"reference","name":"x","contentUrl":"javascript:alert(1)"},\
                {"contentType":"text/html","content":"<p></p>"}],\
                """);

    TeamsAnswer.Form form = (TeamsAnswer.Form) town.sender.answered(wish);

    assertThat(form.text()).doesNotContain("longer");
    assertThat(form.values().get("What?"))
        .isEqualTo("Look\nscreen.png: https://example.sharepoint.test/screen.png");
  }

  @Test
  void its_form_is_filled_in_there_and_answered_to_that_person_too() {
    town.desk.has(
        new Form(
            START,
            "A printer",
            "",
            List.of(
                new Form.Field(
                    "room",
                    new InputType.Text(Optional.empty()),
                    "Where?",
                    "",
                    Optional.empty()))));
    TeamsMessage card = found();
    TeamsAnswer.Form form =
        (TeamsAnswer.Form)
            town.sender.answered(
                town.sender.fetch(GROUP, card, card.button("Choose").orElseThrow()));

    town.sender.answered(town.sender.submit(GROUP, form, Map.of("Where?", "room 7")));

    Inbound.FormSubmission sent = (Inbound.FormSubmission) town.reception.only();
    assertThat(sent.envelope().conversation())
        .isEqualTo(TeamsPlace.direct(TENANT, ADA).conversationId());
    assertThat(sent.given())
        .extractingByKey("room")
        .extracting(Personal::value)
        .isEqualTo("room 7");
  }
}
