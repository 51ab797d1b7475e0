package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Inbound.FormSubmission;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.message.ViewAnswer;
import dev.deskhand.sandbox.slack.wire.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Forms as modals, over HTTP and over a connection of our own. */
@ParameterizedClass
@EnumSource(SlackTown.Way.class)
final class SlackFormsTest {
  private static final ButtonAction ACTION = ButtonAction.of("form", "r-1", "details");
  private static final String OPEN = "views.open";

  private final SlackTown town;

  SlackFormsTest(SlackTown.Way way) {
    town = new SlackTown(way);
  }

  @AfterEach
  void close() {
    assertThat(town.slack.sockets().oddities()).isEmpty();
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
            "Which <code> & *why*?"));
  }

  private static Map<String, String> filled() {
    return Map.of(
        "Which disk?", "sdb",
        "How large?", "20",
        "When?", "2026-12-01",
        "Which <code> & *why*?", "ABC");
  }

  private SlackMessage question(String place) {
    Message.Button button = Message.Button.plain("Fill in a form", ACTION);
    new SlackChannel(town.settings, new PracticeStock())
        .post(
            new ChannelPost(
                new DeliveryKey("k-1"),
                new ConversationId("slack", SlackTown.TEAM + place),
                new Audience.Everyone(),
                new Message("It asks:", List.of(), List.of(button)),
                Optional.empty()),
            Optional.empty());
    return town.slack.messages().getLast();
  }

  private SlackDelivery press() {
    return town.sender.click(ADA, question(":C0HELP:1700000000.000100"), "deskhand-button-1");
  }

  private SlackView opened(Form form) {
    town.desk.has(form);
    assertThat(town.sender.send(press()).status()).isEqualTo(200);
    return town.slack.views().all().getLast();
  }

  private static String said(FormSubmission sent, String field) {
    return Objects.requireNonNull(sent.given().get(field), field).value();
  }

  private Map<String, String> typed(SlackView view, String label, String typed) {
    return town.slack
        .views()
        .suggested(town.sender.send(town.sender.suggestion(ADA, view, label, typed)));
  }

  @Test
  void of_many_values_those_are_shown_that_fit_what_is_typed() {
    List<String> hosts = IntStream.range(0, 3_000).mapToObj(i -> "host-" + i + ".example").toList();
    SlackView view = opened(form(field("host", new InputType.Choice(hosts), "Which host?")));

    assertThat(typed(view, "Which host?", "")).hasSize(100);
    assertThat(typed(view, "Which host?", " HOST-2999")).containsOnlyKeys("host-2999.example");
    assertThat(typed(view, "Which host?", "no such")).isEmpty();
    assertThat(send(view, Map.of("Which host?", "host-2999.example")))
        .isEqualTo(new ViewAnswer.Closed());

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(said(sent, "host")).isEqualTo("host-2999.example");
  }

  @Test
  void values_too_long_for_an_option_are_chosen_by_their_number_and_said_as_a_whole() {
    String one = "a".repeat(200) + " one";
    String two = "a".repeat(200) + " two";
    SlackView view =
        opened(form(field("text", new InputType.Choice(List.of(one, two)), "Which text?")));

    assertThat(view.says("1. " + one)).isTrue();
    assertThat(view.says("2. " + two)).isTrue();
    assertThat(send(view, Map.of("Which text?", "deskhand-number-1")))
        .isEqualTo(new ViewAnswer.Closed());

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(said(sent, "text")).isEqualTo(two);
  }

  @Test
  void whoever_has_no_such_form_any_more_is_shown_nothing_to_choose() {
    List<String> hosts = IntStream.range(0, 200).mapToObj(i -> "host-" + i).toList();
    SlackView view = opened(form(field("host", new InputType.Choice(hosts), "Which host?")));
    town.desk.has(form(field("other", new InputType.Whole(), "How many?")));

    assertThat(typed(view, "Which host?", "host")).isEmpty();
  }

  private ViewAnswer send(SlackView view, Map<String, String> said) {
    return town.slack
        .views()
        .answered(view, town.sender.send(town.sender.submission(ADA, view, said)));
  }

  @Test
  void a_button_opens_its_form_and_what_is_filled_in_is_stored_once() {
    SlackView view = opened(disk());
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(view.json()).contains("Mend a disk", "Somebody has to know these.");

    assertThat(send(view, filled())).isInstanceOf(ViewAnswer.Closed.class);
    assertThat(send(view, filled())).isInstanceOf(ViewAnswer.Closed.class);

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(sent.action()).isEqualTo(ACTION);
    assertThat(sent.envelope().sender()).isEqualTo(new Account("slack", SlackTown.TEAM, "U0ADA"));
    assertThat(sent.envelope().conversation().place()).endsWith(":C0HELP:1700000000.000100");
    assertThat(sent.given().values())
        .extracting(Personal::subject)
        .containsOnly("unknown:" + sent.envelope().sender());
    Map<String, String> said = new HashMap<>();
    sent.given().forEach((name, text) -> said.put(name, text.value()));
    assertThat(said)
        .isEqualTo(
            Map.of(
                "disk", "sdb", "size", "20", "sure", "true", "day", "2026-12-01", "code", "ABC"));
  }

  @Test
  void what_does_not_fit_is_said_in_the_form_and_nothing_is_stored() {
    SlackView view = opened(disk());
    Map<String, String> wrong = new HashMap<>(filled());
    wrong.put("How large?", "very");
    wrong.put("Which <code> & *why*?", "no\u202e");

    assertThat(send(view, wrong))
        .isEqualTo(
            new ViewAnswer.Errors(
                Map.of(
                    "How large?", "That does not fit: expected a whole number.",
                    "Which <code> & *why*?", "That does not fit: expected the form [A-Z]{3}.")));
    assertThat(town.reception.accepted()).isEmpty();

    assertThat(send(view, filled())).isInstanceOf(ViewAnswer.Closed.class);
    assertThat(town.reception.accepted()).hasSize(1);
  }

  @Test
  void what_can_not_be_stored_is_answered_503_and_counts_when_it_is_sent_again() {
    SlackView view = opened(disk());
    town.reception.breakDown();
    assertThat(town.sender.send(town.sender.submission(ADA, view, filled())).status())
        .isEqualTo(503);

    town.reception.recover();

    assertThat(send(view, filled())).isInstanceOf(ViewAnswer.Closed.class);
    assertThat(town.reception.accepted()).hasSize(1);
  }

  @Test
  void a_press_that_is_delivered_twice_opens_one_form() {
    town.desk.has(disk());

    assertThat(town.sender.sendTwice(press())).extracting(AppAnswer::status).containsOnly(200);

    assertThat(town.slack.views().all()).hasSize(1);
    assertThat(town.slack.effects(OPEN)).isEqualTo(1);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void where_slack_does_not_show_the_form_the_press_is_stored_for_the_bot() {
    town.desk.has(disk());
    SlackDelivery press = press();
    town.slack.failNext(OPEN, 503, 0);

    assertThat(town.sender.send(press).status()).isEqualTo(200);

    assertThat(((ButtonClick) town.reception.only()).action()).isEqualTo(ACTION);
    assertThat(town.slack.views().all()).isEmpty();
  }

  @Test
  void while_slack_asks_for_a_pause_the_bot_asks_and_no_form_is_tried() {
    town.desk.has(disk());
    town.slack.failNext(OPEN, 429, 60);

    assertThat(town.sender.send(press()).status()).isEqualTo(200);
    assertThat(town.sender.send(press()).status()).isEqualTo(200);

    assertThat(town.reception.accepted()).hasSize(2);
    assertThat(town.slack.effects(OPEN)).isZero();
    assertThat(town.slack.views().all()).isEmpty();
  }

  @Test
  void a_trigger_that_is_too_old_leaves_the_question_to_the_conversation() {
    town.desk.has(disk());
    SlackDelivery press = press();
    SlackDelivery old =
        new SlackDelivery(
            press.kind(),
            press
                .body()
                .replaceAll(
                    "\\d{13}(\\.\\d+\\.example)",
                    town.clock.instant().minusSeconds(4).toEpochMilli() + "$1"));

    assertThat(town.sender.send(old).status()).isEqualTo(200);

    assertThat(town.reception.only()).isInstanceOf(ButtonClick.class);
  }

  @Test
  void a_button_without_a_form_is_stored_as_always() {
    assertThat(town.sender.send(press()).status()).isEqualTo(200);

    assertThat(town.reception.only()).isInstanceOf(ButtonClick.class);
    assertThat(town.slack.effects(OPEN)).isZero();
  }

  @Test
  void a_form_that_is_too_long_for_a_view_goes_on_page_by_page() {
    Form.Field[] fields =
        IntStream.range(0, 120)
            .mapToObj(n -> field("f" + n, new InputType.Whole(), "Number " + n + "?"))
            .toArray(Form.Field[]::new);
    Map<String, String> said = new HashMap<>();
    IntStream.range(0, 120).forEach(n -> said.put("Number " + n + "?", Integer.toString(n)));
    SlackView first = opened(form(fields));
    assertThat(first.json()).contains("Page 1 of 3");

    SlackView second = ((ViewAnswer.Updated) send(first, said)).view();
    said.put("Number 70?", "none");
    assertThat(send(second, said))
        .isEqualTo(
            new ViewAnswer.Errors(
                Map.of("Number 70?", "That does not fit: expected a whole number.")));
    said.put("Number 70?", "70");
    SlackView third = ((ViewAnswer.Updated) send(second, said)).view();
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(send(third, said)).isInstanceOf(ViewAnswer.Closed.class);

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(sent.given()).hasSize(120);
    assertThat(sent.given()).extractingByKey("f70").extracting(Personal::value).isEqualTo("70");
  }

  @Test
  void what_slack_can_not_carry_from_page_to_page_is_said_and_not_cut() {
    Form.Field[] fields =
        IntStream.range(0, 60)
            .mapToObj(n -> field("f" + n, new InputType.Text(Optional.empty()), "Word " + n + "?"))
            .toArray(Form.Field[]::new);
    Map<String, String> said = new HashMap<>();
    IntStream.range(0, 60).forEach(n -> said.put("Word " + n + "?", "x".repeat(100)));

    ViewAnswer answer = send(opened(form(fields)), said);

    assertThat(((ViewAnswer.Errors) answer).byLabel().get("Word 48?"))
        .startsWith("All this together is more than Slack carries");
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void names_and_values_beyond_what_slack_shows_are_said_beside_or_found_by_typing() {
    List<String> many = IntStream.range(0, 101).mapToObj(n -> "value-" + n).toList();
    SlackView view =
        opened(
            new Form(
                ACTION,
                "A title that is longer than four and twenty",
                "x".repeat(4_000),
                List.of(
                    field("many", new InputType.Choice(many), "Which of many?"),
                    field("long", new InputType.Choice(List.of("y".repeat(151), "z")), "Long?"),
                    field("wide", new InputType.Choice(List.of("w".repeat(100))), "Wide?"),
                    field("asked", new InputType.Whole(), "q".repeat(3_000)))));

    Map<String, String> said = new HashMap<>();
    said.put("Which of many?", "value-100");
    said.put("Long?", "deskhand-number-0");
    said.put("Wide?", "w".repeat(100));
    said.put("q".repeat(149) + "…", "1");
    assertThat(view.says("1. " + "w".repeat(100))).isTrue();
    assertThat(send(view, said)).isInstanceOf(ViewAnswer.Closed.class);
    assertThat(said((FormSubmission) town.reception.only(), "long")).isEqualTo("y".repeat(151));
  }

  /** A text whose every word can be told from the others. */
  private static String words(String word, int count) {
    return IntStream.range(0, count).mapToObj(n -> word + "-" + n + ".").collect(joining(" "));
  }

  @Test
  void what_is_too_long_for_a_label_or_a_hint_stands_in_the_form_as_a_whole() {
    String about = words("about", 900);
    String question = words("asked", 900);
    String otherwise = words("otherwise", 900);
    SlackView view =
        opened(
            new Form(
                ACTION,
                "Mend a disk",
                about,
                List.of(
                    new Form.Field(
                        "size",
                        new InputType.Text(Optional.empty()),
                        question,
                        "",
                        Optional.of(otherwise)))));

    assertThat(String.join(" ", about, question, otherwise).split(" ", -1)).allMatch(view::says);
    assertThat(send(view, Map.of(BlockKit.shortened(question, 150), "20")))
        .isEqualTo(new ViewAnswer.Closed());
    assertThat(said((FormSubmission) town.reception.only(), "size")).isEqualTo("20");
  }

  @Test
  void files_of_a_message_go_with_its_ticket_and_what_a_form_can_not_carry_is_said() {
    town.desk.has(
        new Form(
            ButtonAction.of("open-ticket"),
            "Make this a ticket",
            "",
            List.of(field("about", new InputType.Text(Optional.empty()), "What is it about?"))));
    Shelf.Shared[] files =
        IntStream.range(0, 90)
            .mapToObj(
                i ->
                    town.slack
                        .files()
                        .share("n".repeat(90) + i + ".png", "image/png", new byte[] {1}))
            .toArray(Shelf.Shared[]::new);

    for (int many : List.of(1, 20, 90)) {
      town.sender.send(
          town.sender.shortcut(
              ADA,
              "deskhand-ticket",
              "1700000000.000300",
              "Look",
              java.util.Arrays.copyOf(files, many)));
      SlackView view = town.slack.views().all().getLast();
      assertThat(send(view, Map.of())).isInstanceOf(ViewAnswer.Closed.class);
      int left = many - ((FormSubmission) town.reception.accepted().getLast()).files().size();
      assertThat(view.says("the last " + left + " don't go with the ticket")).isEqualTo(left > 0);
    }

    FormSubmission one = (FormSubmission) town.reception.accepted().getFirst();
    assertThat(one.files()).hasSize(1);
    assertThat(one.files().getFirst().name().value()).endsWith("0.png");
    assertThat(one.files().getFirst().door()).isEqualTo("slack");
    assertThat(((FormSubmission) town.reception.accepted().get(1)).files())
        .hasSize(20)
        .allMatch(it -> it.name().value().endsWith(".png") && it.mediaType().equals("image/png"));
    assertThat(((FormSubmission) town.reception.accepted().getLast()).files())
        .hasSizeBetween(40, 89);
  }

  @Test
  void a_message_becomes_a_ticket_by_its_shortcut() {
    town.desk.has(
        new Form(
            ButtonAction.of("open-ticket"),
            "Make this a ticket",
            "",
            List.of(field("about", new InputType.Text(Optional.empty()), "What is it about?"))));
    SlackDelivery shortcut =
        town.sender.shortcut(
            ADA, "deskhand-ticket", "1700000000.000300", "My &lt;chair&gt; " + "x".repeat(4_000));

    assertThat(town.sender.sendTwice(shortcut)).extracting(AppAnswer::status).containsOnly(200);
    SlackView view = town.slack.views().all().getLast();
    assertThat(view.json())
        .contains("My <chair> xxx", "longer than a form takes", "\"multiline\":true");
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(send(view, Map.of())).isInstanceOf(ViewAnswer.Closed.class);

    FormSubmission sent = (FormSubmission) town.reception.only();
    assertThat(sent.action()).isEqualTo(ButtonAction.of("open-ticket"));
    assertThat(sent.given())
        .extractingByKey("about")
        .extracting(Personal::value)
        .asString()
        .startsWith("My <chair> xxx")
        .endsWith("…")
        .hasSize(3_000);
    assertThat(sent.envelope().conversation().place()).endsWith(":C0HELP:1700000000.000300");
    assertThat(town.slack.effects(OPEN)).isEqualTo(1);
  }

  @Test
  void a_form_of_somebody_elses_app_or_one_that_is_bent_is_not_stored() {
    SlackView view = opened(disk());
    String ours = "deskhand-form";
    SlackView foreign =
        new SlackView(
            view.id(), "", view.json().replace("\"callback_id\":\"" + ours, "\"callback_id\":\"x"));
    SlackView bent =
        new SlackView(view.id(), "", view.json().replace("\\\"action\\\":", "\\\"option\\\":"));

    assertThat(town.sender.send(town.sender.submission(ADA, foreign, filled())).status())
        .isEqualTo(200);
    assertThat(town.sender.send(town.sender.submission(ADA, bent, filled())).status())
        .isIn(200, 400);

    assertThat(town.reception.accepted()).isEmpty();
  }
}
