package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.SealedOffer;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.plan.ButtonReader;
import java.util.ArrayList;
import java.util.List;

/** What the bot says about the catalogue, in the voice of {@link Replies}. */
public final class OfferReplies {
  /** So many on a page that it and its buttons fit every surface. */
  static final int PAGE = 5;

  private static final int MOST = 4 * PAGE;

  private OfferReplies() {}

  /** A page of what somebody may choose, with what it takes before they do. */
  public static Message page(List<ShownOffer> all, String words, int page) {
    int from = Math.min(page * PAGE, all.size());
    int to = Math.min(from + PAGE, all.size());
    List<ShownOffer> shown = all.subList(from, to);
    if (shown.isEmpty()) {
      return nothing(words);
    }
    List<Button> buttons = new ArrayList<>();
    shown.forEach(it -> buttons.add(button(it.offer())));
    if (to < all.size()) {
      buttons.add(Button.plain("Show more", ButtonReader.browse(words, page + 1)));
    }
    String range = all.size() == 1 ? "" : ", %d to %d of %d".formatted(from + 1, to, all.size());
    return new Message(
        "**Catalogue**" + range + ". Choose what you need:",
        shown.stream().map(OfferReplies::fact).toList(),
        buttons);
  }

  /** All that somebody may choose, as far as it fits where there are no pages. */
  public static Message whole(List<ShownOffer> all) {
    List<ShownOffer> shown = all.subList(0, Math.min(MOST, all.size()));
    List<Button> buttons = new ArrayList<>();
    shown.forEach(it -> buttons.add(button(it.offer())));
    if (shown.size() < all.size()) {
      buttons.add(Button.plain("Show more", ButtonReader.browse("", MOST / PAGE)));
    }
    return new Message(
        shown.isEmpty() ? nothing("").text() : "**Catalogue**",
        shown.stream().map(OfferReplies::fact).toList(),
        buttons);
  }

  /** What an offer is, and what it takes. */
  public static String about(ShownOffer shown) {
    return fact(shown).value();
  }

  private static Message nothing(String words) {
    return Message.text(
        words.isBlank()
            ? "There is nothing in the catalogue for you. Tell me what is wrong in your own words."
            : "Nothing in the catalogue fits these words. Write `catalogue` to see all of it, or"
                + " tell me what is wrong in your own words.");
  }

  private static Fact fact(ShownOffer shown) {
    Offer offer = shown.offer();
    String about = offer.face().about();
    return new Fact(
        offer.face().label(), (about.isEmpty() ? "" : about + " – ") + shown.way().words());
  }

  private static Button button(Offer offer) {
    return Button.plain(offer.face().label(), ButtonReader.offer(offer));
  }

  /**
   * For a channel, where everybody reads it; what each of them may have is asked when they press.
   */
  public static Message pinned(Offer offer, SealedOffer sealed) {
    String about = offer.face().about();
    return new Message(
        "**" + offer.face().label() + "**" + (about.isEmpty() ? "" : "\n" + about),
        List.of(new Fact("For a page or a ticket", sealed.address().toString())),
        List.of(Button.plain(offer.face().label(), ButtonReader.offered(sealed.token()))));
  }

  /** For whoever a ticket is of, on the ticket. */
  public static String sent(Offer offer, SealedOffer sealed) {
    String about = offer.face().about();
    return "You can ask for this yourself:\n\n"
        + offer.face().label()
        + (about.isEmpty() ? "" : "\n" + about)
        + "\n"
        + sealed.address();
  }

  /** It has changed since the button was made. */
  public static Message changed(ShownOffer shown) {
    return new Message(
        "This offer has changed since that button was made. It is now:",
        List.of(fact(shown)),
        List.of(button(shown.offer())));
  }

  public static Message tooOld() {
    return Message.text(
        "That button was good for a time that is over. Write `catalogue` to choose anew.");
  }

  public static Message forged() {
    return Message.text(
        "That button was not made here, or was altered since. Nothing was begun; write `catalogue`"
            + " to choose.");
  }

  public static Message underReview(Offer offer) {
    return Message.text(
        "**"
            + offer.face().title()
            + "** is not offered at the moment: its owner has to look at it again. Tell me what is"
            + " wrong in your own words, and we find another way.");
  }

  /** For whoever answers for it. */
  public static Message review(Offer offer, Ownership ownership, Ownership.Standing standing) {
    String day = ownership.review().toString();
    String state =
        standing == Ownership.Standing.OVER
            ? "was to be looked at again by " + day + ", and is not shown to anybody now."
            : "has to be looked at again by " + day + ", or it is not shown any more.";
    return Message.text(
        "Your offer **"
            + offer.face().title()
            + "** "
            + state
            + " If it is still right, put a later day behind `review:` in `"
            + offer.name()
            + ".offer.yaml`.");
  }

  /** There is no such offer, or not for whoever asks. */
  public static Message gone() {
    return Message.text(
        "That is not offered any more, or not to you. Write `catalogue` to see what there is.");
  }
}
