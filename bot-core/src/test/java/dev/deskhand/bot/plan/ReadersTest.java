package dev.deskhand.bot.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.WalkId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and buttons as people and forgers send them. */
final class ReadersTest {
  private static final RunId RUN = new RunId("r-01");

  private static final ConversationEvent.ChoiceOffered OFFERED =
      new ConversationEvent.ChoiceOffered(
          new PersonId("ada"),
          List.of(),
          List.of(),
          new Personal("ada", "vpn"),
          Optional.of("post-1"));
  private final ButtonReader buttons = new ButtonReader();

  private static Continuation said(RunVerb verb) {
    return new Continuation.Speak(RUN, verb);
  }

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
    assertThat(read("run fix reason=\"two words\" b=2"))
        .isEqualTo(new Command.Run(new RunbookId("fix"), Map.of("reason", "two words", "b", "2")));
    assertThat(read("runs")).isEqualTo(new Command.ListRuns());
    assertThat(read("show r-01")).isEqualTo(new Command.Show(RUN));
    assertThat(read("status r-0123456789abcdef0123"))
        .isEqualTo(new Command.Show(new RunId("r-0123456789abcdef0123")));
    assertThat(read("status")).isEqualTo(new Command.ListRuns());
    assertThat(read("status of the printer")).isEqualTo(new Command.Ask("status of the printer"));
    assertThat(read("my")).isEqualTo(new Command.ListOwn());
    assertThat(read("my VPN fails")).isEqualTo(new Command.Ask("my VPN fails"));
    assertThat(read("open-ticket My chair\nsqueaks"))
        .isEqualTo(new Command.OpenTicket("My chair\nsqueaks"));
    assertThat(read("take rt-42 the VPN fails"))
        .isEqualTo(new Command.Take(new TicketRef("rt", "42"), "the VPN fails"));
    assertThat(read("ask the VPN fails")).isEqualTo(new Command.Ask("the VPN fails"));
    assertThat(read("the VPN fails")).isEqualTo(new Command.Ask("the VPN fails"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open-ticket the chair squeaks",
        "\"open-ticket\" the chair squeaks",
        "\u201copen-ticket\u201d the chair squeaks",
        "Open-Ticket the chair squeaks",
        "open-ticket\u2003the chair squeaks",
        "open-ticket\u001fthe chair squeaks"
      })
  void a_door_finds_the_same_first_word_as_the_reader(String text) {
    assertThat(read(text)).isEqualTo(new Command.OpenTicket("the chair squeaks"));
    assertThat(Verbs.opensTicket(text)).isTrue();
    assertThat(Verbs.opensTicket("/" + text)).isTrue();
  }

  @Test
  void what_is_said_to_a_run_is_read() {
    StepRef step = StepRef.forward(new StepId("check"));

    assertThat(read("cancel r-01")).isEqualTo(speak(new RunVerb.Cancel()));
    assertThat(read("pause r-01")).isEqualTo(speak(new RunVerb.Pause()));
    assertThat(read("resume r-01")).isEqualTo(speak(new RunVerb.Resume()));
    assertThat(read("approve r-01")).isEqualTo(speak(new RunVerb.Approve(Optional.empty())));
    assertThat(read("decline r-01 not on a Friday"))
        .isEqualTo(speak(new RunVerb.Decline(Optional.empty(), "not on a Friday")));
    assertThat(read("resolve r-01 check not-done"))
        .isEqualTo(speak(new RunVerb.Settle(step, Optional.empty(), Settlement.NOT_DONE)));
    assertThat(read("answer r-01 check why=“a reason” count=2"))
        .isEqualTo(speak(new RunVerb.Answer(step, Map.of("why", "a reason", "count", "2"))));
  }

  @Test
  void what_a_telephone_capitalises_is_read_all_the_same() {
    assertThat(read("Cancel r-01")).isEqualTo(speak(new RunVerb.Cancel()));
    assertThat(read("APPROVE R-01")).isEqualTo(speak(new RunVerb.Approve(Optional.empty())));
    assertThat(read("Run Fix Word=A"))
        .isEqualTo(new Command.Run(new RunbookId("fix"), Map.of("Word", "A")));
    assertThat(read("Freeze Everything because of fire"))
        .isEqualTo(
            new Command.Stop(new FreezeVerb.Stop(Freeze.Scope.EVERYTHING, "because of fire")));
    assertThat(read("Take RT-42 The VPN fails"))
        .isEqualTo(new Command.Take(new TicketRef("rt", "42"), "The VPN fails"));
    assertThat(read("Ask The VPN fails")).isEqualTo(new Command.Ask("The VPN fails"));
    assertThat(new CommandReader().isCommand(new Personal("ada", "Freeze everything it burns")))
        .isTrue();
  }

  @Test
  void quotes_keep_words_together_and_nothing_is_lost_that_is_no_pair() {
    assertThat(read("run fix why=\"two words\" \"b=3 4\" empty=\"\" screen=19\""))
        .isEqualTo(
            new Command.Run(
                new RunbookId("fix"),
                Map.of("why", "two words", "b", "3 4", "empty", "", "screen", "19\"")));
    assertThat(read("freeze everything because the 19\" screens are recalled, all of them"))
        .isEqualTo(
            new Command.Stop(
                new FreezeVerb.Stop(
                    Freeze.Scope.EVERYTHING,
                    "because the 19\" screens are recalled, all of them")));
    assertThat(read("decline r-01 not the \"prod\"  host"))
        .isEqualTo(speak(new RunVerb.Decline(Optional.empty(), "not the \"prod\"  host")));
    assertThat(read("decline r-01 \"not today\""))
        .isEqualTo(speak(new RunVerb.Decline(Optional.empty(), "not today")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "=\"", "\"a ", "a=\"b ", "\"a\" ", "= "})
  @Timeout(20)
  void a_command_is_read_in_time_of_its_length(String part) {
    assertThat(read("ask " + part.repeat(1_000_000 / part.length())))
        .isInstanceOf(Command.Ask.class);
  }

  @Test
  void a_ticket_is_taken_with_words_or_with_what_is_to_be_done() {
    TicketRef ticket = new TicketRef("rt", "42");

    assertThat(read("take rt-42 run fix a=\"1 2\""))
        .isEqualTo(new Command.TakeRun(ticket, new RunbookId("fix"), Map.of("a", "1 2")));
    assertThat(read("take rt-42 walk vpn-fails"))
        .isEqualTo(new Command.TakeWalk(ticket, new TreeId("vpn-fails")));
    assertThat(read("take rt-42 run out of disk"))
        .isEqualTo(new Command.Take(ticket, "run out of disk"));
    assertThat(read("take rt-42 walk me through it"))
        .isEqualTo(new Command.Take(ticket, "walk me through it"));
  }

  private static Command speak(RunVerb verb) {
    return new Command.Speak(RUN, verb);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run unlock-account",
        "run unlock-account account=ada",
        "runs",
        "show r-0123456789abcdef0123",
        "cancel r-0123456789abcdef0123",
        "resolve r-0123456789abcdef0123 step perhaps",
        "my",
        "frozen",
        "tokens",
        "accounts",
        "delegations",
        "reviews",
        "link",
        "catalogue printers",
        "open-ticket the chair squeaks",
        "freeze runbook/deploy it fails",
        "take rt-42 VPN fails"
      })
  void a_sentence_that_can_only_be_a_command_is_one(String text) {
    assertThat(new CommandReader().isCommand(new Personal("ada", text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run the VPN check please",
        "show me my tickets",
        "cancel my VPN session",
        "resume work",
        "approve it",
        "answer the phone",
        "decline everything",
        "take on-call duty tonight",
        "take rt-42",
        "run out of disk on web-12",
        "the VPN fails",
        ""
      })
  void what_merely_begins_like_a_command_is_a_sentence(String text) {
    assertThat(new CommandReader().isCommand(new Personal("ada", text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs all",
        "show",
        "pause",
        "resume r-1 now",
        "decline",
        "resolve r-1 one",
        "resolve r-1 one maybe",
        "resolve r-1 One done",
        "answer r-1",
        "answer r-1 one two",
        "run",
        "run F!x",
        "run fix word=\"a b",
        "run fix word=\u201ca",
        "run fix word=first word=second",
        "break-glass fix word=a word=b it burns",
        "answer r-1 one a=1 a=2",
        "take rt-42 run fix word=a word=b",
        "run ../../etc",
        "run fix account",
        "run fix =x",
        "cancel",
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
                    new Continuation.Answered(
                        new Answer.Chosen(new ChoiceId("yes")), Optional.empty()))));
    assertThat(
            buttons.read(
                ButtonReader.settle(RUN, StepRef.undo(new StepId("one")), 3, Settlement.NOT_DONE)))
        .contains(
            new Plan.Continue(
                said(
                    new RunVerb.Settle(
                        StepRef.undo(new StepId("one")), Optional.of(3), Settlement.NOT_DONE))));
    assertThat(buttons.read(ButtonReader.approve(new RunId("r-01"))))
        .contains(new Plan.Continue(said(new RunVerb.Approve(Optional.empty()))));
    assertThat(buttons.read(ButtonReader.decline(RUN, StepRef.forward(new StepId("one.2")))))
        .contains(
            new Plan.Continue(
                said(new RunVerb.Decline(Optional.of(StepRef.forward(new StepId("one.2"))), ""))));
    assertThat(buttons.read(ButtonReader.field(RUN, StepRef.forward(new StepId("ask")), "a_b", 1)))
        .contains(
            new Plan.Continue(
                new Continuation.FillIn(
                    RUN,
                    StepRef.forward(new StepId("ask")),
                    "a_b",
                    new Continuation.Said.Offered(1))));
    assertThat(buttons.chosenIntent(ButtonReader.choose(OFFERED.mark(), "vpn"), OFFERED))
        .contains("vpn");
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
        "approve:r-1:One",
        "field:r-1:one:name",
        "field:r-1:one:name:x",
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
