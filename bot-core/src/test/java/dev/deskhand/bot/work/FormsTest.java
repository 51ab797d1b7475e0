package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.Awaited;
import dev.deskhand.bot.OpenDesk;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms on surfaces that have them, and people's own pages. */
final class FormsTest {
  private static final TenantId TENANT = TenantId.DEFAULT;

  private final House house = new House();
  private final Outside outside = house.outside;
  private final FrontDesk desk =
      new OpenDesk(
          TENANT,
          new OpenDesk.People(house.people, house.names),
          house.console().portal(),
          house.walks,
          house.conversations,
          new Awaited(house.conversations, house.cases));
  private int deliveries;

  private static Account account(String person) {
    return new Account("web", "office", person);
  }

  private Message asks(String person, String command) {
    house.commands(person, "d-" + deliveries++, command);
    house.settle();
    return outside.last(person).message();
  }

  private Message fills(String person, ButtonAction action, Map<String, String> said) {
    house.fills(person, "d-" + deliveries++, action, said);
    house.settle();
    return outside.last(person).message();
  }

  private static ButtonAction button(Message message, String label) {
    return message.buttons().stream()
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow()
        .action();
  }

  private Optional<Run> run() {
    return house.store.recent(TENANT, "run", 1).stream()
        .findFirst()
        .flatMap(stream -> house.runs.find(TENANT, RunId.of(stream)))
        .map(it -> it.run());
  }

  private List<String> home(String person) {
    return desk.home(account(person)).orElseThrow().stream().map(Outside::read).toList();
  }

  @Test
  void in_a_form_people_may_be_mentioned_or_named_and_a_doubt_is_said_below_the_field() {
    house.directory.take(Map.of("bob2", List.of("Bob Berg")), List.of());
    List<Form.Field> fields =
        List.of(
            new Form.Field("who", new InputType.PersonInput(), "Who?", "", Optional.empty()),
            new Form.Field(
                "note", new InputType.Text(Optional.empty()), "Note?", "", Optional.empty()));

    for (String said : List.of("@U0CLEO", "@cleo", "Cleo Cole", "cleo")) {
      FrontDesk.Looked looked =
          desk.look(account("ada"), fields, Map.of("who", said, "note", "@U0CLEO"));
      assertThat(looked.reasons()).isEmpty();
      assertThat(looked.said()).isEqualTo(Map.of("who", "cleo", "note", "@U0CLEO"));
    }
    assertThat(desk.look(account("ada"), fields, Map.of("who", "Bob Berg", "note", "x")).reasons())
        .isEqualTo(
            Map.of(
                "who",
                "That may be Bob Berg (bob), or Bob Berg (bob2)."
                    + " Write the id of the one you mean."));
    assertThat(desk.look(account("ada"), fields, Map.of("who", "@U0NOBODY")).reasons())
        .isEqualTo(
            Map.of(
                "who", "That does not fit: expected a person's id.",
                "note", "Please fill this in."));
  }

  @Test
  void the_form_of_a_step_is_shown_to_those_who_are_asked_and_to_nobody_else() {
    ButtonAction action = button(asks("ada", "run form"), "Fill in a form");

    Form form = desk.form(account("ada"), action).orElseThrow();
    assertThat(form.title()).isEqualTo("Fill in a form");
    assertThat(form.fields())
        .extracting(Form.Field::name)
        .containsExactly("size", "urgent", "count");
    assertThat(form.fields().getLast().fallback()).contains("1");
    assertThat(desk.form(account("bob"), action)).isEmpty();
    assertThat(desk.form(account("stranger"), action)).isEmpty();
    assertThat(desk.form(account("ada"), ButtonAction.of("form", "r-x", "details"))).isEmpty();
    assertThat(desk.form(account("ada"), ButtonAction.of("form", "r-x"))).isEmpty();
  }

  @Test
  void a_form_that_is_sent_answers_the_step_at_once_and_closes_the_question() {
    ButtonAction action = button(asks("ada", "run form"), "Fill in a form");

    fills("ada", action, Map.of("size", "large", "urgent", "yes", "count", "3"));

    assertThat(run().orElseThrow().phase())
        .isEqualTo(new Run.Phase.Ended(RunOutcome.SUCCEEDED, "all steps done"));
    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(desk.form(account("ada"), action)).isEmpty();
    assertThat(fills("ada", action, Map.of("size", "small", "urgent", "no")).text())
        .contains("no such run");
  }

  @Test
  void values_that_do_not_fit_count_nowhere_and_neither_do_those_of_somebody_else() {
    ButtonAction action = button(asks("ada", "run form"), "Fill in a form");

    assertThat(fills("ada", action, Map.of("size", "huge")).text())
        .contains("size: expected one of small, large", "urgent: is missing");
    assertThat(fills("bob", action, Map.of("size", "large", "urgent", "yes")).text())
        .contains("not");
    assertThat(run().orElseThrow().hasEnded()).isFalse();
  }

  @Test
  void where_no_form_can_be_shown_its_button_asks_the_question_again() {
    ButtonAction action = button(asks("ada", "run form"), "Fill in a form");
    house.presses("ada", "p-1", "large");
    house.settle();
    house.clicks("ada", "p-2", action);
    house.settle();
    assertThat(outside.last("ada").message().text())
        .isEqualTo("**Fill in a form** asks: Is it urgent?");

    house.clicks("bob", "p-3", action);
    house.settle();
    assertThat(outside.last("bob").message().text()).contains("answered already");
  }

  @Test
  void the_form_of_an_offer_asks_what_the_offer_asks_and_what_is_sent_is_decided_upon() {
    ButtonAction action = button(asks("ada", "catalogue somebody"), "Unlock somebody's account");
    Form form = desk.form(account("ada"), action).orElseThrow();
    assertThat(form.title()).isEqualTo("Unlock somebody's account");
    assertThat(form.fields()).extracting(Form.Field::question).containsExactly("Whose is it?");
    assertThat(form.fields().getFirst().proposal()).isEqualTo("ada");

    assertThat(fills("ada", action, Map.of("account", "bob")).text())
        .startsWith("I may not do that. Only IT support may ask");
    assertThat(run()).isEmpty();
    fills("ada", action, Map.of("account", "ada"));

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(run().orElseThrow().request().circumstances()).containsEntry("offer", "unlock-one");
  }

  @Test
  void what_asks_for_nothing_or_is_not_for_somebody_or_has_changed_has_no_form() {
    ButtonAction mine = button(asks("ada", "catalogue locked"), "🔓 Unlock my account");
    ButtonAction bobs = button(asks("sam", "catalogue bob"), "Unlock Bob");

    assertThat(desk.form(account("ada"), mine)).isEmpty();
    assertThat(desk.form(account("cleo"), bobs)).isEmpty();
    assertThat(desk.form(account("ada"), ButtonAction.of("offer", "unlock-one", "0123456789ab")))
        .isEmpty();
    assertThat(desk.form(account("ada"), ButtonAction.of("offered", "x.y"))).isEmpty();
    assertThat(desk.form(account("ada"), ButtonAction.of("browse", "0"))).isEmpty();
  }

  @Test
  void an_own_page_shows_what_waits_for_somebody_their_requests_and_their_catalogue() {
    asks("ada", "run form");

    List<String> page = home("ada");
    assertThat(page.getFirst()).isEqualTo("**Waiting for you**");
    assertThat(page.get(1)).isEqualTo("**Fill in a form** asks: How large is it?");
    assertThat(page.get(2)).startsWith("**My requests**\nWhat ").contains("Fill in a form ");
    assertThat(page.getLast()).isEqualTo("**Catalogue**");
    assertThat(home("bob").getFirst()).isEqualTo("**Waiting for you**\nNothing.");
    assertThat(home("stranger")).singleElement().asString().startsWith("I don't know you yet");
  }

  @Test
  void an_approval_in_the_middle_of_a_run_is_on_its_approvers_pages_until_they_have_decided() {
    asks("ada", "run agree");
    List<Message> page = desk.home(account("bob")).orElseThrow();
    assertThat(page.get(1).text()).startsWith("May this go on? **Somebody agrees**");
    assertThat(home("ada").getFirst()).endsWith("Nothing.");

    house.clicks("bob", "yes", button(page.get(1), "Approve"));
    house.settle();

    assertThat(home("bob").getFirst()).endsWith("Nothing.");
    assertThat(run().orElseThrow().phase())
        .isEqualTo(new Run.Phase.Ended(RunOutcome.SUCCEEDED, "all steps done"));
  }
}
