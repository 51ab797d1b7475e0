package dev.deskhand.bot;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;

/** What the bot says where nobody asked it: about what triggers began, and what they could not. */
public final class TriggerReplies {
  private TriggerReplies() {}

  /** For the desk's people, when a trigger answered and could not begin what it wanted. */
  public static String triggerStopped(TriggerName trigger, String reason) {
    return "Deskhand's trigger '"
        + trigger
        + "' answers this ticket, but nothing was begun: "
        + reason;
  }

  /** For the owner of a service, when what it began did not succeed and nobody else hears of it. */
  public static Message triggeredRunFailed(RunId id, Run run, RunEvent.RunEnded ended) {
    return Message.text(
        "**"
            + run.plan().title()
            + "**, begun by "
            + run.request().requester()
            + " as run `"
            + id
            + "`, did not succeed: "
            + ended.reason());
  }

  /** For the requester, when somebody of the desk has taken over in the middle of a walk. */
  public static String takenOver() {
    return "A colleague is looking after your ticket now, so we stop here.";
  }
}
