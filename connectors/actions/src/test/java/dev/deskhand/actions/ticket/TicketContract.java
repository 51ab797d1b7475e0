package dev.deskhand.actions.ticket;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepActionContract;
import dev.deskhand.runbooks.action.Target;
import java.util.Map;
import java.util.Optional;

/** What an action owes whose target is a desk. */
abstract class TicketContract extends StepActionContract {
  final FakeDesk desk = new FakeDesk();
  final Desks desks = name -> name.equals("fake") ? Optional.of(desk) : Optional.empty();

  final ActionCall call(Map<String, String> arguments) {
    return Calls.call(
        new Target("help-desk", "ticket", Map.of("desk", "fake")), arguments, it -> it);
  }

  @Override
  protected long effects() {
    return (long) desk.notes.size() + desk.moves.size() + desk.edits.size();
  }
}
