package dev.deskhand.bot.trigger;

import java.time.ZoneId;

/** When something is begun, again and again. */
public record Schedule(Cron cron, ZoneId zone, Missed missed, Overlap overlap) {

  /** What is done about times that passed while nothing ran; both are recorded. */
  public enum Missed {
    /** Begin once for all of them. */
    RUN_ONCE,
    SKIP
  }

  /** What is done when the run before is still going on. */
  public enum Overlap {
    SKIP,
    /** Begin when that one has ended, one after another. */
    QUEUE,
    ALLOW
  }
}
