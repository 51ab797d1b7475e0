package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People in the middle of a run: approvals of its rest, forms, and steps that are left to them. */
final class MiddleTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  private void starts(String runbook) {
    house.commands("ada", "start", "run " + runbook);
    house.settle();
  }

  private RunId id() {
    StreamKey key = house.store.recent(TENANT, "run", 1).getFirst();
    return RunId.of(key);
  }

  private Run run() {
    return house.runs.find(TENANT, id()).orElseThrow().run();
  }

  private RunOutcome outcome() {
    return ((Run.Phase.Ended) run().phase()).outcome();
  }

  private List<String> labels(String person) {
    return outside.last(person).message().buttons().stream().map(Message.Button::label).toList();
  }

  private Optional<String> became(String delivery) {
    return house.store.outcome(TENANT, "web/office", delivery);
  }

  private List<String> audited() {
    return house.store.audit(TENANT, 0, 1_000).stream().map(it -> it.entry().action()).toList();
  }

  @Test
  void approvers_are_shown_what_is_left_and_their_yes_lets_it_go_on() {
    starts("agree");

    Message question = outside.last("bob").message();
    assertThat(question.text()).isEqualTo("May this go on? **Somebody agrees**");
    assertThat(question.facts())
        .extracting(Message.Fact::label)
        .contains("Runbook", "Run", "Asked by", "account", "Left to do", "Until", "Digest");
    assertThat(question.facts())
        .filteredOn(fact -> fact.label().equals("Left to do"))
        .extracting(Message.Fact::value)
        .containsExactly("Do something large (ldap.unlock on company-directory)");
    assertThat(outside.isLocked("ada")).isTrue();

    house.presses("bob", "yes", "Approve");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(outside.said("dora").getLast()).contains("approved by bob");
    assertThat(labels("dora")).isEmpty();
    assertThat(String.join("\n", outside.said("ada"))).doesNotContain("bob");
  }

  @Test
  void a_no_to_the_rest_fails_the_run_and_its_words_reach_the_requester() {
    starts("agree");

    house.commands("bob", "no", "decline " + id() + " not on a Friday");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(outside.isLocked("ada")).isTrue();
    assertThat(outside.said("ada"))
        .contains("It was declined, with these words: not on a Friday", "It did not work out.");
    assertThat(labels("dora")).isEmpty();
  }

  @Test
  void nobody_but_a_holder_of_the_role_approves_and_never_the_requester() {
    starts("agree");
    for (String person : List.of("ada", "sam", "cleo")) {
      house.clicks(person, "d-" + person, ButtonAction.of("approve", id().value(), "yes"));
    }
    house.settle();

    assertThat(outside.isLocked("ada")).isTrue();
    assertThat(audited()).filteredOn("approve-denied"::equals).hasSize(3);
    assertThat(outside.said("cleo").getLast()).startsWith("I may not do that.");
  }

  @Test
  void an_approver_who_asked_themselves_is_refused_in_words_and_not_asked() {
    house.commands("bob", "start", "run agree");
    house.settle();
    house.commands("bob", "yes", "approve " + id());
    house.settle();

    assertThat(outside.said("bob").getLast()).contains("somebody else has to");
    assertThat(outside.said("bob")).noneMatch(text -> text.startsWith("May this go on?"));
    assertThat(outside.said("dora").getLast()).startsWith("May this go on?");
    assertThat(run().awaitingApproval()).hasSize(1);
  }

  @Test
  void whom_it_is_done_for_does_not_approve_it() {
    house.commands("sam", "start", "run agree account=bob");
    house.settle();
    house.clicks("bob", "yes", ButtonAction.of("approve", id().value(), "yes"));
    house.settle();

    assertThat(outside.said("bob").getLast()).contains("This is done for you");
    assertThat(run().awaitingApproval()).hasSize(1);
  }

  @Test
  void two_approvals_are_those_of_two_people() {
    starts("both");
    house.commands("bob", "b-1", "approve " + id());
    house.commands("bob", "b-2", "approve " + id());
    house.settle();

    assertThat(outside.said("bob").getLast()).contains("You have said yes already");
    assertThat(outside.isLocked("ada")).isTrue();

    house.presses("dora", "d-1", "Approve");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void an_approval_that_nobody_gives_expires_and_its_question_is_closed() {
    starts("agree");

    house.pass(Duration.ofHours(5));

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(outside.said("bob").getLast()).contains("nobody approved in time");
    house.clicks("bob", "late", ButtonAction.of("approve", id().value(), "yes"));
    house.settle();
    assertThat(outside.said("bob").getLast()).contains("ended already");
  }

  @Test
  void when_nobody_answers_another_role_is_asked_too_and_its_yes_counts() {
    starts("climb");
    assertThat(outside.said("otto")).isEmpty();

    house.pass(Duration.ofHours(1));
    assertThat(outside.said("ada"))
        .anyMatch(it -> it.contains("I ask people with the role **oncall**"));
    assertThat(labels("otto")).contains("Approve");
    assertThat(labels("bob")).contains("Approve");
    house.presses("otto", "yes", "Approve");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(outside.isLocked("ada")).isFalse();
    for (String asked : List.of("bob", "dora", "otto")) {
      assertThat(labels(asked)).as(asked).isEmpty();
      assertThat(outside.said(asked).getLast()).contains("approved by otto");
    }
    assertThat(audited()).containsOnlyOnce("approval-escalated");
  }

  @Test
  void what_was_answered_escalates_to_nobody() {
    starts("climb");
    house.presses("bob", "yes", "Approve");
    house.settle();

    house.pass(Duration.ofHours(2));

    assertThat(outside.said("otto")).isEmpty();
    assertThat(audited()).doesNotContain("approval-escalated");
  }

  @Test
  void what_was_escalated_to_no_avail_expires_with_a_clear_outcome() {
    starts("climb");
    house.pass(Duration.ofHours(1));

    house.pass(Duration.ofHours(3));

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    for (String asked : List.of("bob", "otto")) {
      assertThat(labels(asked)).as(asked).isEmpty();
      assertThat(outside.said(asked).getLast()).contains("nobody approved in time");
    }
    assertThat(outside.isLocked("ada")).isTrue();
  }

  @Test
  void a_cancelled_run_asks_nobody_any_more() {
    starts("agree");
    house.commands("ada", "stop", "cancel " + id());
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(labels("bob")).isEmpty();
    assertThat(labels("dora")).isEmpty();
  }

  @Test
  void a_form_is_asked_question_by_question_with_buttons_and_in_words() {
    starts("form");

    assertThat(outside.last("ada").message().text())
        .isEqualTo("**Fill in a form** asks: How large is it?");
    assertThat(labels("ada")).containsExactly("small", "large", "Fill in a form");
    house.presses("ada", "a-1", "large");
    house.settle();
    assertThat(labels("ada")).containsExactly("Yes", "No");
    house.says("ada", "a-2", "yes");
    house.settle();
    assertThat(labels("ada")).containsExactly("1");
    house.says("ada", "a-3", "three");
    house.settle();
    assertThat(outside.said("ada").getLast())
        .isEqualTo("That does not fit: expected a whole number. How many?");
    house.says("ada", "a-4", "3");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(run().steps().outputs().values())
        .anyMatch(
            values ->
                values.equals(java.util.Map.of("size", "large", "urgent", "true", "count", "3")));
  }

  @Test
  void a_form_is_answered_at_once_by_a_command_which_says_what_was_expected() {
    starts("form");
    house.commands("ada", "a-1", "answer " + id() + " details size=huge urgency=yes");
    house.settle();

    assertThat(outside.said("ada").getLast())
        .contains(
            "size: expected one of small, large", "urgency: no such field", "urgent: is missing");

    house.commands("ada", "a-2", "answer " + id() + " details size=small urgent=no");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    house.says("ada", "a-3", "unlock my account");
    house.settle();
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void only_those_who_were_asked_answer() {
    starts("form");
    house.commands("cleo", "c-1", "answer " + id() + " details size=small urgent=no");
    house.clicks("cleo", "c-2", ButtonAction.of("field", id().value(), "details", "size", "0"));
    house.settle();

    assertThat(became("c-1").orElseThrow()).startsWith("refused");
    assertThat(became("c-2")).contains("no such question is open");
    assertThat(audited()).contains("answer-denied");
    assertThat(run().awaitingAnswer()).hasSize(1);
  }

  @Test
  void a_form_of_a_role_is_answered_by_the_first_of_its_holders_and_closed_for_the_others() {
    starts("jury");
    assertThat(outside.said("ada")).noneMatch(text -> text.contains("What is the"));

    house.says("dora", "d-1", "it may be done");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(outside.said("bob").getLast()).contains("answered by dora");
    house.says("bob", "b-1", "VPN fails");
    house.settle();
    assertThat(outside.said("bob").getLast()).startsWith("What does the VPN");
  }

  @Test
  void a_question_that_is_dropped_leaves_the_run_waiting() {
    starts("form");
    house.says("ada", "a-1", "never mind");
    house.settle();

    assertThat(outside.said("ada").getLast()).contains("answer " + id() + " details");
    assertThat(run().awaitingAnswer()).hasSize(1);
  }

  @Test
  void a_form_that_nobody_fills_in_expires_and_is_asked_no_more() {
    starts("jury");

    house.pass(Duration.ofHours(3));

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(outside.said("bob").getLast()).contains("nobody answered in time");
  }

  @Test
  void support_says_what_becomes_of_a_step_that_failed_where_the_runbook_leaves_it_open() {
    outside.unlocking(new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "no rights"));
    starts("care");

    assertThat(outside.last("sam").message().text()).startsWith("This failed: **Act**");
    assertThat(labels("sam")).containsExactly("It is done", "Try again", "Give up");

    house.presses("sam", "s-1", "Try again");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void a_step_is_resolved_by_a_command_too() {
    outside.unlocking(new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "no rights"));
    starts("care");
    house.commands("ada", "a-1", "resolve " + id() + " act done");
    house.settle();
    assertThat(audited()).contains("resolve-denied");

    house.says("sam", "s-1", "resolve " + id() + " act give-up");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(labels("sam")).isEmpty();
  }
}
