package dev.deskhand.bot;

import dev.deskhand.bot.Teaching.Heard;
import dev.deskhand.bot.Teaching.Lesson;
import dev.deskhand.bot.hint.Hints;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the command line and the portal do about sentences that were not understood. Each call is
 * one commit, or none. Thread-safe.
 */
public final class TeachingConsole {
  private final ConsoleCommits commits;
  private final Teaching teaching;

  TeachingConsole(ConsoleCommits commits, Teaching teaching) {
    this.commits = commits;
    this.teaching = teaching;
  }

  /** What waits for a yes or no, the newest first; empty for whoever may not look at it. */
  public Optional<List<Hints.Asked>> open(Principal by) {
    return teaching.open(by);
  }

  /** One of those; empty where it is judged, or for whoever may not look at it. */
  public Optional<Hints.Asked> find(Principal by, String id) {
    return teaching.find(by, id);
  }

  /** What sentences can mean. */
  public List<Intent> intents() {
    return teaching.intents();
  }

  /** What a lesson would change; nothing is written but a refusal. */
  public Heard tried(Principal by, String id, Lesson lesson) {
    return refusalKept(by, append -> teaching.tried(append, by, id, lesson));
  }

  /** Says yes to a lesson as it was shown; see {@link Teaching#approve}. */
  public Heard approve(Principal by, String id, Lesson lesson, String digest) {
    Heard heard = refusalKept(by, append -> teaching.approve(append, by, id, lesson, digest));
    return heard instanceof Heard.Approved approved
        ? commits.commit(
            by, "approval of hint " + id, append -> teaching.note(append, by, id, approved))
        : heard;
  }

  /** Says no to what a sentence may have meant. */
  public Heard reject(Principal by, String id) {
    return commits.commitIfNoted(
        by,
        "rejection of hint " + id,
        append -> {
          Heard heard = teaching.reject(append, by, id);
          return new ConsoleCommits.Heard<>(
              heard, heard instanceof Heard.Rejected || heard instanceof Heard.Refused);
        });
  }

  /** Decides outside of any commit, since it may take long; a refusal is decided again in one. */
  private Heard refusalKept(Principal by, Function<Append.Builder, Heard> decision) {
    Heard heard = decision.apply(Append.in(by.tenant()));
    return heard instanceof Heard.Refused ? commits.commit(by, "teaching", decision) : heard;
  }
}
