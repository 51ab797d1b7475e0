package dev.deskhand.bot.offer;

/** An offer, and how somebody may have it. */
public record ShownOffer(Offer offer, Way way) {}
