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

final class TicketAssignTest extends TicketContract {
  @Override
  protected StepAction action() {
    return new TicketAssign(desks);
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("ticket", "fake-42", "owner", "grace"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("owner");
  }

  @Test
  void a_ticket_is_given_to_somebody() throws Exception {
    Done given = (Done) action().perform(workingCall());

    assertThat(given.output()).isEqualTo(Map.of("owner", "grace"));
    assertThat(desk.edits).containsExactly(new TicketEdit.Owner("grace"));
  }

  @Test
  void a_hostile_owner_is_one_line_that_arrives_as_it_is_or_is_refused() throws Exception {
    for (String owner : HostileValues.all().toList()) {
      try {
        action().perform(Calls.withArgument(workingCall(), "owner", owner));
        assertThat(desk.edits.getLast()).isEqualTo(new TicketEdit.Owner(owner));
        assertThat(owner.lines()).hasSize(1);
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument 'owner'");
      }
    }

    assertThat(desk.edits).isNotEmpty();
  }
}
