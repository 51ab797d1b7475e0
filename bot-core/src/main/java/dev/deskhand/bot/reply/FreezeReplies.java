package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Freeze;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the bot says about effects that are stopped, in the voice of {@link Replies}. */
public final class FreezeReplies {
  private static final int MOST_LINES = 20;

  private FreezeReplies() {}

  /** Without a full stop. */
  public static String line(Freeze.Frozen frozen) {
    return "`"
        + frozen.scope()
        + "` is frozen since "
        + frozen.since()
        + " by "
        + frozen.by()
        + ": "
        + frozen.why();
  }

  /** Follows what is said of a freeze; empty where there is no doubt what is meant. */
  public static String warning(Optional<String> doubt) {
    return doubt.map(why -> "\n**Nothing may be stopped by it**: " + why).orElse("");
  }

  public static Message stopped(
      Freeze.Frozen frozen, Optional<String> doubt, List<StoredRun> before) {
    return Message.text(
        "No new effect of `"
            + frozen.scope()
            + "` begins from now on. Somebody else can lift it: **unfreeze "
            + frozen.scope()
            + " why**."
            + warning(doubt)
            + inFlight(before));
  }

  public static Message lifted(Freeze.Frozen frozen) {
    return Message.text("`" + frozen.scope() + "` goes on.");
  }

  /** What is stopped, and what was dispatched before and has no result. */
  public static Message standing(List<Freeze.Frozen> stopped, List<StoredRun> before) {
    List<String> lines = new ArrayList<>();
    stopped.forEach(frozen -> lines.add(line(frozen)));
    return Message.text(
        (lines.isEmpty() ? "Nothing is frozen." : String.join("\n", lines)) + inFlight(before));
  }

  private static String inFlight(List<StoredRun> runs) {
    if (runs.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nUnder way, and not to be called back:");
    runs.stream()
        .limit(MOST_LINES)
        .forEach(
            stored ->
                stored
                    .run()
                    .inFlight()
                    .forEach(
                        step ->
                            text.append("\n`")
                                .append(stored.id())
                                .append("` ")
                                .append(RunReplies.describe(stored.run(), step))));
    if (runs.size() > MOST_LINES) {
      text.append("\nand ").append(runs.size() - MOST_LINES).append(" more runs");
    }
    return text.toString();
  }
}
