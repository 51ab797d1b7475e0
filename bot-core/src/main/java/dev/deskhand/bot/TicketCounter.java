package dev.deskhand.bot;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.plan.Plan;
import java.util.Optional;

/** Where people open tickets, and pass on what they have to say about them. Thread-safe. */
public final class TicketCounter {
  private final Posts posts;
  private final Optional<String> desk;

  /**
   * A counter.
   *
   * @param desk the name of the desk that takes tickets, if one does
   */
  public TicketCounter(Posts posts, Optional<String> desk) {
    this.posts = posts;
    this.desk = desk;
  }

  String open(Enactor.Case at, Plan.OpenTicket plan) {
    if (plan.about().value().isBlank()) {
      posts.say(at.append(), at.key(), at.where(), TicketReplies.nothingSaid());
      return "nothing was said of the ticket";
    }
    if (desk.isEmpty()) {
      posts.say(at.append(), at.key(), at.where(), TicketReplies.noDesk());
      return "no desk takes tickets";
    }
    posts.say(at.append(), at.key(), at.where(), TicketReplies.opening());
    posts.open(at, desk.get(), plan.about());
    return "opened a ticket";
  }

  String relay(Enactor.Case at, Plan.Relay plan) {
    posts.note(
        at.append(),
        at.key() + "-note",
        plan.ticket(),
        Visibility.PUBLIC,
        TicketReplies.note(at.principal().name(), plan.text().value()));
    posts.say(at.append(), at.key(), at.where(), TicketReplies.passedOn(plan.ticket()));
    return "passed on to " + plan.ticket();
  }
}
