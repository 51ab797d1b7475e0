package dev.deskhand.bot.resolution;

import dev.deskhand.bot.message.Attachment;
import java.time.Instant;
import java.util.List;

/**
 * What was asked, checked, decided, done, and what came of it. Derived from the journal, never
 * typed by hand; equal histories give equal resolutions.
 *
 * @param asked in the requester's own words
 * @param files what steps saw where it is too long for the timeline, for the desk's people
 * @param outcome for the desk's people
 * @param forRequester for the requester, in plain words
 */
public record Resolution(
    String asked,
    List<Entry> timeline,
    List<Attachment> files,
    String outcome,
    String forRequester,
    Instant endedAt) {

  /**
   * Something that happened.
   *
   * @param what for the desk's people, with who decided and why
   */
  public record Entry(Instant at, Kind kind, String what) {}

  /** What kind of thing happened. */
  public enum Kind {
    ASKED,
    CHECKED,
    DECIDED,
    DONE,
    FAILED
  }

  public Resolution {
    timeline = List.copyOf(timeline);
    files = List.copyOf(files);
  }
}
