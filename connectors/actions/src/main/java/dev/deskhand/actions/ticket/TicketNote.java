package dev.deskhand.actions.ticket;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ticket.note}: adds {@code text} to a {@code ticket} such as {@code rt-42}. {@code
 * visibility} is {@code internal}, the default, or {@code public}. The note carries the step's key,
 * so that the desk can be asked for it. Output {@code note}: the desk's own id of it.
 */
public final class TicketNote implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ticket",
          Set.of("ticket", "text"),
          Set.of("visibility"),
          Set.of(EffectClass.PROBE, EffectClass.ONCE),
          Set.of("note"));

  private final Desks desks;

  public TicketNote(Desks desks) {
    this.desks = desks;
  }

  @Override
  public String name() {
    return "ticket.note";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    TicketStep step = TicketStep.of(call, desks);
    Outbound.TicketNote note = note(call, step);
    return step.perform("adding a note to " + step.ticket(), it -> done(note, it.desk().add(note)));
  }

  @Override
  public ProbeResult probe(ActionCall call) {
    TicketStep step = TicketStep.of(call, desks);
    Outbound.TicketNote note = note(call, step);
    try {
      Optional<String> receipt = step.desk().find(note);
      return receipt.isPresent()
          ? new ProbeResult.Happened(done(note, receipt.get()))
          : new ProbeResult.NotThere();
    } catch (DeliveryFailedException e) {
      return new ProbeResult.CannotTell("asking for the note failed: " + e.getMessage());
    }
  }

  private static Outbound.TicketNote note(ActionCall call, TicketStep step) {
    Visibility visibility =
        switch (call.optionalArgument("visibility").orElse("internal")) {
          case "internal" -> Visibility.INTERNAL;
          case "public" -> Visibility.PUBLIC;
          case String _ ->
              throw new ActionException("argument 'visibility': expected internal or public");
        };
    return new Outbound.TicketNote(
        new DeliveryKey("step/" + call.key()),
        step.ticket(),
        visibility,
        TicketStep.text(call, "text"));
  }

  private static ActionResult done(Outbound.TicketNote note, String receipt) {
    return new ActionResult.Done(Map.of("note", receipt), note.ticket() + " has note " + receipt);
  }
}
