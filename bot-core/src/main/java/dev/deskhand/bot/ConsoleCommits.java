package dev.deskhand.bot;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Principal;
import java.time.InstantSource;
import java.util.function.Function;

/** Commits what somebody did by a door of the console, and notes by which. Thread-safe. */
final class ConsoleCommits {
  private final Journal journal;
  private final Turns turns;
  private final Console.Entrance entrance;
  private final InstantSource clock;

  ConsoleCommits(Journal journal, Turns turns, Console.Entrance entrance, InstantSource clock) {
    this.journal = journal;
    this.turns = turns;
    this.entrance = entrance;
    this.clock = clock;
  }

  /**
   * What came of a call.
   *
   * @param isNoted false if nothing of it is to be written
   */
  record Heard<T>(T answer, boolean isNoted) {}

  /** Decides and commits, anew where what it was decided from has changed meanwhile. */
  <T> T commit(Principal by, String what, Function<Append.Builder, T> decision) {
    return commitIfNoted(by, what, append -> new Heard<>(decision.apply(append), true));
  }

  /** The same, where the decision says whether it is written. */
  <T> T commitIfNoted(Principal by, String what, Function<Append.Builder, Heard<T>> decision) {
    return turns.take(
        () -> {
          Append.Builder append = Append.in(by.tenant());
          Heard<T> heard = decision.apply(append);
          if (heard.isNoted()) {
            journal.append(append.audit(entry(by, what)).build());
          }
          return heard.answer();
        });
  }

  private AuditEntry entry(Principal by, String what) {
    return new AuditEntry(
        Micros.now(clock),
        by.id().value(),
        by.limit().isPresent() ? "api" : entrance.audited(),
        what,
        AuditEntry.Grounds.of(
            by.limit().map(limit -> "by the token " + limit.token()).orElse(entrance.ground())),
        AuditEntry.Consequence.NONE);
  }
}
