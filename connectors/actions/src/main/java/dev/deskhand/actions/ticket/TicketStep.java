package dev.deskhand.actions.ticket;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A ticket and its desk, as a call names them. */
record TicketStep(TicketDesk desk, TicketRef ticket, String name, Fence fence) {
  private static final int LONGEST = 100_000;

  /** What is done with a ticket. */
  @FunctionalInterface
  interface Work {
    ActionResult in(TicketStep step);
  }

  /**
   * Reads argument {@code ticket}, such as {@code rt-42}, and the target's desk.
   *
   * @throws ActionException if the ticket is none of that desk's
   */
  static TicketStep of(ActionCall call, Desks desks) {
    String target = call.target().name();
    String name = call.target().required("desk");
    String written = call.argument("ticket");
    if (!written.matches("[a-z][a-z0-9-]{0,40}-[A-Za-z0-9]{1,40}")) {
      throw new ActionException("argument 'ticket': expected one such as " + name + "-42");
    }
    TicketRef ticket = TicketRef.parse(written);
    if (!ticket.desk().equals(name)) {
      throw new ActionException(
          "argument 'ticket': "
              + ticket
              + " is none of target '"
              + target
              + "', whose desk is "
              + name);
    }
    TicketDesk desk =
        desks
            .find(name)
            .orElseThrow(
                () ->
                    new ActionException(
                        "target '" + target + "': no desk '" + name + "' is set up"));
    return new TicketStep(desk, ticket, target, call.fence());
  }

  /** What an action on a ticket expects besides the ticket; it may be repeated. */
  static StepAction.Signature repeatable(String output, Set<String> arguments) {
    Set<String> required = new TreeSet<>(arguments);
    required.add("ticket");
    return new StepAction.Signature(
        "ticket",
        required,
        Set.of(),
        Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
        Set.of(output));
  }

  /** Changes one thing of a ticket; its value is the output. */
  ActionResult edit(String tried, String output, TicketEdit edit) throws InterruptedException {
    return perform(
        tried,
        it -> {
          it.desk().edit(it.ticket(), edit);
          return new ActionResult.Done(
              Map.of(output, edit.value()),
              it.ticket() + ": " + edit.name() + " is " + edit.value());
        });
  }

  /** A desk that can't be reached may have done it: whoever tries again finds out. */
  ActionResult perform(String tried, Work work) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a desk was asked");
    }
    fence.pass();
    try {
      return work.in(this);
    } catch (DeliveryFailedException e) {
      String reason = tried + " on '" + name + "' failed: " + e.getMessage();
      return switch (e.remedy()) {
        case GIVE_UP -> new Failed(Cause.PERMANENT, reason);
        case RETRY, REPEAT -> new ActionResult.Uncertain(reason);
      };
    }
  }

  /** An argument that people read. */
  static String text(ActionCall call, String argument) {
    String text = call.argument(argument);
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new ActionException(
          "argument '" + argument + "': expected at most " + LONGEST + " characters, and no NUL");
    }
    return text;
  }

  /** An argument that names something at the desk. */
  static String word(ActionCall call, String argument) {
    String word = call.argument(argument);
    if (word.isBlank() || word.length() > 200 || word.chars().anyMatch(Character::isISOControl)) {
      throw new ActionException(
          "argument '" + argument + "': expected one line of at most 200 characters");
    }
    return word;
  }
}
