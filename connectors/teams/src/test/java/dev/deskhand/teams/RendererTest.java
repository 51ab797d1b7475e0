package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk.Offered;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.content.InputType;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import dev.deskhand.teams.wire.Answers;
import dev.deskhand.teams.wire.FormCard;
import dev.deskhand.teams.wire.FormState;
import dev.deskhand.teams.wire.Venue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Microsoft's own renderer and its schema say of cards at their limits. */
final class RendererTest {
  private static final PracticeStock STOCK = new PracticeStock();
  private static final List<Message> MESSAGES =
      List.of(
          Message.text("**Done** with `it`\n\n[a](https://b.example)"),
          Message.text(""),
          Message.text("It failed.")
              .showing(
                  new Exhibit.File(STOCK.keep("apply-output.txt", "x")),
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

  private static final Form FORM =
      new Form(
          ButtonAction.of("offer", "printer", "e1"),
          "Mend a disk",
          "All of it",
          Stream.of(
                  new InputType.Day(),
                  new InputType.Truth(),
                  new InputType.Whole(),
                  new InputType.ListOf(new InputType.Host()),
                  new InputType.Choice(IntStream.range(0, 40).mapToObj(Integer::toString).toList()))
              .map(type -> new Form.Field(type.label(), type, "Which?", "", Optional.empty()))
              .toList());

  @Test
  void it_complains_of_nothing() {
    List<String> shown =
        Stream.of(
                MESSAGES.stream()
                    .flatMap(it -> AdaptiveCard.render(it, Readers.SEVERAL, STOCK).stream()),
                Stream.of(Answers.found(List.of(new Offered("A *b*", "- <c>", FORM.action())))),
                Stream.of(
                    FormCard.of(
                        FORM,
                        FormState.first(FORM.action(), Venue.HERE, "0"),
                        Map.of("day", "2026-12-01"),
                        Map.of("day", "That is over."))))
            .flatMap(cards -> cards)
            .toList();

    assertThat(MicrosoftCards.complaints(shown)).isEmpty();
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
}
