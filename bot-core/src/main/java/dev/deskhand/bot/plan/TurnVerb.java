package dev.deskhand.bot.plan;

/** What somebody can say to a walk at any moment, whatever its tree provides for. */
public enum TurnVerb {
  /** To the question before. */
  BACK,
  /** From the first question on. */
  OVER,
  /** To a person. */
  PERSON,
  /** Not at all. */
  STOP
}
