package dev.deskhand.bot;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Principal;
import java.time.InstantSource;

/** Commits what somebody did by a door of the console, and notes by which. Thread-safe. */
final class ConsoleCommits {
  /** After so many the conflict is told. */
  static final int MOST_CONFLICTS = 20;

  private final Journal journal;
  private final Console.Entrance entrance;
  private final InstantSource clock;

  ConsoleCommits(Journal journal, Console.Entrance entrance, InstantSource clock) {
    this.journal = journal;
    this.entrance = entrance;
    this.clock = clock;
  }

  /** False if what it is about moved on meanwhile: decide anew. */
  boolean isCommitted(Append.Builder append, Principal by, String what, int conflicts) {
    append.audit(
        new AuditEntry(
            Micros.now(clock),
            by.id().value(),
            by.limit().isPresent() ? "api" : entrance.audited(),
            what,
            AuditEntry.Grounds.of(
                by.limit().map(limit -> "by the token " + limit.token()).orElse(entrance.ground())),
            AuditEntry.Consequence.NONE));
    try {
      journal.append(append.build());
      return true;
    } catch (VersionConflictException e) {
      if (conflicts >= MOST_CONFLICTS) {
        throw e;
      }
      return false;
    }
  }
}
