package dev.deskhand.actions.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TicketTransitionTest extends TicketContract {
  @Override
  protected StepAction action() {
    return new TicketTransition(desks);
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("ticket", "fake-42", "status", "resolved"));
  }

  @Test
  void a_ticket_is_moved() throws Exception {
    Done moved = (Done) action().perform(workingCall());

    assertThat(moved.output()).isEqualTo(Map.of("status", "resolved"));
    assertThat(desk.moves).singleElement().matches(it -> it.to() == TicketStatus.RESOLVED);
  }
}
