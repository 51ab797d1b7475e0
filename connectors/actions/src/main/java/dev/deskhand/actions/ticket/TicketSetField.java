package dev.deskhand.actions.ticket;

import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Set;

/**
 * {@code ticket.set-field}: gives a {@code field} of a {@code ticket} such as {@code rt-42} a
 * {@code value}. The field stands in the runbook as the desk itself calls it: the name of a custom
 * field, at Zendesk its number. Output {@code value}.
 */
public final class TicketSetField implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ticket",
          Set.of("ticket", "field", "value"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("value"),
          Set.of(),
          Set.of("field"));

  private final Desks desks;

  public TicketSetField(Desks desks) {
    this.desks = desks;
  }

  @Override
  public String name() {
    return "ticket.set-field";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    TicketStep step = TicketStep.of(call, desks);
    String field = TicketStep.word(call, "field");
    return step.edit(
        "setting " + field + " of " + step.ticket(),
        "value",
        new TicketEdit.Field(field, TicketStep.text(call, "value")));
  }
}
