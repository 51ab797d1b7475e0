package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.BOB;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Inbound.FormSubmission;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as dialogs, and cards that everybody sees in their own way. */
final class TeamsFormsTest {
  private static final ButtonAction ACTION = ButtonAction.of("form", "r-1", "details");
  private static final TeamsSeat GROUP = TeamsSimulator.group(ADA);

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private static Form.Field field(String name, InputType type, String question) {
    return new Form.Field(name, type, question, "", Optional.empty());
  }

  private static Form form(Form.Field... fields) {
    return new Form(ACTION, "Mend a disk", "Somebody has to know these.", List.of(fields));
  }

  private static Form disk() {
    return form(
        field("disk", new InputType.Choice(List.of("sda", "sdb")), "Which disk?"),
        field("size", new InputType.Whole(), "How large?"),
        new Form.Field("sure", new InputType.Truth(), "Sure?", "true", Optional.of("true")),
        field("day", new InputType.Day(), "When?"),
        field(
            "code",
            new InputType.Text(Optional.of(Pattern.compile("[A-Z]{3}"))),
            "Which <code> & **why**?"));
  }

  private static Map<String, String> filled() {
    return Map.of(
        "Which disk?", "sdb",
        "How large?", "20",
        "When?", "2026-12-01",
        "Which <code> & **why**?", "ABC");
  }

  private ConversationId group() {
    town.sender.send(town.sender.message(GROUP, "hello"));
    return town.reception.accepted().removeFirst().envelope().conversation();
  }

  private TeamsMessage posted(Button... buttons) {
    town.channel.post(
        new ChannelPost(
            new DeliveryKey("k-1"),
            group(),
            new Audience.Everyone(),
            new Message("It asks:", List.of(), List.of(buttons)),
            Optional.empty()),
        Optional.empty());
    return town.teams.messages().getLast();
  }

  private TeamsAnswer pressed() {
    TeamsMessage message = posted(Button.plain("Fill in a form", ACTION));
    return town.sender.answered(
        town.sender.fetch(GROUP, message, message.button("Fill in a form").orElseThrow()));
  }

  private TeamsAnswer.Form opened(Form form) {
    town.desk.has(form);
    return (TeamsAnswer.Form) pressed();
  }

  private TeamsAnswer send(TeamsAnswer.Form form, Map<String, String> said) {
    return town.sender.answered(town.sender.submit(GROUP, form, said));
  }

  private static Button[] hosts(int count, String label) {
    return IntStream.range(0, count)
        .mapToObj(i -> Button.plain(label + i, ButtonAction.of("value", "host", "" + i)))
        .toArray(Button[]::new);
  }

  @Test
  void what_is_chosen_in_a_list_is_what_its_button_would_have_been() {
    TeamsMessage message = posted(hosts(450, "host-of-the-company-"));
    assertThat(message.button("host-of-the-company-0")).isPresent();
    TeamsMessage holding =
        town.teams.messages().stream()
            .filter(it -> it.button("host-of-the-company-449").isPresent())
            .findFirst()
            .orElseThrow();
    TeamsMessage.TeamsButton last = holding.button("host-of-the-company-449").orElseThrow();

    town.sender.answered(town.sender.execute(GROUP, holding, last));
    assertThat(town.sender.send(town.sender.submit(GROUP, holding, last)).status()).isEqualTo(200);
    TeamsAnswer nothing =
        town.sender.answered(
            town.sender.execute(GROUP, holding, holding.button("Choose").orElseThrow()));

    assertThat(town.reception.accepted())
        .hasSize(2)
        .allMatch(
            it -> ((ButtonClick) it).action().equals(ButtonAction.of("value", "host", "449")));
    assertThat(nothing).isEqualTo(new TeamsAnswer.Said("Choose one of the list first, please."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u041f\u0440\u0438\u043d\u0442\u0435\u0440 ", "\u6253\u5370\u673a"})
  void a_page_of_a_form_fits_a_dialog_whatever_its_letters(String word) {
    List<String> printers =
        IntStream.range(0, 65).mapToObj(i -> word.repeat(28).substring(0, 25) + i).toList();
    Form.Field[] fields =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    new Form.Field(
                        "printer" + i,
                        new InputType.Choice(printers),
                        i + ". " + word.repeat(160),
                        "",
                        Optional.empty()))
            .toArray(Form.Field[]::new);

    assertThat(opened(form(fields)).inputs()).isNotEmpty();
  }

  @Test
  void a_list_is_seen_by_those_for_whom_its_choices_are() {
    TeamsMessage message = posted(hosts(20, "host-"));
    town.desk.withholds(new Account("teams", TENANT, BOB), ButtonAction.of("value", "host", "0"));

    TeamsAnswer.Card own =
        (TeamsAnswer.Card) town.sender.answered(town.sender.refresh(GROUP, message));
    TeamsAnswer.Card other =
        (TeamsAnswer.Card)
            town.sender.answered(town.sender.refresh(TeamsSimulator.group(BOB), message));

    assertThat(own.message().buttons()).hasSize(21);
    assertThat(other.message().buttons()).isEmpty();
    assertThat(other.message().json()).doesNotContain("Input.ChoiceSet");
  }

  @Test
  void a_label_that_is_too_long_stands_on_the_card_as_a_whole_behind_its_number() {
    String wordy = "very ".repeat(30);
    for (int count : List.of(2, 20)) {
      TeamsMessage message = posted(hosts(count, wordy));

      assertThat(message.text()).contains("1. " + wordy + "0", "2. " + wordy + "1");
      assertThat(message.buttons()).anyMatch(it -> it.title().startsWith("2. very very"));
      assertThat(message.buttons()).allMatch(it -> it.title().length() <= 75);
    }
  }

  @Test
  void of_many_values_those_are_shown_that_fit_what_is_typed() {
    List<String> hosts = IntStream.range(0, 3_000).mapToObj(i -> "host-" + i + ".example").toList();
    TeamsAnswer.Form form = opened(form(field("host", new InputType.Choice(hosts), "Which host?")));
    String dataset = Objects.requireNonNull(form.datasets().get("Which host?"));

    assertThat(typed(dataset, "")).hasSize(15);
    assertThat(typed(dataset, " HOST-2999")).containsOnlyKeys("host-2999.example");
    assertThat(typed(dataset, "no such")).isEmpty();
    assertThat(send(form, Map.of("Which host?", "host-2999.example")))
        .isEqualTo(new TeamsAnswer.Nothing());

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(Objects.requireNonNull(sent.given().get("host")).value())
        .isEqualTo("host-2999.example");
    town.desk.has(form(field("other", new InputType.Whole(), "How many?")));
    assertThat(typed(dataset, "host")).isEmpty();
  }

  private Map<String, String> typed(String dataset, String words) {
    return ((TeamsAnswer.Values) town.sender.answered(town.sender.typeahead(GROUP, dataset, words)))
        .titles();
  }

  @Test
  void a_button_opens_its_form_and_what_is_filled_in_is_stored_once() {
    TeamsAnswer.Form form = opened(disk());
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(form.title()).isEqualTo("Mend a disk");
    assertThat(form.text()).contains("Somebody has to know these.", "A whole number.");
    assertThat(form.values()).isEqualTo(Map.of("Sure?", "true"));

    assertThat(send(form, filled())).isInstanceOf(TeamsAnswer.Nothing.class);
    assertThat(send(form, filled())).isInstanceOf(TeamsAnswer.Nothing.class);

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(sent.action()).isEqualTo(ACTION);
    assertThat(sent.envelope().sender()).isEqualTo(new Account("teams", TENANT, ADA));
    assertThat(sent.envelope().conversation().place())
        .isEqualTo(TENANT + ":" + GROUP.conversation());
    assertThat(said(sent))
        .isEqualTo(
            Map.of(
                "disk", "sdb", "size", "20", "sure", "true", "day", "2026-12-01", "code", "ABC"));
  }

  private static Map<String, String> said(FormSubmission sent) {
    Map<String, String> said = new HashMap<>();
    sent.given().forEach((name, text) -> said.put(name, text.value()));
    return said;
  }

  @Test
  void what_does_not_fit_is_said_in_the_form_which_keeps_what_was_written() {
    Map<String, String> wrong = new HashMap<>(filled());
    wrong.put("How large?", "very");

    TeamsAnswer.Form again = (TeamsAnswer.Form) send(opened(disk()), wrong);

    assertThat(again.text()).contains("That does not fit: expected a whole number.");
    assertThat(again.values())
        .containsEntry("How large?", "very")
        .containsEntry("When?", "2026-12-01");
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(send(again, Map.of("How large?", "20"))).isInstanceOf(TeamsAnswer.Nothing.class);
    assertThat(said((FormSubmission) town.reception.only())).containsEntry("size", "20");
  }

  @Test
  void what_can_not_be_stored_is_answered_503_and_counts_when_it_is_sent_again() {
    TeamsAnswer.Form form = opened(disk());
    town.reception.breakDown();
    String sent = town.sender.submit(GROUP, form, filled());
    assertThat(town.sender.send(sent).status()).isEqualTo(503);

    town.reception.recover();

    assertThat(town.sender.answered(sent)).isInstanceOf(TeamsAnswer.Nothing.class);
    assertThat(town.reception.accepted()).hasSize(1);
  }

  @Test
  void the_form_of_one_person_is_none_of_another_s() {
    TeamsAnswer.Form form = opened(disk());

    send(form, filled());
    town.sender.answered(town.sender.submit(TeamsSimulator.group(BOB), form, filled()));

    assertThat(town.reception.accepted())
        .extracting(it -> it.envelope().sender().user())
        .containsExactly(ADA, BOB);
  }

  @Test
  void a_button_without_a_form_is_stored_and_says_so() {
    assertThat(((TeamsAnswer.Said) pressed()).words()).startsWith("I have heard you");

    assertThat(((ButtonClick) town.reception.only()).action()).isEqualTo(ACTION);
  }

  @Test
  void a_form_that_is_too_long_for_a_card_goes_on_page_by_page() {
    Form.Field[] fields =
        IntStream.range(0, 70)
            .mapToObj(n -> field("f" + n, new InputType.Whole(), "Number " + n + "?"))
            .toArray(Form.Field[]::new);
    Map<String, String> said = new HashMap<>();
    IntStream.range(0, 70).forEach(n -> said.put("Number " + n + "?", Integer.toString(n)));

    TeamsAnswer answer = opened(form(fields));
    int pages = 0;
    while (answer instanceof TeamsAnswer.Form page) {
      pages++;
      assertThat(page.text()).contains("Page " + pages + " of ");
      answer = send(page, said);
    }

    assertThat(pages).isGreaterThan(2);
    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(sent.given()).hasSize(70);
    assertThat(sent.given()).extractingByKey("f69").extracting(Personal::value).isEqualTo("69");
  }

  @Test
  void what_a_card_can_not_carry_from_page_to_page_is_said_and_not_cut() {
    Form.Field[] fields =
        IntStream.range(0, 40)
            .mapToObj(n -> field("f" + n, new InputType.Text(Optional.empty()), "Word " + n + "?"))
            .toArray(Form.Field[]::new);
    Map<String, String> said = new HashMap<>();
    IntStream.range(0, 40).forEach(n -> said.put("Word " + n + "?", "x".repeat(500)));

    TeamsAnswer answer = opened(form(fields));
    for (int page = 1; answer instanceof TeamsAnswer.Form form && page < 5; page++) {
      answer = send(form, said);
    }

    assertThat(((TeamsAnswer.Form) answer).text()).contains("more than a dialog carries");
    assertThat(((TeamsAnswer.Form) answer).values()).containsValue("x".repeat(500));
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void names_and_values_beyond_what_a_card_shows_stand_in_it_as_a_whole() {
    List<String> many = IntStream.range(0, 1_000).mapToObj(n -> "value-" + n).toList();

    TeamsAnswer.Form form =
        opened(
            new Form(
                ACTION,
                "t".repeat(500),
                "\u0007 [x](http://evil.example) " + "a".repeat(4_000),
                List.of(
                    field("many", new InputType.Choice(many), "Which of many?"),
                    field("asked", new InputType.Whole(), "q".repeat(3_000)))));

    assertThat(form.title()).hasSize(60).endsWith("…");
    assertThat(form.inputs()).containsKey("q".repeat(99) + "…");
    assertThat(form.text().replace("\n", ""))
        .contains("t".repeat(500), "a".repeat(4_000), "q".repeat(3_000));
    send(form, Map.of("Which of many?", "value-999", "q".repeat(99) + "…", "1"));
    assertThat(said((FormSubmission) town.reception.only())).containsEntry("many", "value-999");
  }

  /** A text whose every word can be told from the others. */
  private static String words(String word, int count) {
    return IntStream.range(0, count).mapToObj(n -> word + "-" + n + ".").collect(joining(" "));
  }

  private static Form asking(String about, String question, String otherwise) {
    Form.Field field =
        new Form.Field(
            "size", new InputType.Text(Optional.empty()), question, "", Optional.of(otherwise));
    return new Form(ACTION, "Mend a disk", about, List.of(field));
  }

  @Test
  void what_is_too_long_for_a_label_or_a_hint_stands_in_the_form_as_a_whole() {
    String about = words("about", 1_200);
    String question = words("asked", 900);
    String otherwise = words("otherwise", 300);

    TeamsAnswer.Form first = opened(asking(about, question, otherwise));
    TeamsAnswer.Form second = (TeamsAnswer.Form) send(first, Map.of());

    assertThat(about.split(" ", -1)).allMatch(first.text()::contains);
    assertThat(first.inputs()).isEmpty();
    assertThat((question + " " + otherwise).split(" ", -1)).allMatch(second.text()::contains);
    send(second, Map.of(second.inputs().keySet().iterator().next(), "20"));
    assertThat(said((FormSubmission) town.reception.only())).containsEntry("size", "20");
  }

  @Test
  void what_no_dialog_holds_is_left_to_the_conversation() {
    town.desk.has(asking("", words("asked", 4_000), "1"));

    assertThat(pressed()).isInstanceOf(TeamsAnswer.Said.class);
    assertThat(town.reception.only()).isInstanceOf(ButtonClick.class);
  }

  @Test
  void a_form_that_is_bent_is_refused() {
    TeamsAnswer.Form form = opened(disk());

    String right = town.sender.submit(GROUP, form, filled());
    assertThat(town.sender.send(right.replace("deskhand-once", "once")).status()).isEqualTo(400);
    assertThat(town.sender.send(right.replace("\"deskhand\"", "\"other\"")).status())
        .isEqualTo(200);

    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void in_a_group_everybody_sees_the_buttons_that_are_for_them() {
    Button yes = Button.plain("Yes", ButtonAction.of("approve", "r-1"));
    Button no = Button.plain("No", ButtonAction.of("decline", "r-1"));
    TeamsMessage message = posted(yes, no);
    town.desk.withholds(new Account("teams", TENANT, BOB), yes.action());
    town.desk.withholds(new Account("teams", TENANT, BOB), no.action());

    TeamsAnswer.Card ada =
        (TeamsAnswer.Card) town.sender.answered(town.sender.refresh(GROUP, message));
    TeamsAnswer.Card bob =
        (TeamsAnswer.Card)
            town.sender.answered(town.sender.refresh(TeamsSimulator.group(BOB), message));

    assertThat(ada.message().buttons()).isEqualTo(message.buttons());
    assertThat(bob.message().buttons()).isEmpty();
    assertThat(bob.message().text()).isEqualTo(message.text());
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_card_that_one_person_sees_is_not_asked_for_again() {
    town.channel.post(
        new ChannelPost(
            new DeliveryKey("k-2"),
            town.channel.direct(new Account("teams", TENANT, ADA)).orElseThrow(),
            new Audience.Everyone(),
            new Message("It asks:", List.of(), List.of(Button.plain("Yes", ACTION))),
            Optional.empty()),
        Optional.empty());

    assertThat(town.teams.messages().getLast().json()).doesNotContain("refresh");
  }

  @Test
  void a_card_that_was_bent_on_its_way_back_is_refused_or_shows_its_sender_what_they_wrote() {
    TeamsMessage message = posted(Button.plain("Yes", ButtonAction.of("approve", "r-1")));
    String refresh = town.sender.refresh(GROUP, message);

    assertThat(town.sender.send(refresh.replace("deskhand-body", "another-body")).status())
        .isEqualTo(400);
    assertThat(town.sender.send(refresh.replaceFirst("\"deskhand-body\":\\[", "$07,")).status())
        .isEqualTo(400);
    assertThat(
            ((TeamsAnswer.Card) town.sender.answered(refresh.replace("approve:r-1", "no good!")))
                .message()
                .buttons())
        .isEmpty();
  }
}
