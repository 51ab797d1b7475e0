package dev.deskhand.actions.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TicketNoteTest extends TicketContract {
  @Override
  protected StepAction action() {
    return new TicketNote(desks);
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("ticket", "fake-42", "text", "Unlocked.", "visibility", "public"));
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

    assertThat(before).isInstanceOf(ProbeResult.NotThere.class);
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
}
