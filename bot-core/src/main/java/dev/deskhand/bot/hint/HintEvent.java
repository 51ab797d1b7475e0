package dev.deskhand.bot.hint;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import java.util.List;

/** What happens to a hint. */
public sealed interface HintEvent {
  /** Of which hint of its stream. */
  String id();

  /**
   * A sentence was not understood, or not rightly.
   *
   * @param offered what it was taken for, if anything
   */
  record Missed(String id, Personal text, Cause cause, List<Intent> offered) implements HintEvent {
    public Missed {
      offered = List.copyOf(offered);
    }
  }

  /** Whoever said it showed what it meant. */
  record Meant(String id, Intent intent, How how) implements HintEvent {}

  /** Somebody said whether it is learnt. */
  record Judged(String id, PersonId by, Verdict verdict) implements HintEvent {}

  /** Why it is a hint. */
  enum Cause {
    /** They were asked which of several they meant. */
    UNSURE,
    /** They said no to what it was taken for. */
    REFUSED,
    /** It was like nothing that is known. */
    UNKNOWN
  }

  /** How they showed what it meant. */
  enum How {
    /** By one of the buttons that were offered. */
    PICKED,
    /** By another sentence. */
    CORRECTED,
    /** By a command, or from the catalogue. */
    STARTED
  }

  /** What became of it. */
  enum Verdict {
    APPROVED,
    REJECTED
  }
}
