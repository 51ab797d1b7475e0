package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.RunId;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot says about emergencies, in the voice of {@link Replies}. */
public final class GlassReplies {
  private GlassReplies() {}

  public static Message open(List<Emergency> emergencies) {
    return Message.text(
        emergencies.isEmpty()
            ? "No emergency that you may know of waits for a review."
            : emergencies.stream().map(GlassReplies::line).collect(Collectors.joining("\n"))
                + "\n**review RUN why** closes one.");
  }

  private static String line(Emergency emergency) {
    return "`"
        + emergency.run()
        + "` "
        + emergency.runbook()
        + " by **"
        + emergency.by()
        + "**, "
        + emergency.since()
        + ": "
        + emergency.why();
  }

  public static Message noSuchReview(RunId run) {
    return Message.text("Nothing of `" + run + "` waits for a review.");
  }
}
