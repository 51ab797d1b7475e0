package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk.Offered;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import dev.deskhand.teams.wire.FormCard;
import dev.deskhand.teams.wire.FormState;
import dev.deskhand.teams.wire.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Microsoft's own renderer and its schema say of cards at their limits. */
final class RendererTest {
  private static final PracticeStock STOCK = new PracticeStock();
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
  private static final List<Message> MESSAGES =
      List.of(
          Message.text("**Done** with `it`\n\n[a](https://b.example)"),
          Message.text(""),
          Message.text("It failed.")
              .showing(
                  new Exhibit.File(STOCK.keep("apply-output.txt", "x")),
                  new Exhibit.Picture("A <dot>", STOCK.keep(GIF)),
                  new Exhibit.Code("", "\u6F22\u5B57 ".repeat(9_000))),
          Message.text("It failed.")
              .showing(
                  new Exhibit.Code("Why", "  <b> **x**\n\n\tend " + "'\"&".repeat(20_000)),
                  new Exhibit.Table("Steps", List.of("Step", "Stands"), List.of()),
                  new Exhibit.Table(
                      "",
                      List.of("Step", "Stands"),
                      IntStream.range(0, 500).mapToObj(i -> List.of("[a](b)" + i, "")).toList())),
          new Message("", List.of(new Fact("", "")), List.of()),
          new Message(
              "May this run?",
              List.of(new Fact("Host", "<vpn>\nand more"), new Fact("Log", "'\"&".repeat(2_500))),
              List.of(
                  new Button("Yes", Button.Style.PRIMARY, ButtonAction.of("approve", "r")),
                  new Button("No", Button.Style.DANGER, ButtonAction.of("decline", "r")))),
          new Message(
              "Which?\n".repeat(2_000),
              List.of(),
              IntStream.range(0, 25)
                  .mapToObj(i -> Button.plain("B".repeat(75), ButtonAction.of("choose", "i" + i)))
                  .toList()));

  private static final TeamsSeat GROUP = TeamsSimulator.group(ADA);
  private static final TeamsSeat OWN = TeamsSimulator.personal(ADA);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A type of each kind, and lists of every length. */
  private static final List<InputType> TYPES =
      List.of(
          new InputType.Text(Optional.empty()),
          new InputType.Whole(),
          new InputType.Truth(),
          new InputType.Span(),
          new InputType.PersonInput(),
          new InputType.Host(),
          new InputType.Day(),
          new InputType.TicketInput(),
          new InputType.SecretReference(List.of()),
          new InputType.SecretReference(List.of("env:A", "env:B")),
          new InputType.ListOf(new InputType.Host()),
          choice(3, "x"),
          choice(40, "x"),
          choice(3, "long ".repeat(60)),
          choice(3_000, "x"));

  private static final Form FORM =
      new Form(
          ButtonAction.of("offer", "printer", "e1"),
          "Mend a disk",
          "All of it",
          IntStream.range(0, TYPES.size())
              .mapToObj(
                  i -> new Form.Field("f" + i, TYPES.get(i), "Which " + i, "", Optional.empty()))
              .toList());

  private static InputType choice(int many, String words) {
    return new InputType.Choice(IntStream.range(0, many).mapToObj(i -> words + i).toList());
  }

  @Test
  void it_complains_of_no_message_whatever_is_in_it() {
    List<Exhibit> exhibits = MESSAGES.stream().flatMap(it -> it.exhibits().stream()).toList();
    assertThat(exhibits.stream().map(Object::getClass).distinct())
        .as("all that a message may show")
        .containsExactlyInAnyOrder(Exhibit.class.getPermittedSubclasses());

    assertThat(MicrosoftCards.complaints(rendered(Readers.SEVERAL))).isEmpty();
    assertThat(MicrosoftCards.complaints(rendered(Readers.ONE))).isEmpty();
  }

  private static List<String> rendered(Readers readers) {
    return MESSAGES.stream()
        .flatMap(it -> AdaptiveCard.render(it, readers, STOCK).stream())
        .filter(it -> it.contains("AdaptiveCard"))
        .toList();
  }

  @Test
  void it_complains_of_no_form_whatever_it_asks_for() {
    assertThat(TYPES.stream().map(Object::getClass).distinct())
        .as("all that a form may ask for")
        .containsExactlyInAnyOrder(InputType.class.getPermittedSubclasses());
    List<String> shown = new ArrayList<>();
    int pages = FormCard.pages(FORM).size();
    Optional<FormState> state = Optional.of(FormState.first(FORM.action(), Venue.HERE, "0"));
    for (int page = 0; page < pages; page++) {
      shown.add(FormCard.of(FORM, state.orElseThrow(), Map.of(), Map.of()));
      shown.add(FormCard.of(FORM, state.orElseThrow(), said(), unfit()));
      state = state.orElseThrow().next(Map.of("f0", "said before"));
    }

    assertThat(pages).isGreaterThan(1);
    assertThat(String.join("", shown))
        .contains("Data.Query", "\"filtered\"", "\"compact\"", "Input.Date", "2026-12-01");
    assertThat(MicrosoftCards.complaints(shown)).isEmpty();
  }

  private static Map<String, String> said() {
    return fields(
        type ->
            type instanceof InputType.Day
                ? "2026-12-01"
                : type.listed().isEmpty() ? "7" : type.listed().getLast());
  }

  private static Map<String, String> unfit() {
    return fields(_ -> "That <b>does</b> not fit.");
  }

  private static Map<String, String> fields(Function<InputType, String> value) {
    return FORM.fields().stream()
        .collect(Collectors.toMap(Form.Field::name, it -> value.apply(it.type())));
  }

  @Test
  void it_complains_of_nothing_that_is_shown_on_request_or_in_place_of_something() {
    try (TeamsTown town = new TeamsTown()) {
      town.desk.offers(
          new Offered("A *b*", "- <c>", FORM.action()), new Offered("B", "", FORM.action()));
      town.desk.has(FORM);
      town.desk.shows(MESSAGES.toArray(Message[]::new));

      TeamsMessage found =
          ((TeamsAnswer.Found) town.sender.answered(town.sender.search(GROUP, "", 0)))
              .cards()
              .getFirst();
      town.sender.answered(town.sender.fetch(GROUP, found, found.button("Choose").orElseThrow()));
      town.sender.send(town.sender.message(OWN, "home"));
      TeamsMessage home = town.teams.awaitMessage(it -> it.button("More").isPresent(), PATIENCE);
      town.sender.answered(town.sender.execute(OWN, home, home.button("More").orElseThrow()));
      town.sender.answered(town.sender.refresh(OWN, home));
      askedAndSettled(town);

      assertThat(town.teams.shown()).hasSizeGreaterThan(6);
      assertThat(MicrosoftCards.complaints(town.teams.shown())).isEmpty();
    }
  }

  /** A question that several see, each as it is for them, and what stands in its place later. */
  private static void askedAndSettled(TeamsTown town) {
    town.sender.send(town.sender.message(GROUP, "hello"));
    ConversationId where = town.reception.only().envelope().conversation();
    Message asked =
        new Message(
            "May this run?",
            List.of(new Fact("Host", "vpn")),
            List.of(Button.plain("Yes", ButtonAction.of("approve", "r"))));
    String receipt = town.channel.post(post("k-1", where, asked), Optional.empty());
    town.sender.answered(town.sender.refresh(GROUP, town.teams.messages().getLast()));
    var _ =
        town.channel.post(
            post("k-2", where, Message.text("Elena approved it.")), Optional.of(receipt));
  }

  private static ChannelPost post(String key, ConversationId where, Message message) {
    return new ChannelPost(
        new DeliveryKey(key), where, new Audience.Everyone(), message, Optional.empty());
  }

  @Test
  void it_finds_what_is_unknown_too_new_or_of_another_type() {
    String card =
        """
        {"type": "AdaptiveCard", "version": "1.5", "colour": "red", "body": [
         {"type": "TextBlock", "text": 5, "weight": "Fat"},
         {"type": "FactSet", "facts": [{"titel": "a", "value": "b"}]}, {"type": "Gauge"}],
         "actions": [{"type": "Action.Execute", "fallback": {"type": "Action.Submit", "verb": 1}}]}
        """
            .replace("\n", "");

    assertThat(MicrosoftCards.complaints(List.of(card)))
        .contains(
            "card 0: AdaptiveCard knows no 'colour'",
            "card 0: TextBlock.text can't be 5",
            "card 0: Invalid value \"Fat\" for property \"weight\".",
            "card 0: Fact knows no 'titel'",
            "card 0: Action.Submit knows no 'verb'")
        .anyMatch(it -> it.contains("Gauge"));
  }

  @Test
  void it_takes_a_query_for_choices_in_a_card_of_1_5_and_nothing_else_that_came_later() {
    String card =
        """
        {"type": "AdaptiveCard", "version": "1.5", "body": [
         {"type": "Input.ChoiceSet", "id": "a", "label": "b", %s
          "choices": [{"title": "d", "value": "d"}],
          "choices.data": {"type": "Data.Query", "dataset": "c"}}]}
        """
            .replace("\n", "");

    assertThat(MicrosoftCards.complaints(List.of(card.formatted("")))).isEmpty();
    assertThat(MicrosoftCards.complaints(List.of(card.formatted("\"labelWidth\": 20,"))))
        .anyMatch(it -> it.contains("labelWidth") && it.contains("1.5"));
    assertThat(MicrosoftCards.complaints(List.of(card.formatted("").replace("1.5", "1.6"))))
        .contains("card 0: it says that it is of version 1.6");
  }
}
