package dev.deskhand.actions.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import dev.deskhand.runbooks.action.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TicketNoteTest extends StepActionContract {
  private final FakeDesk desk = new FakeDesk();
  private final Desks desks = name -> name.equals("fake") ? Optional.of(desk) : Optional.empty();

  @Override
  protected StepAction action() {
    return new TicketNote(desks);
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("ticket", "fake-42", "text", "Unlocked.", "visibility", "public"));
  }

  @Override
  protected long effects() {
    return desk.notes.size();
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("text");
  }

  @Test
  void a_note_whose_answer_is_lost_is_asked_for() throws Exception {
    ProbeResult before = action().probe(workingCall());
    desk.answerWith(DeliveryFailedException.retry("no answer"));
    ActionResult lost = action().perform(workingCall());
    ProbeResult away = action().probe(workingCall());
    desk.answerAgain();
    ProbeResult after = action().probe(workingCall());

    assertThat(before).isInstanceOf(ProbeResult.DidNotHappen.class);
    assertThat(lost).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(away).isInstanceOf(ProbeResult.CannotTell.class);
    assertThat(after).isInstanceOf(ProbeResult.Happened.class);
  }

  @Test
  void what_a_desk_refuses_is_a_lasting_failure() throws Exception {
    desk.answerWith(DeliveryFailedException.giveUp("no such ticket"));

    Failed failed = (Failed) action().perform(workingCall());

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(failed.reason()).contains("no such ticket");
  }

  @Test
  void a_hostile_text_is_a_text_on_that_ticket() throws Exception {
    for (String text : HostileValues.all().filter(it -> it.length() < 1000).toList()) {
      try {
        action().perform(Calls.withArgument(workingCall(), "text", text));
        assertThat(desk.notes.getLast().text()).isEqualTo(text);
      } catch (ActionException e) {
        assertThat(text).contains("\0");
      }
    }

    assertThat(desk.notes).allMatch(note -> note.ticket().toString().equals("fake-42"));
  }

  @Test
  void a_ticket_is_moved_given_to_somebody_and_its_field_set() throws Exception {
    Done moved =
        (Done)
            new TicketTransition(desks)
                .perform(call(Map.of("ticket", "fake-42", "status", "resolved")));
    Done given =
        (Done) new TicketAssign(desks).perform(call(Map.of("ticket", "fake-42", "owner", "grace")));
    Done set =
        (Done)
            new TicketSetField(desks)
                .perform(call(Map.of("ticket", "fake-42", "field", "Device", "value", "x-7")));

    assertThat(moved.output()).isEqualTo(Map.of("status", "resolved"));
    assertThat(given.output()).isEqualTo(Map.of("owner", "grace"));
    assertThat(set.output()).isEqualTo(Map.of("value", "x-7"));
    assertThat(desk.moves).allMatch(it -> it.to() == TicketStatus.RESOLVED);
    assertThat(desk.edits)
        .containsExactly(new TicketEdit.Owner("grace"), new TicketEdit.Field("Device", "x-7"));
  }

  @Test
  void a_ticket_of_another_desk_and_a_desk_that_is_not_set_up_are_refused() {
    for (ActionCall strange :
        List.of(
            Calls.withArgument(workingCall(), "ticket", "rt-42"),
            Calls.withArgument(
                Calls.withSetting(workingCall(), "desk", "rt"), "ticket", "rt-42"))) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(() -> action().perform(strange))
          .withMessageContaining("desk");
    }
  }

  @Test
  void words_that_no_desk_has_are_refused() {
    for (String value : HostileValues.all().toList()) {
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(
              () ->
                  new TicketTransition(desks)
                      .perform(call(Map.of("ticket", "fake-42", "status", value))));
      assertThatExceptionOfType(ActionException.class)
          .isThrownBy(
              () -> new TicketAssign(desks).perform(call(Map.of("ticket", value, "owner", "x"))));
    }

    assertThat(desk.moves).isEmpty();
    assertThat(desk.edits).isEmpty();
  }

  private static ActionCall call(Map<String, String> arguments) {
    return Calls.call(
        new Target("help-desk", "ticket", Map.of("desk", "fake")), arguments, it -> it);
  }
}
