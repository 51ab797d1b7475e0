package dev.deskhand.bot.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.plan.Plan.Continuation;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.WalkId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and buttons as people and forgers send them. */
final class ReadersTest {
  private final ButtonReader buttons = new ButtonReader();

  private static Command read(String text) {
    return new CommandReader().read(new Personal("ada", text));
  }

  @Test
  void commands_are_read() {
    assertThat(read("")).isEqualTo(new Command.Help());
    assertThat(read("  help me ")).isEqualTo(new Command.Help());
    assertThat(read("run unlock-account account=ada"))
        .isEqualTo(new Command.Run(new RunbookId("unlock-account"), Map.of("account", "ada")));
    assertThat(read("run fix a=b=c"))
        .isEqualTo(new Command.Run(new RunbookId("fix"), Map.of("a", "b=c")));
    assertThat(read("cancel r-01")).isEqualTo(new Command.Cancel(new RunId("r-01")));
    assertThat(read("take rt-42 the VPN fails"))
        .isEqualTo(new Command.Take(new TicketRef("rt", "42"), "the VPN fails"));
    assertThat(read("ask the VPN fails")).isEqualTo(new Command.Ask("the VPN fails"));
    assertThat(read("the VPN fails")).isEqualTo(new Command.Ask("the VPN fails"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run Fix",
        "run ../../etc",
        "run fix account",
        "run fix =x",
        "cancel",
        "cancel R-1",
        "cancel r-1 r-2",
        "take",
        "take rt-42",
        "take 42 words",
        "take rt- words"
      })
  void malformed_commands_get_advice(String text) {
    assertThat(read(text)).isInstanceOf(Command.Malformed.class);
  }

  @Test
  void what_a_button_was_made_for_is_read_again() {
    assertThat(
            buttons.read(
                ButtonReader.answer(
                    new WalkId("w-1"), new NodeId("start"), 2, new ChoiceId("yes"))))
        .contains(
            new Plan.Continue(
                new Continuation.Answer(
                    new WalkId("w-1"),
                    new NodeId("start"),
                    2,
                    new ChoiceId("yes"),
                    Optional.empty())));
    assertThat(
            buttons.read(
                ButtonReader.settle(
                    new RunId("r-1"), StepRef.undo(new StepId("one")), 3, Settlement.NOT_DONE)))
        .contains(
            new Plan.Continue(
                new Continuation.Settle(
                    new RunId("r-1"), StepRef.undo(new StepId("one")), 3, Settlement.NOT_DONE)));
    assertThat(buttons.read(ButtonReader.approve(new RunId("r-1"))))
        .contains(new Plan.Continue(new Continuation.Approve(new RunId("r-1"))));
    assertThat(buttons.chosenIntent(ButtonReader.choose("vpn"))).contains("vpn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answer",
        "answer:w-1",
        "answer:w-1:start:one:yes",
        "answer:w-1:START:1:yes",
        "approve",
        "approve:R_1",
        "decline:..",
        "settle:r-1:one:done",
        "settle:r-1:one:1:maybe",
        "settle:r-1:One:1:done",
        "person",
        "delete-everything:r-1"
      })
  void a_bent_button_leads_nowhere(String encoded) {
    assertThat(buttons.read(ButtonAction.decode(encoded))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "a b", "approve:r 1", "approve:", "approve::", "a:\u00fc", "a:<script>"})
  void what_is_no_button_is_refused(String encoded) {
    assertThatThrownBy(() -> ButtonAction.decode(encoded))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_longest_buttons_fit_the_vendors() {
    String longest = "x".repeat(40);

    assertThat(
            ButtonReader.answer(
                    new WalkId("w-" + Long.MAX_VALUE),
                    new NodeId(longest),
                    20,
                    new ChoiceId(longest))
                .encoded()
                .length())
        .isLessThanOrEqualTo(255);
    assertThat(
            ButtonReader.settle(
                    new RunId("r-" + "0".repeat(20)),
                    StepRef.undo(new StepId("x".repeat(60))),
                    100,
                    Settlement.NOT_DONE)
                .encoded()
                .length())
        .isLessThanOrEqualTo(255);
    assertThatThrownBy(() -> ButtonAction.decode("a:" + "x".repeat(255)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
