package dev.deskhand.bot.trigger;

/**
 * What one trigger made of one event.
 *
 * @param reason for people: why it did not answer, or what it began
 */
public record Verdict(TriggerName trigger, Answer answer, String reason) {
  /** Whether it answered. */
  public enum Answer {
    /** This one answers the event. */
    MATCHED,
    PASSED
  }

  static Verdict matched(Trigger trigger, String reason) {
    return new Verdict(trigger.name(), Answer.MATCHED, reason);
  }

  static Verdict passed(Trigger trigger, String reason) {
    return new Verdict(trigger.name(), Answer.PASSED, reason);
  }
}
