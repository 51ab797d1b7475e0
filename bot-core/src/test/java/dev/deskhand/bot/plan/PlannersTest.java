package dev.deskhand.bot.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests come to, without any effect. */
final class PlannersTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final Principal ADA = person("ada");
  private static final Account ACCOUNT = new Account("web", "office", "ada");
  private static final ConversationId PLACE = new ConversationId("web", "ada");
  private static final Envelope ENVELOPE = new Envelope(TENANT, ACCOUNT, PLACE, "web", "1");
  private static final Intent TREE = new Intent(Intent.Kind.TREE, "colours", "Colours");
  private static final Intent RUNBOOK = new Intent(Intent.Kind.RUNBOOK, "unlock-account", "Unlock");
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-21T09:00:00Z");
  private static final ConversationEvent.ChoiceOffered CHOICE =
      new ConversationEvent.ChoiceOffered(
          ADA.id(),
          List.of(TREE, RUNBOOK),
          List.of(new Slot("account", "bob")),
          words("either"),
          Optional.empty());
  private static final WalkId WALK = new WalkId("w-1");
  private static final Tree COLOURS = tree();

  private static final IntentParser PARSER =
      utterance ->
          switch (utterance.text()) {
            case "paint" -> new Interpretation.Understood(TREE, List.of(), 0.9);
            case "unlock bob" ->
                new Interpretation.Understood(RUNBOOK, List.of(new Slot("account", "bob")), 0.9);
            case "either" ->
                new Interpretation.Ambiguous(
                    List.of(TREE, RUNBOOK), List.of(new Slot("account", "bob")));
            default -> new Interpretation.Unrecognized();
          };

  private final Planner planner = new Planner(PARSER, ContentVersion.of(""));
  private final TicketPlanner tickets = new TicketPlanner(PARSER);

  private static Tree tree() {
    Problems problems = new Problems();
    String text =
        """
        tree: colours
        title: Colours
        queue: art
        start: which
        nodes:
          which:
            ask: Which colour?
            choices:
              red: { label: Red, next: done }
              green: { label: Green, next: done }
            patience: 1h
            unanswered: done
          done:
            end: solved
            finding: Painted.
            say: Painted.
        """;
    Optional<Tree> tree =
        TreeReader.read(
            "colours.tree.yaml", text, new Known(Map.of(), Map.of(), Set.of()), problems);
    problems.throwIfAny();
    return tree.orElseThrow();
  }

  private static Principal person(String id) {
    return new Principal(TENANT, new PersonId(id), id, Set.of(), new Principal.Kind.Human());
  }

  private static Personal words(String text) {
    return new Personal("ada", text);
  }

  private Plan says(String text, Conversation conversation) {
    return plan(new Inbound.ChatMessage(ENVELOPE, words(text)), conversation, Optional.empty());
  }

  private Plan says(String text) {
    return says(text, Conversation.EMPTY);
  }

  /** To the tree's open question. */
  private Plan answers(String text) {
    Walk walk =
        Walk.begin(
                new WalkEvent.WalkStarted(
                    WALK,
                    new TreeId("colours"),
                    COLOURS.version(),
                    Asker.of("ada", "Ada"),
                    "ada",
                    Optional.empty(),
                    PLACE.stream().toString(),
                    Setting.NONE))
            .apply(new WalkEvent.QuestionAsked(new NodeId("which"), 1, Offered.ALL));
    return plan(
        new Inbound.ChatMessage(ENVELOPE, words(text)),
        Conversation.EMPTY,
        Optional.of(new Request.OpenWalk(walk, COLOURS, Instant.EPOCH)));
  }

  private Plan commands(String text) {
    return plan(
        new Inbound.SlashCommand(ENVELOPE, words(text)), Conversation.EMPTY, Optional.empty());
  }

  private Plan presses(ButtonAction action, Conversation conversation) {
    return plan(new Inbound.ButtonClick(ENVELOPE, action, "m"), conversation, Optional.empty());
  }

  private Plan plan(Inbound inbound, Conversation conversation, Optional<Request.OpenWalk> walk) {
    Plan plan =
        planner.plan(
            new Request(ADA, inbound, conversation, walk, new Request.Around(List.of(), NOW)));
    return plan instanceof Plan.OfSentence sentence ? sentence.then() : plan;
  }

  private static Conversation offered() {
    return Conversation.EMPTY.apply(CHOICE);
  }

  private static Plan unlockBob(String asked) {
    return unlockBob(asked, Assent.INFERRED);
  }

  private static Plan unlockBob(String asked, Assent assent) {
    return new Plan.StartRunbook(
        new RunbookId("unlock-account"), Map.of("account", "bob"), words(asked), assent);
  }

  @Test
  void what_is_understood_begins_a_tree_or_a_runbook() {
    assertThat(says("paint"))
        .isEqualTo(
            new Plan.WalkTree(
                new TreeId("colours"), ADA, ADA, PLACE, Optional.empty(), words("paint")));
    assertThat(says("unlock bob")).isEqualTo(unlockBob("unlock bob"));
  }

  @Test
  void what_is_not_clear_is_asked_and_what_is_unknown_said() {
    assertThat(says("either"))
        .isEqualTo(
            new Plan.Clarify(
                List.of(TREE, RUNBOOK), List.of(new Slot("account", "bob")), words("either")));
    assertThat(says("lorem ipsum"))
        .isInstanceOfSatisfying(
            Plan.Decline.class, it -> assertThat(it.outcome()).isEqualTo("not understood"));
    assertThat(says("  ")).isInstanceOf(Plan.Help.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", " Unlock ", "unlock"})
  void a_choice_that_was_offered_is_made_in_words(String text) {
    assertThat(says(text, offered())).isEqualTo(unlockBob("either"));
  }

  @Test
  void a_choice_that_was_offered_is_made_with_its_button_by_whom_it_was_offered_to() {
    ButtonAction unlock = ButtonReader.choose(CHOICE.mark(), "unlock-account");

    assertThat(presses(unlock, offered())).isEqualTo(unlockBob("either"));
    assertThat(presses(unlock, Conversation.EMPTY)).isInstanceOf(Plan.Decline.class);
    assertThat(presses(ButtonReader.choose(CHOICE.mark(), "restart-service"), offered()))
        .isInstanceOf(Plan.Decline.class);
  }

  private static ConversationEvent.InputAsked account(
      String runbook, String post, String... values) {
    return new ConversationEvent.InputAsked(
        ADA.id(),
        new RunbookId(runbook),
        Map.of(),
        "account",
        words("do it"),
        Optional.empty(),
        Optional.of(new ConversationEvent.Offered(List.of(values), Optional.of(post))),
        Optional.empty());
  }

  @Test
  void a_button_of_another_question_chooses_nothing_of_the_one_that_is_open() {
    ConversationEvent.InputAsked open = account("disable", "post-2", "cleo", "bob");
    Conversation asked = Conversation.EMPTY.apply(open);

    assertThat(presses(ButtonReader.value(open, 1), asked))
        .isInstanceOfSatisfying(
            Plan.StartRunbook.class,
            it -> assertThat(it.given()).isEqualTo(Map.of("account", "bob")));
    for (ButtonAction stale :
        List.of(
            ButtonReader.value(account("unlock", "post-2", "cleo", "bob"), 1),
            ButtonReader.value(account("disable", "post-1", "cleo", "bob"), 1),
            ButtonReader.value(account("disable", "post-2", "bob", "cleo"), 1),
            ButtonAction.of("value", "account", "1"))) {
      assertThat(presses(stale, asked))
          .as(stale.encoded())
          .isInstanceOfSatisfying(
              Plan.Decline.class,
              it -> assertThat(it.outcome()).isEqualTo("a button that leads nowhere"));
      assertThat(ButtonReader.answers(stale, asked.openFor(ADA.id()).orElseThrow())).isFalse();
    }
  }

  @Test
  void a_choice_that_was_offered_for_an_earlier_sentence_is_stale() {
    ConversationEvent.ChoiceOffered earlier =
        new ConversationEvent.ChoiceOffered(
            ADA.id(), List.of(TREE, RUNBOOK), List.of(), words("earlier"), Optional.of("post-0"));

    for (ButtonAction stale :
        List.of(
            ButtonReader.choose(earlier.mark(), "unlock-account"),
            ButtonAction.of("choose", "unlock-account"))) {
      assertThat(presses(stale, offered())).isInstanceOf(Plan.Decline.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run foo bar               | Each input is written as `key=value`
          run F?o                   | Write `run NAME key=value …`
          approve                   | Write `approve RUN`
          take rt-42                | Write `take TICKET what it is about`
          run out of disk on web-12 | Each input is written as `key=value`
          """)
  void what_begins_as_a_command_and_is_not_understood_gets_the_hint_besides(
      String text, String hint) {
    Plan plan = says(text, Conversation.EMPTY);

    assertThat(plan).isInstanceOf(Plan.Decline.class);
    assertThat(((Plan.Decline) plan).reply().text())
        .startsWith("I did not understand")
        .contains("If it was meant as a command: " + hint);
  }

  @Test
  void instead_of_a_value_somebody_may_go_back_begin_anew_or_have_a_person() {
    ConversationEvent.InputAsked open =
        new ConversationEvent.InputAsked(
            ADA.id(), new RunbookId("fix"), Map.of("a", "1"), "b", words("fix it"));
    Conversation asked = Conversation.EMPTY.apply(open);

    assertThat(says("go back", asked))
        .isEqualTo(new Plan.AskAgain(open, Plan.AskAgain.From.BEFORE));
    assertThat(says("Start over", asked))
        .isEqualTo(new Plan.AskAgain(open, Plan.AskAgain.From.BEGINNING));
    assertThat(says("a person", asked)).isEqualTo(new Plan.CallPerson(words("fix it")));
    assertThat(says("abort", asked)).isEqualTo(new Plan.Drop());
  }

  @Test
  void a_value_that_was_asked_for_completes_what_was_given() {
    Conversation asked =
        Conversation.EMPTY.apply(
            new ConversationEvent.InputAsked(
                ADA.id(), new RunbookId("fix"), Map.of("a", "1"), "b", words("fix it")));

    assertThat(says(" {{ steps.x.y }} ", asked))
        .isEqualTo(
            new Plan.StartRunbook(
                new RunbookId("fix"),
                Map.of("a", "1", "b", "{{ steps.x.y }}"),
                words("fix it"),
                Assent.INFERRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "green", "Green", "the second one"})
  void a_trees_question_is_answered_in_words(String text) {
    assertThat(answers(text))
        .isEqualTo(
            new Plan.Continue(
                new Continuation.Answer(
                    WALK,
                    new NodeId("which"),
                    1,
                    new Continuation.Answered(
                        new Answer.Chosen(new ChoiceId("green")), Optional.of(words(text))))));
  }

  @Test
  void an_answer_that_fits_nothing_asks_again_calls_a_person_or_begins_something_else() {
    assertThat(answers("purple"))
        .isEqualTo(new Plan.Continue(new Continuation.AskAgain(WALK, words("purple"))));
    assertThat(answers("I want a human"))
        .isEqualTo(new Plan.Continue(new Continuation.Turn(WALK, TurnVerb.PERSON)));
    assertThat(answers("unlock bob")).isEqualTo(unlockBob("unlock bob"));
  }

  @Test
  void an_answer_of_a_hundred_thousand_characters_does_not_take_long() {
    long begun = System.nanoTime();

    answers("green ".repeat(17_000));

    assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
  }

  @Test
  void commands_come_to_plans() {
    assertThat(commands("run unlock-account account=bob"))
        .isEqualTo(unlockBob("run unlock-account account=bob", Assent.EXPRESS));
    assertThat(commands("take rt-42 paint"))
        .isEqualTo(
            new Plan.WalkTree(
                new TreeId("colours"),
                ADA,
                ADA,
                PLACE,
                Optional.of(new TicketRef("rt", "42")),
                words("paint")));
    assertThat(commands("run"))
        .isInstanceOfSatisfying(
            Plan.Decline.class, it -> assertThat(it.outcome()).isEqualTo("malformed command"));
  }

  private static Inbound.TicketEvent ticket(
      Inbound.TicketChange change, Ticket.Verification verification, String subject) {
    return new Inbound.TicketEvent(
        ENVELOPE,
        change,
        new Ticket(
            new TicketRef("rt", "42"),
            words(subject),
            words(""),
            TicketStatus.NEW,
            Optional.of(ACCOUNT),
            Optional.empty(),
            verification));
  }

  private static TicketPlanner.Parties known() {
    return new TicketPlanner.Parties(person("svc"), Optional.of(ADA), Optional.of(PLACE));
  }

  @Test
  void a_verified_ticket_of_somebody_who_can_be_asked_guides_them() {
    assertThat(
            tickets.plan(
                ticket(Inbound.TicketChange.CREATED, Ticket.Verification.VERIFIED, "paint"),
                known()))
        .isEqualTo(
            new Plan.WalkTree(
                new TreeId("colours"),
                person("svc"),
                ADA,
                PLACE,
                Optional.of(new TicketRef("rt", "42")),
                words("paint")));
  }

  @Test
  void every_other_ticket_that_is_understood_only_suggests() {
    TicketPlanner.Parties unknown =
        new TicketPlanner.Parties(person("svc"), Optional.empty(), Optional.empty());
    TicketPlanner.Parties unreachable =
        new TicketPlanner.Parties(person("svc"), Optional.of(ADA), Optional.empty());
    Inbound.TicketEvent verified =
        ticket(Inbound.TicketChange.CREATED, Ticket.Verification.VERIFIED, "paint");

    for (Plan plan :
        List.of(
            tickets.plan(verified, unknown),
            tickets.plan(verified, unreachable),
            tickets.plan(
                ticket(Inbound.TicketChange.CREATED, Ticket.Verification.UNVERIFIED, "paint"),
                known()),
            tickets.plan(
                ticket(Inbound.TicketChange.CREATED, Ticket.Verification.VERIFIED, "unlock bob"),
                known()))) {
      assertThat(plan).isInstanceOf(Plan.Suggest.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "CREATED", mode = EnumSource.Mode.EXCLUDE)
  void changes_of_tickets_cause_nothing(Inbound.TicketChange change) {
    assertThat(tickets.plan(ticket(change, Ticket.Verification.VERIFIED, "paint"), known()))
        .isInstanceOf(Plan.Ignore.class);
  }

  @Test
  void a_ticket_that_is_not_understood_is_left_alone() {
    assertThat(
            tickets.plan(
                ticket(Inbound.TicketChange.CREATED, Ticket.Verification.VERIFIED, "lorem"),
                known()))
        .isInstanceOf(Plan.Ignore.class);
  }
}
