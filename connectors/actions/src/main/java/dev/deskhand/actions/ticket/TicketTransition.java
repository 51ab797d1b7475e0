package dev.deskhand.actions.ticket;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code ticket.transition}: moves a {@code ticket} such as {@code rt-42} to a {@code status}:
 * {@code new}, {@code open}, {@code pending}, {@code resolved} or {@code closed}. Output {@code
 * status}.
 */
public final class TicketTransition implements StepAction {
  private static final Signature SIGNATURE = TicketStep.repeatable("status", Set.of("status"));

  private final Desks desks;

  public TicketTransition(Desks desks) {
    this.desks = desks;
  }

  @Override
  public String name() {
    return "ticket.transition";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    TicketStep step = TicketStep.of(call, desks);
    TicketStatus status = status(call.argument("status"));
    String word = word(status);
    return step.perform(
        "moving " + step.ticket() + " to " + word,
        it -> {
          DeliveryKey key = new DeliveryKey("step/" + call.key());
          it.desk().move(new Outbound.TicketTransition(key, it.ticket(), status));
          return new ActionResult.Done(Map.of("status", word), it.ticket() + " is " + word);
        });
  }

  private static TicketStatus status(String written) {
    return Arrays.stream(TicketStatus.values())
        .filter(status -> word(status).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionException(
                    "argument 'status': expected new, open, pending, resolved or closed"));
  }

  private static String word(TicketStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
