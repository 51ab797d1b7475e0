package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Personal;
import dev.deskhand.trees.WalkEvent.Answered;
import dev.deskhand.trees.WalkEvent.QuestionAsked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeWalkerTest {
  private static final String TEXT =
      """
      tree: lamp
      title: The lamp is dark
      queue: facilities
      start: bright
      nodes:
        bright:
          ask: "{{ asker.name }}, is the lamp bright?"
          choices:
            yes: {label: "Yes", next: shining}
            no: {label: "No", next: plug}
          patience: 2h
        plug:
          instruct: Plug it in.
          done: bright
          did-not-work: socket
        socket:
          check: http.get
          target: house
          with: {path: "/socket/{{ answers.bright }}"}
          timeout: 3s
          branches:
            - {when: 'result.status == "200" && answers.bright == "no" && walk.visit < 3', next: shining}
          otherwise: dark
          could-not-tell: dark
        shining:
          end: solved
          finding: "Bright after {{ answers.plug }} ({{ answers.plug.label }}), {{ ticket }}."
          say: Enjoy the light.
        dark:
          end: escalated
          finding: "Status {{ checks.socket.status }}."
          say: Somebody will bring a candle.
      """;
  private static final Tree TREE = Fixtures.tree(TEXT);
  private static final NodeId BRIGHT = new NodeId("bright");
  private static final NodeId PLUG = new NodeId("plug");
  private static final NodeId SOCKET = new NodeId("socket");
  private static final Walk BEGUN = Fixtures.begun(TREE);
  private static final Walk ASKED = BEGUN.apply(new QuestionAsked(BRIGHT, 1, Offered.ALL));
  private static final Walk LOOKING =
      ASKED
          .apply(chosen(BRIGHT, 1, "no"))
          .apply(new QuestionAsked(PLUG, 1, Offered.ALL))
          .apply(chosen(PLUG, 1, "did-not-work"))
          .apply(new WalkEvent.CheckRequested(SOCKET, 1));

  @Test
  void a_walk_begins_with_the_first_question() {
    Move move = TreeWalker.next(BEGUN, TREE);

    assertThat(move)
        .isInstanceOfSatisfying(
            Move.Ask.class,
            ask -> {
              assertThat(ask.node()).isEqualTo(BRIGHT);
              assertThat(ask.visit()).isEqualTo(1);
              assertThat(ask.text()).isEqualTo("Ada Lovelace, is the lamp bright?");
              assertThat(ask.choices()).extracting(Choice::label).containsExactly("Yes", "No");
              assertThat(ask.deadline()).isEqualTo(Duration.ofHours(2));
            });
  }

  @Test
  void an_open_question_waits_and_can_be_asked_again() {
    assertThat(TreeWalker.next(ASKED, TREE)).isEqualTo(new Move.Nothing());
    assertThat(TreeWalker.awaited(ASKED, TREE)).contains(TreeWalker.next(BEGUN, TREE));
    assertThat(TreeWalker.awaited(BEGUN, TREE)).isEmpty();
  }

  @Test
  void the_askers_answer_is_accepted() {
    AnswerVerdict verdict = answer(ASKED, "ada", 1, "no");

    assertThat(verdict).isEqualTo(new AnswerVerdict.Accepted(chosen(BRIGHT, 1, "no")));
  }

  @Test
  void a_bystanders_answer_is_refused() {
    assertThat(answer(ASKED, "bob", 1, "no")).isEqualTo(new AnswerVerdict.NotYours("ada"));
  }

  @Test
  void a_doubled_answer_is_told_to_be_one() {
    Walk walk = ASKED.apply(chosen(BRIGHT, 1, "no"));

    assertThat(answer(walk, "ada", 1, "no")).isEqualTo(new AnswerVerdict.AlreadyAnswered());
    assertThat(walk.apply(chosen(BRIGHT, 1, "yes"))).isEqualTo(walk);
  }

  @Test
  void an_old_button_does_not_answer_the_same_question_asked_anew() {
    Walk walk =
        ASKED
            .apply(chosen(BRIGHT, 1, "no"))
            .apply(new QuestionAsked(PLUG, 1, Offered.ALL))
            .apply(chosen(PLUG, 1, "done"))
            .apply(new QuestionAsked(BRIGHT, 2, Offered.ALL));

    assertThat(answer(walk, "ada", 1, "yes")).isEqualTo(new AnswerVerdict.AlreadyAnswered());
    assertThat(answer(walk, "ada", 2, "yes")).isInstanceOf(AnswerVerdict.Accepted.class);
  }

  @Test
  void what_was_never_asked_can_not_be_answered() {
    assertThat(answer(BEGUN, "ada", 1, "yes")).isEqualTo(new AnswerVerdict.NotAsked());
    assertThat(answer(ASKED, "ada", 2, "yes")).isEqualTo(new AnswerVerdict.NotAsked());
    assertThat(answer(ASKED, "ada", 0, "yes")).isEqualTo(new AnswerVerdict.NotAsked());
    assertThat(answer(ASKED, "ada", -1, "yes")).isEqualTo(new AnswerVerdict.NotAsked());
    assertThat(
            TreeWalker.answer(
                LOOKING,
                TREE,
                new Reply(
                    SOCKET, 1, new Answer.Chosen(new ChoiceId("yes")), "ada", Optional.empty())))
        .isEqualTo(new AnswerVerdict.NotAsked());
  }

  @Test
  void a_choice_that_is_not_there_is_refused_with_those_that_are() {
    assertThat(answer(ASKED, "ada", 1, "perhaps"))
        .isInstanceOfSatisfying(
            AnswerVerdict.NoSuchChoice.class, no -> assertThat(no.known()).hasSize(2));
  }

  @Test
  void a_check_is_asked_for_with_its_values_filled_in() {
    Move move = TreeWalker.awaited(LOOKING, TREE).orElseThrow();

    assertThat(move)
        .isEqualTo(
            new Move.PerformCheck(
                SOCKET,
                1,
                new Move.PerformCheck.Call(
                    "http.get",
                    new TargetName("house"),
                    Map.of("path", "/socket/no"),
                    Duration.ofSeconds(3))));
  }

  @Test
  void a_check_leads_where_its_first_true_branch_does() {
    assertThat(ending(LOOKING.apply(found(Map.of("status", "200")))).outcome())
        .isEqualTo(WalkOutcome.SOLVED);
    assertThat(ending(LOOKING.apply(found(Map.of("status", "500")))).finding().text())
        .isEqualTo("Status 500.");
  }

  @Test
  void a_result_without_the_value_that_a_branch_needs_could_not_tell() {
    Conclusion conclusion = ending(LOOKING.apply(found(Map.of())));

    assertThat(conclusion.finding().text()).isEqualTo("Status (unknown).");
  }

  @Test
  void a_failed_or_late_check_could_not_tell() {
    Walk failed = LOOKING.apply(new WalkEvent.CheckFailed(SOCKET, 1, "refused"));
    Walk late = LOOKING.apply(new WalkEvent.TimedOut(SOCKET, 1));

    assertThat(ending(failed).outcome()).isEqualTo(WalkOutcome.ESCALATED);
    assertThat(ending(late).outcome()).isEqualTo(WalkOutcome.ESCALATED);
    assertThat(late.apply(found(Map.of("status", "200")))).isEqualTo(late);
  }

  @Test
  void a_result_of_an_earlier_visit_changes_nothing() {
    Walk second =
        LOOKING
            .apply(new WalkEvent.CheckFailed(SOCKET, 1, "refused"))
            .apply(new WalkEvent.CheckRequested(SOCKET, 2));

    assertThat(second.apply(found(Map.of("status", "200")))).isEqualTo(second);
  }

  @Test
  void silence_brings_a_person_where_the_tree_says_nothing_else() {
    Conclusion conclusion = ending(ASKED.apply(new WalkEvent.TimedOut(BRIGHT, 1)));

    assertThat(conclusion.outcome()).isEqualTo(WalkOutcome.ESCALATED);
    assertThat(conclusion.queue()).contains("facilities");
    assertThat(conclusion.finding().text()).isEqualTo("nobody answered 'bright' within 2h");
  }

  @Test
  void a_late_time_out_of_an_answered_question_changes_nothing() {
    Walk walk = ASKED.apply(chosen(BRIGHT, 1, "no"));

    assertThat(walk.apply(new WalkEvent.TimedOut(BRIGHT, 1))).isEqualTo(walk);
  }

  @Test
  void a_person_can_be_asked_for_at_any_moment() {
    for (Walk walk : new Walk[] {BEGUN, ASKED, LOOKING}) {
      Conclusion conclusion = ending(walk.apply(new WalkEvent.EscalationAsked("ada")));

      assertThat(conclusion.outcome()).isEqualTo(WalkOutcome.ESCALATED);
      assertThat(conclusion.finding().text()).contains("asked for a person");
    }
  }

  @Test
  void an_ended_walk_stays_as_it_is() {
    Walk over =
        ASKED.apply(
            new WalkEvent.WalkEnded(ending(ASKED.apply(new WalkEvent.TimedOut(BRIGHT, 1)))));

    assertThat(over.apply(new WalkEvent.EscalationAsked("ada"))).isEqualTo(over);
    assertThat(answer(over, "ada", 1, "yes")).isEqualTo(new AnswerVerdict.AlreadyAnswered());
    assertThat(TreeWalker.next(over, TREE)).isEqualTo(new Move.Nothing());
    assertThat(over.conclusion()).isPresent();
  }

  @Test
  void a_walk_that_goes_round_is_ended_by_a_person() {
    Walk walk = BEGUN;
    for (int round = 1; round <= TreeWalker.MAX_VISITS; round++) {
      walk =
          walk.apply(new QuestionAsked(BRIGHT, round, Offered.ALL))
              .apply(chosen(BRIGHT, round, "no"));
      walk =
          walk.apply(new QuestionAsked(PLUG, round, Offered.ALL))
              .apply(chosen(PLUG, round, "done"));
    }

    Conclusion conclusion = ending(walk);

    assertThat(conclusion.outcome()).isEqualTo(WalkOutcome.ESCALATED);
    assertThat(conclusion.finding().text()).contains("'bright' 20 times");
  }

  @Test
  void texts_look_answers_and_the_ticket_up() {
    Conclusion conclusion = ending(LOOKING.apply(found(Map.of("status", "200"))));

    assertThat(conclusion.finding().text())
        .isEqualTo("Bright after did-not-work (That didn't work), rt-42.");
  }

  @Test
  void what_comes_into_a_text_is_never_read_as_a_template_again() {
    Walk walk =
        Walk.begin(
            new WalkEvent.WalkStarted(
                new WalkId("w-2"),
                TREE.id(),
                TREE.version(),
                Asker.of("eve", "{{ checks.socket.status }}<script>\u202e*_`"),
                "eve",
                Optional.empty(),
                "web/c-2",
                Setting.NONE));

    assertThat(TreeWalker.next(walk, TREE))
        .isInstanceOfSatisfying(
            Move.Ask.class,
            ask ->
                assertThat(ask.text())
                    .isEqualTo("{{ checks.socket.status }}<script>\u202e*_`, is the lamp bright?"));
  }

  @Test
  void another_version_of_the_tree_is_refused() {
    Tree newer = Fixtures.tree(TEXT.replace("candle", "torch"));

    assertThatThrownBy(() -> TreeWalker.next(ASKED, newer))
        .isInstanceOf(TreesException.class)
        .hasMessageContaining("load the version that it began with");
  }

  @Test
  void a_walk_is_started_once() {
    assertThatThrownBy(() -> ASKED.apply(BEGUN.started())).isInstanceOf(TreesException.class);
    assertThatThrownBy(() -> Walk.replay(List.of(new QuestionAsked(BRIGHT, 1, Offered.ALL))))
        .isInstanceOf(TreesException.class);
  }

  private static Conclusion ending(Walk walk) {
    if (TreeWalker.next(walk, TREE) instanceof Move.End end) {
      return end.conclusion();
    }
    throw new AssertionError(TreeWalker.next(walk, TREE).toString());
  }

  private static AnswerVerdict answer(Walk walk, String by, int visit, String choice) {
    Reply reply =
        new Reply(BRIGHT, visit, new Answer.Chosen(new ChoiceId(choice)), by, Optional.empty());
    return TreeWalker.answer(walk, TREE, reply);
  }

  private static Answered chosen(NodeId node, int visit, String choice) {
    return new Answered(
        node, visit, new Answer.Chosen(new ChoiceId(choice)), "ada", Optional.empty());
  }

  private static WalkEvent found(Map<String, String> values) {
    return new WalkEvent.CheckAnswered(SOCKET, 1, values, new Personal("ada", "HTTP"));
  }
}
