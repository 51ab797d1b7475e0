package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where people choose from the catalogue, in a conversation. Has no effects. Thread-safe. */
final class Counter {
  private final Offers offers;

  Counter(Offers offers) {
    this.offers = offers;
  }

  /** A page of what somebody may choose. */
  Message shown(Principal reader, String words, int page) {
    return OfferReplies.page(offers.shownTo(reader, words), words, page);
  }

  /** An offer that this person may choose, and may show to everybody who reads along. */
  Optional<Message> pinned(Principal by, OfferName name) {
    return offers.find(by, name) instanceof Offers.Found.Open(ShownOffer shown)
            && offers.mayPin(by, shown.offer())
        ? Optional.of(OfferReplies.pinned(shown.offer(), offers.sealed(shown.offer())))
        : Optional.empty();
  }

  /** What somebody chose: looked up for them, now, whatever a button says. */
  Plan chosen(Principal by, ConversationId where, Plan.Choose plan) {
    return switch (plan.what()) {
      case Plan.Chosen.Named(OfferName name, String edition) ->
          chosen(by, where, name, edition, plan.given());
      case Plan.Chosen.Signed(String token) ->
          switch (offers.opened(token)) {
            case OfferSeal.Reading.Valid(var it) ->
                chosen(by, where, it.offer(), it.edition(), united(plan.given(), it.fixed()));
            case OfferSeal.Reading.Expired _ ->
                new Plan.Decline(OfferReplies.tooOld(), "an offer's button that is too old");
            case OfferSeal.Reading.Forged _ ->
                new Plan.Decline(OfferReplies.forged(), "an offer's button that was altered");
          };
    };
  }

  /** What is fixed can't be said otherwise. */
  private static Map<String, String> united(Map<String, String> given, Map<String, String> fixed) {
    Map<String, String> all = new TreeMap<>(given);
    all.putAll(fixed);
    return all;
  }

  private Plan chosen(
      Principal by,
      ConversationId where,
      OfferName name,
      String edition,
      Map<String, String> given) {
    return switch (offers.find(by, name)) {
      case Offers.Found.Nothing _ -> new Plan.Decline(OfferReplies.gone(), "no offer " + name);
      case Offers.Found.UnderReview(Offer offer) ->
          new Plan.Decline(OfferReplies.underReview(offer), "offer under review: " + name);
      case Offers.Found.Open(ShownOffer shown) when !shown.offer().edition().equals(edition) ->
          new Plan.Decline(OfferReplies.changed(shown), "offer changed: " + name);
      case Offers.Found.Open(ShownOffer shown) -> begun(by, where, shown.offer(), given);
    };
  }

  private static Plan begun(
      Principal by, ConversationId where, Offer offer, Map<String, String> given) {
    Personal request = new Personal(by.id().value(), offer.face().title());
    return switch (offer.subject()) {
      case Subject.OfTree(var tree) ->
          new Plan.WalkTree(tree, by, by, where, Optional.empty(), request);
      case Subject.OfRunbook subject ->
          new Plan.StartRunbook(
              subject.runbook(),
              given,
              request,
              Optional.of(offer.name()),
              Assent.EXPRESS,
              Optional.empty());
    };
  }
}
