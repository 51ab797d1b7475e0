package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a message to its resolution, with the shipped tree, runbook and policies. */
final class StoriesTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  /** Ada's ticket, solved by unlocking her account. */
  private void solveAdasTicket() {
    house.files("t-1", Ticket.Verification.VERIFIED, "VPN says authentication failed");
    house.settle();
    house.presses("ada", "d-1", "It says \"Authentication failed\"");
    house.settle();
    house.presses("ada", "d-2", "Yes, it works");
    house.settle();
  }

  private Run run() {
    StreamKey key = house.store.recent(TENANT, "run", 1).getFirst();
    return house.runs.find(TENANT, RunId.of(key)).orElseThrow().run();
  }

  private RunOutcome outcome() {
    return ((Run.Phase.Ended) run().phase()).outcome();
  }

  private List<String> audited() {
    return house.store.audit(TENANT, 0, 1_000).stream().map(it -> it.entry().action()).toList();
  }

  private Optional<String> became(String delivery) {
    return house.store.outcome(TENANT, "web/office", delivery);
  }

  @Test
  void a_chat_message_leads_to_an_unlocked_account() {
    house.says("ada", "d-1", "VPN says authentication failed");
    house.settle();
    house.says("ada", "d-2", "1");
    house.settle();
    house.says("ada", "d-3", "yes");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outside.said("ada").getLast()).isEqualTo("Great, you are back in. Have a good day!");
    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_ticket_is_documented_once_for_its_requester_and_once_for_the_desk() {
    solveAdasTicket();

    assertThat(outside.notes()).hasSize(2);
    Outbound.TicketNote internal = note(Outbound.Visibility.INTERNAL);
    Outbound.TicketNote requesters = note(Outbound.Visibility.PUBLIC);
    assertThat(internal.text())
        .contains(
            "VPN says authentication failed",
            "lockoutTime=134000000000000000",
            "Staff may have their own account unlocked.",
            "solved. The account was locked in the directory and has been unlocked.");
    assertThat(requesters.text()).isEqualTo("Great, you are back in. Have a good day!");
    assertThat(outside.moves())
        .extracting(Outbound.TicketTransition::to)
        .containsExactly(TicketStatus.RESOLVED);
  }

  private Outbound.TicketNote note(Outbound.Visibility visibility) {
    return outside.notes().stream()
        .filter(it -> it.visibility() == visibility)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_resolution_is_the_same_however_often_it_is_derived_and_the_audit_holds() {
    solveAdasTicket();
    int notes = outside.notes().size();

    house.again(Death.never()).settle();

    assertThat(outside.notes()).hasSize(notes);
    var all = house.store.audit(TENANT, 0, 1_000);
    for (int i = 0; i < all.size(); i++) {
      assertThat(
              HashChain.fault(i == 0 ? Optional.empty() : Optional.of(all.get(i - 1)), all.get(i)))
          .isEmpty();
    }
  }

  @Test
  void an_unverified_ticket_only_suggests_something_to_the_desk() {
    house.files("t-1", Ticket.Verification.UNVERIFIED, "VPN says authentication failed");
    house.settle();

    assertThat(outside.posts()).isEmpty();
    assertThat(outside.notes())
        .singleElement()
        .extracting(Outbound.TicketNote::visibility)
        .isEqualTo(Outbound.Visibility.INTERNAL);
    assertThat(house.store.recent(TENANT, "walk", 10)).isEmpty();
  }

  @Test
  void somebody_elses_account_is_unlocked_once_an_approver_agreed() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();

    assertThat(outside.isLocked("ada")).isTrue();
    assertThat(outside.last("bob").message().facts())
        .contains(new Message.Fact("For", "ada"), new Message.Fact("account", "ada"));

    house.presses("bob", "d-2", "Approve");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(String.join("\n", outside.said("sam"))).doesNotContain("bob").doesNotContain("Berg");
    assertThat(outside.last("bob").message().text()).contains("approved by bob");
  }

  @Test
  void a_declined_approval_ends_the_run_and_names_nobody_to_its_requester() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    house.presses("bob", "d-2", "Decline");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(outside.isLocked("ada")).isTrue();
    assertThat(outside.said("sam")).contains("It was not done. Approval was declined.");
  }

  @Test
  void an_approver_who_presses_after_the_decision_hears_that_it_is_over() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    house.presses("bob", "d-2", "Decline");
    house.settle();
    house.presses("bob", "d-3", "Approve");
    house.settle();

    assertThat(outside.said("bob").getLast()).contains("ended already");
    assertThat(outside.isLocked("ada")).isTrue();
  }

  @Test
  void nobody_but_an_approver_approves() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    RunId run = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());
    for (String person : List.of("ada", "sam", "cleo")) {
      house.clicks(person, "d-" + person, ButtonAction.of("approve", run.value()));
    }
    house.settle();

    assertThat(outside.isLocked("ada")).isTrue();
    assertThat(audited()).filteredOn("approve-denied"::equals).hasSize(3);
  }

  @Test
  void staff_are_refused_what_is_for_others_and_told_why() {
    house.commands("cleo", "d-1", "run unlock-account account=ada");
    house.settle();

    assertThat(outside.said("cleo").getLast()).startsWith("I may not do that.");
    assertThat(audited()).contains("start-denied");
    assertThat(outside.isLocked("ada")).isTrue();
  }

  @Test
  void an_unclear_sentence_is_clarified_and_a_doubled_click_counts_once() {
    house.says("ada", "d-1", "either of them");
    house.settle();
    house.presses("ada", "d-2", "Unlock an account");
    house.presses("ada", "d-2", "Unlock an account");
    house.presses("ada", "d-3", "Unlock an account");
    house.settle();

    assertThat(house.store.recent(TENANT, "run", 10)).hasSize(1);
    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(became("d-3")).contains("a button that leads nowhere");
  }

  @Test
  void an_answer_pressed_twice_counts_once() {
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    ButtonAction first = outside.last("ada").message().buttons().getFirst().action();
    house.clicks("ada", "d-2", first);
    house.clicks("ada", "d-3", first);
    house.settle();

    assertThat(became("d-3")).contains("answered already");
  }

  @Test
  void somebody_elses_question_is_not_answered() {
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    house.clicks("cleo", "d-2", outside.last("ada").message().buttons().getFirst().action());
    house.settle();

    assertThat(became("d-2")).contains("somebody else's question");
    assertThat(outside.isLocked("ada")).isTrue();
  }

  @Test
  void a_stranger_is_told_how_to_become_known_and_nothing_is_begun() {
    house.says("mallory", "d-1", "VPN fails");
    house.settle();

    assertThat(outside.said("mallory")).singleElement().asString().contains("`web:office:mallory`");
    assertThat(house.store.recent(TENANT, "walk", 10)).isEmpty();
  }

  @Test
  void a_walk_whose_question_nobody_answers_goes_to_a_person() {
    house.files("t-1", Ticket.Verification.VERIFIED, "VPN says authentication failed");
    house.settle();

    house.pass(Duration.ofHours(25));

    assertThat(outside.moves())
        .extracting(Outbound.TicketTransition::to)
        .containsExactly(TicketStatus.OPEN);
    assertThat(outside.said("sam").getLast()).startsWith("**Ada Adler** needs a person.");
  }

  @Test
  void whoever_wants_a_person_gets_one() {
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    house.says("ada", "d-2", "let me talk to a human please");
    house.settle();

    assertThat(outside.said("sam").getLast()).startsWith("**Ada Adler** needs a person.");
  }

  @Test
  void a_ticket_is_not_taken_by_whoever_likes_to() {
    house.commands("cleo", "d-1", "take rt-42 VPN fails");
    house.settle();

    assertThat(house.store.recent(TENANT, "walk", 10)).isEmpty();
    assertThat(audited()).contains("answer-denied");

    house.commands("sam", "d-2", "take rt-42 VPN fails");
    house.settle();

    assertThat(house.store.recent(TENANT, "walk", 10)).hasSize(1);
  }

  @Test
  void an_effect_that_nobody_knows_of_is_settled_by_support() {
    for (int i = 0; i < 4; i++) {
      outside.unlocking(new ActionResult.Uncertain("cut off"));
    }
    house.says("ada", "d-1", "unlock my account");
    house.settle();
    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofSeconds(30));
    }

    Message question = outside.last("sam").message();
    assertThat(question.text()).startsWith("Did this happen?");
    assertThat(question.facts())
        .contains(new Message.Fact("account", "ada"))
        .anyMatch(it -> it.label().equals("Begun") && it.value().endsWith("Z, attempt 4"))
        .anyMatch(it -> it.value().matches("show r-.*, or /requests/r-.* on the portal"));
    assertThat(question.exhibits().toString()).contains("Why I ask", "cut off");
    assertThat(outside.said("ada")).anyMatch(text -> text.contains("A colleague looks at it"));

    house.presses("sam", "d-2", "It was not done");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void an_old_question_about_an_effect_says_nothing_of_a_later_attempt() {
    for (int i = 0; i < 5; i++) {
      outside.unlocking(new ActionResult.Uncertain("cut off"));
    }
    house.says("ada", "d-1", "unlock my account");
    house.settle();
    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofSeconds(30));
    }
    ButtonAction done = outside.last("sam").message().buttons().getFirst().action();
    house.presses("sam", "d-2", "It was not done");
    house.settle();
    assertThat(run().unsettled()).hasSize(1);

    house.clicks("sam", "d-3", done);
    house.settle();

    assertThat(became("d-3").orElseThrow()).startsWith("moot");
    assertThat(run().unsettled()).hasSize(1);
  }

  @Test
  void support_is_asked_when_an_undo_has_failed_for_good() {
    var broken = new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "no rights");
    outside.unlocking(new ActionResult.Done(java.util.Map.of(), ""));
    outside.unlocking(broken);
    outside.unlocking(broken);
    house.commands("ada", "d-1", "run mend");
    house.settle();

    assertThat(outside.last("sam").message().exhibits())
        .containsExactly(new Exhibit.Code("Why I ask", "no rights"));

    house.presses("sam", "d-2", "Give up");
    house.settle();

    assertThat(outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(outside.said("sam").getLast()).contains("give up, says sam");
  }

  @Test
  void a_chat_that_is_down_gets_the_post_later_and_once() {
    outside.fail(() -> DeliveryFailedException.retry("503"), 3);
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    assertThat(outside.posts()).isEmpty();

    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofSeconds(10));
    }

    assertThat(outside.said("ada")).hasSize(1);
    assertThat(outside.asked()).hasSize(3);
  }

  @Test
  void a_post_whose_answer_was_lost_is_looked_for_and_not_repeated() {
    outside.loseReply(() -> DeliveryFailedException.retry("read timed out"));
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    house.pass(Duration.ofSeconds(10));

    assertThat(outside.said("ada")).hasSize(1);
    assertThat(outside.asked()).hasSize(1);
  }

  @Test
  void a_post_that_got_no_answer_in_time_may_arrive_yet_and_is_not_repeated_at_once() {
    outside.fail(
        () -> DeliveryFailedException.unanswered("no answer", new SocketTimeoutException()), 1);
    house.says("ada", "d-1", "VPN fails");
    house.settle();

    house.pass(Duration.ofSeconds(59));
    assertThat(outside.asked()).isEmpty();
    assertThat(outside.posts()).isEmpty();

    house.pass(Duration.ofSeconds(2));
    assertThat(outside.asked()).hasSize(1);
    assertThat(outside.posts()).hasSize(1);
  }

  @Test
  void whoever_read_a_post_before_another_tried_it_does_not_send_it_too() {
    outside.loseReply(() -> DeliveryFailedException.retry("the answer was lost"));
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    Instant later = house.clock.instant().plusSeconds(60);
    PendingDelivery now =
        StreamKey.ALL_PARTITIONS.stream()
            .flatMap(it -> house.store.due(it, later, 1).stream())
            .findFirst()
            .orElseThrow();
    Lease lease =
        house
            .store
            .hold("by-hand", Duration.ofDays(1))
            .get(StreamKey.partitionOf(TENANT, now.row().lane()));

    house
        .courier()
        .deliver(new PendingDelivery(TENANT, now.number(), now.row(), 0, now.dueAt()), lease);

    assertThat(outside.posts()).hasSize(1);
    house.pass(Duration.ofSeconds(60));
    assertThat(outside.said("ada")).hasSize(1);
    assertThat(outside.asked()).hasSize(1);
  }

  @Test
  void a_desk_that_says_when_is_not_asked_before() {
    outside.fail(() -> DeliveryFailedException.retryAfter(Duration.ofMinutes(2), "429"), 1);
    house.says("ada", "d-1", "VPN fails");
    house.settle();

    house.pass(Duration.ofSeconds(119));
    assertThat(outside.posts()).isEmpty();

    house.pass(Duration.ofSeconds(2));
    assertThat(outside.posts()).hasSize(1);
  }

  @Test
  void a_post_that_is_refused_for_good_lets_the_rest_flow() {
    outside.fail(() -> DeliveryFailedException.giveUp("no such place"), 1);
    house.says("ada", "d-1", "help");
    house.says("ada", "d-2", "VPN fails");
    house.settle();

    assertThat(outside.said("ada")).singleElement().asString().startsWith("What does the VPN");
  }

  @Test
  void a_connector_that_breaks_for_ever_lets_the_rest_flow_in_the_end() {
    outside.fail(() -> new IllegalStateException("a bug"), 11);
    house.says("ada", "d-1", "help");
    house.says("ada", "d-2", "VPN fails");
    house.settle();
    for (int i = 0; i < 12; i++) {
      house.pass(Duration.ofMinutes(10));
    }

    assertThat(outside.said("ada")).singleElement().asString().startsWith("What does the VPN");
  }

  @Test
  void a_delivery_that_nobody_can_read_lets_the_rest_of_its_lane_flow() {
    OutboxRow unreadable =
        new OutboxRow(new DeliveryKey("odd"), "conversation/web/ada", "telepathy", 1, "{}");
    house.store.append(Append.in(TENANT).send(unreadable).build());
    house.says("ada", "d-1", "help");
    house.settle();

    assertThat(outside.said("ada")).hasSize(1);
  }

  @Test
  void an_event_that_can_not_be_reported_does_not_silence_what_comes_after_it() {
    house.store.append(
        Append.in(TENANT)
            .to(
                new StreamId("run", "r-odd"),
                0,
                StreamState.ended(),
                List.of(new Event("run-ended", 1, "{")))
            .build());
    house.commands("ada", "d-1", "run unlock-account");
    house.settle();

    assertThat(outside.said("ada").getLast()).startsWith("You can sign in again.");
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_is_worked_and_documented_shortly() {
    String long1 = "VPN fails " + "x".repeat(100_000);
    house.files("t-1", Ticket.Verification.VERIFIED, long1);
    house.says("cleo", "d-1", "y".repeat(100_000));
    house.settle();
    house.says("ada", "d-2", "z".repeat(100_000));
    house.settle();
    house.says("ada", "d-3", "a human please");
    house.settle();

    assertThat(note(Outbound.Visibility.INTERNAL).text().length()).isLessThan(10_000);
    assertThat(became("d-1")).contains("not understood");
    assertThat(became("d-2")).contains("fits no choice");
  }

  @Test
  void what_people_wrote_lies_nowhere_in_plain_text_in_inbox_and_journal() {
    house.says("ada", "d-1", "VPN fails, my secret is Rumpelstilzchen");

    assertThat(
            java.util.stream.IntStream.range(0, StreamKey.PARTITIONS)
                .boxed()
                .flatMap(partition -> house.store.pending(partition, 10).stream())
                .map(row -> row.delivery().body()))
        .hasSize(1)
        .noneMatch(body -> body.contains("Rumpelstilzchen"));

    house.settle();

    assertThat(house.store.tail(dev.deskhand.journal.Position.START, 1_000))
        .noneMatch(event -> event.event().body().contains("Rumpelstilzchen"));
  }
}
