package dev.deskhand.bot.offer;

import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.PersonId;
import java.time.LocalDate;
import java.time.Period;

/**
 * Who answers for an offer, and until when.
 *
 * @param review the last day on which it is shown without having been looked at again; UTC
 * @param at where the day stands in the file
 */
public record Ownership(PersonId owner, LocalDate review, SourcePosition at) {
  /** How long ahead its owner is told. */
  public static final Period NOTICE = Period.ofDays(30);

  /** How an offer stands on a day. */
  public enum Standing {
    GOOD,
    /** To be looked at soon. */
    DUE,
    /** Not shown any more, until it was looked at. */
    OVER
  }

  public Standing on(LocalDate day) {
    if (day.isAfter(review)) {
      return Standing.OVER;
    }
    return day.isBefore(review.minus(NOTICE)) ? Standing.GOOD : Standing.DUE;
  }
}
