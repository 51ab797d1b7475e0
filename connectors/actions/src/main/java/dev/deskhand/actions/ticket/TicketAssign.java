package dev.deskhand.actions.ticket;

import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ticket.assign}: gives a {@code ticket} such as {@code rt-42} to an {@code owner}, as the
 * desk itself calls its people: a user name, at Zendesk an e-mail address. Output {@code owner}.
 */
public final class TicketAssign implements StepAction {
  private static final Signature SIGNATURE = TicketStep.repeatable("owner", Set.of("owner"));

  private final Desks desks;

  public TicketAssign(Desks desks) {
    this.desks = desks;
  }

  @Override
  public String name() {
    return "ticket.assign";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    TicketStep step = TicketStep.of(call, desks);
    String owner = TicketStep.word(call, "owner");
    return step.edit(
        "giving " + step.ticket() + " to " + owner, "owner", new TicketEdit.Owner(owner));
  }
}
