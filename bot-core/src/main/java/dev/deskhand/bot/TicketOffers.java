package dev.deskhand.bot;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.offer.SealedOffer;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.permissions.Decision;
import java.util.Map;
import java.util.Optional;

/**
 * Answers tickets with what the catalogue offers to whoever they are of, where triggers say so.
 * Nobody is sent what the catalogue doesn't show them, and nobody reads that then. Has no effect
 * outside an append. Thread-safe.
 */
final class TicketOffers {
  private final Offers offers;
  private final Gate gate;
  private final Posts posts;

  TicketOffers(Offers offers, Gate gate, Posts posts) {
    this.offers = offers;
    this.gate = gate;
    this.posts = posts;
  }

  /** Sends a reply with a link; returns the outcome in a few words. */
  String send(Enactor.Case at, Plan.OfferForTicket plan) {
    return switch (offers.find(plan.requester(), plan.offer())) {
      case Offers.Found.Open(ShownOffer shown) -> send(at, plan, shown);
      case Offers.Found.UnderReview _ -> "not offered: its owner has to look at it again";
      case Offers.Found.Nothing(String why) -> "not offered: " + why;
    };
  }

  private String send(Enactor.Case at, Plan.OfferForTicket plan, ShownOffer shown) {
    Decision decision =
        gate.mayOffer(
            at.append(),
            plan.service(),
            offers.resource(shown),
            plan.requester().id(),
            circumstances(at, plan));
    if (decision instanceof Decision.Deny) {
      return stop(at, plan, "refused: " + decision.reasons().sentence());
    }
    return switch (offers.link(shown.offer(), plan.given())) {
      case Offers.Link.Made(SealedOffer sealed) -> {
        String text = OfferReplies.sent(shown.offer(), sealed);
        posts.note(at.append(), at.key(), plan.ticket(), Visibility.PUBLIC, text);
        yield "offer " + plan.offer() + " sent";
      }
      case Offers.Link.Unfit(var reasons) ->
          stop(at, plan, "inputs don't fit: " + String.join("; ", reasons));
    };
  }

  /** What the trigger itself can't, the desk's people read. */
  private String stop(Enactor.Case at, Plan.OfferForTicket plan, String why) {
    String text = TriggerReplies.triggerStopped(plan.trigger(), why);
    posts.note(at.append(), at.key(), plan.ticket(), Visibility.INTERNAL, text);
    return why;
  }

  private static Map<String, String> circumstances(Enactor.Case at, Plan.OfferForTicket plan) {
    Map<String, String> all = at.circumstances(Optional.of(plan.ticket().toString()));
    all.put("trigger", plan.trigger().value());
    all.put(Offers.CIRCUMSTANCE, plan.offer().value());
    return all;
  }
}
