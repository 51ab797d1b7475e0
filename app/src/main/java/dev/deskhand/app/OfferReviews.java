package dev.deskhand.app;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Ownership.Standing;
import dev.deskhand.content.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The offers that somebody has to look at again.
 *
 * @param due soon; a notice
 * @param over not shown any more; a problem, on which the server starts nevertheless
 */
record OfferReviews(List<Problem> due, List<Problem> over) {

  static OfferReviews on(LocalDate day, List<Offer> offers) {
    return new OfferReviews(
        standing(day, offers, Standing.DUE, "notice: has to be looked at again by then; "),
        standing(
            day, offers, Standing.OVER, "was not looked at again by then, and is not shown; "));
  }

  private static List<Problem> standing(
      LocalDate day, List<Offer> offers, Standing standing, String how) {
    return offers.stream()
        .flatMap(
            offer ->
                offer.ownership().filter(it -> it.on(day) == standing).stream()
                    .map(it -> problem(offer, it, how)))
        .toList();
  }

  private static Problem problem(Offer offer, Ownership ownership, String how) {
    return new Problem(
        ownership.at(),
        how
            + "if the offer '"
            + offer.name()
            + "' is still right, "
            + ownership.owner()
            + " puts a later day here");
  }

  /** The word for an offer's state, such as {@code draft}. */
  static String word(Optional<Ownership> ownership, LocalDate day) {
    return ownership
        .map(
            it ->
                switch (it.on(day)) {
                  case GOOD -> "shown";
                  case DUE -> "shown, review due";
                  case OVER -> "hidden, review missed";
                })
        .orElse("draft");
  }
}
