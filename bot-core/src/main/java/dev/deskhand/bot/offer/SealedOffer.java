package dev.deskhand.bot.offer;

import java.net.URI;

/**
 * A signed reference to an offer.
 *
 * @param address where the portal has it
 */
public record SealedOffer(String token, URI address) {
  /** The address of an offer, with what is signed. */
  public static URI address(URI portal, OfferName offer, String token) {
    return portal.resolve("/catalogue/" + offer.value() + "?o=" + token);
  }
}
