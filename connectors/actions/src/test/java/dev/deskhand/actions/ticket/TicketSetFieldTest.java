package dev.deskhand.actions.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TicketSetFieldTest extends TicketContract {
  @Override
  protected StepAction action() {
    return new TicketSetField(desks);
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("ticket", "fake-42", "field", "Device", "value", "x-7"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("field", "value");
  }

  @Test
  void a_field_of_a_ticket_is_set() throws Exception {
    Done set = (Done) action().perform(workingCall());

    assertThat(set.output()).isEqualTo(Map.of("value", "x-7"));
    assertThat(desk.edits).containsExactly(new TicketEdit.Field("Device", "x-7"));
  }

  @Test
  void hostile_values_arrive_as_they_are_in_the_field_that_was_named_or_are_refused()
      throws Exception {
    for (String value : HostileValues.all().toList()) {
      perform("value", value, new TicketEdit.Field("Device", value));
      perform("field", value, new TicketEdit.Field(value, "x-7"));
    }

    assertThat(desk.edits).isNotEmpty();
  }

  private void perform(String argument, String value, TicketEdit expected) throws Exception {
    try {
      action().perform(Calls.withArgument(workingCall(), argument, value));
      assertThat(desk.edits.getLast()).isEqualTo(expected);
    } catch (ActionException e) {
      assertThat(e).hasMessageContaining("argument '" + argument + "'");
    }
  }
}
