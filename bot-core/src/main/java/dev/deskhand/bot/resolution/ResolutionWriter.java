package dev.deskhand.bot.resolution;

import dev.deskhand.bot.resolution.Resolution.Entry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a resolution down: once for the desk's people, once for the requester. Pure. */
public final class ResolutionWriter {
  private static final int LONGEST_ASKED = 2_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ResolutionWriter() {}

  /** The whole story with its evidence, as plain text. */
  public static String internal(Resolution resolution) {
    StringBuilder out = new StringBuilder();
    out.append("Resolution, ").append(DAY.format(resolution.endedAt())).append(" (UTC)\n");
    out.append("Asked: ").append(shortened(resolution.asked())).append('\n');
    for (Entry entry : resolution.timeline()) {
      out.append(TIME.format(entry.at())).append("  ").append(label(entry)).append(entry.what());
      out.append('\n');
    }
    return out.append("Outcome: ").append(resolution.outcome()).toString();
  }

  /** What the requester reads: no states of accounts, no names of approvers. */
  public static String forRequester(Resolution resolution) {
    return resolution.forRequester();
  }

  /** People paste whole logs; the desk keeps them where they were sent. */
  private static String shortened(String asked) {
    return asked.length() <= LONGEST_ASKED
        ? asked
        : asked.substring(0, LONGEST_ASKED)
            + " ["
            + (asked.length() - LONGEST_ASKED)
            + " more characters]";
  }

  private static String label(Entry entry) {
    return switch (entry.kind()) {
      case ASKED -> "asked    ";
      case CHECKED -> "checked  ";
      case DECIDED -> "decided  ";
      case DONE -> "done     ";
      case FAILED -> "failed   ";
    };
  }
}
