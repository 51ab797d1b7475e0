package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.StreamId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StoredRun;

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

  /** For the desk's people, where nobody known for certain asks for what could be offered. */
  public static String suggestion(OfferName offer, String title) {
    return "Deskhand reads this as: "
        + title
        + ". The sender is not known for certain, so nothing was sent to them. To offer it"
        + " yourself, write to Deskhand: /desk pin-offer "
        + offer;
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

  /**
   * For the desk's people, who have a ticket in the middle of a run that a trigger began for it.
   */
  public static String left(StoredRun stored, String why) {
    String begun = "**" + stored.run().plan().title() + "** (run `" + stored.id() + "`)";
    Run run = stored.run();
    if (run.phase() instanceof Run.Phase.Paused) {
      return "Deskhand "
          + (run.isLeftWaiting() ? "pauses " : "leaves it paused: ")
          + begun
          + ", since "
          + why
          + ". What is under way is finished, and nothing further is begun. Not done yet: "
          + String.join("; ", run.remaining())
          + ". It goes on "
          + (isTakenUp(run)
              ? "when the ticket is given back, or opened again after it was closed; or "
              : "")
          + "by `resume "
          + stored.id()
          + "`. `cancel "
          + stored.id()
          + "` takes back what can be taken back.";
    }
    return run.hasChangedNothing()
        ? "Deskhand ends " + begun + ", which has changed nothing, since " + why + "."
        : "Deskhand begins nothing further of "
            + begun
            + ", since "
            + why
            + ". It comes to its end, and what can be taken back is taken back.";
  }

  /** Whether it goes on by itself, once the ticket is given back. */
  private static boolean isTakenUp(Run run) {
    return run.isLeftWaiting()
        && StreamId.parse(run.request().origin()).kind().equals(CaseStore.KIND);
  }

  /** For the desk's people, when it goes on. */
  public static String takenUp(StoredRun stored, String why) {
    return "Deskhand goes on with **"
        + stored.run().plan().title()
        + "** (run `"
        + stored.id()
        + "`), since "
        + why
        + ".";
  }

  /** For the requester, when somebody of the desk has taken over in the middle. */
  public static String takenOver() {
    return "A colleague is looking after your ticket now, so we stop here.";
  }
}
