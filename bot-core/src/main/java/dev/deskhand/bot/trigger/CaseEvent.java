package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.trigger.Verdict.Answer;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.WalkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the bot makes of what happens to a ticket. */
public sealed interface CaseEvent {

  /**
   * An event was looked at.
   *
   * @param delivery its source and delivery id, as {@code rt/it 1234}
   * @param verdicts of every trigger
   * @param outcome what came of it, in a few words
   * @param walk that it began
   * @param run that a trigger began for it
   */
  record Considered(
      String delivery,
      TicketChange change,
      List<Verdict> verdicts,
      String outcome,
      Optional<WalkId> walk,
      Optional<RunId> run)
      implements CaseEvent {
    public Considered {
      verdicts = List.copyOf(verdicts);
    }

    /** The trigger that answered. */
    public Optional<TriggerName> answeredBy() {
      return verdicts.stream()
          .filter(verdict -> verdict.answer() == Answer.MATCHED)
          .map(Verdict::trigger)
          .findFirst();
    }

    boolean isCreation() {
      return change == TicketChange.CREATED;
    }
  }

  /**
   * A conversation is about it, too.
   *
   * @param whose what they say there reaches the ticket while the desk's people have it
   */
  record Linked(ConversationId where, PersonId whose) implements CaseEvent {}

  /**
   * Somebody of the desk works on it in a conversation with the bot.
   *
   * @param where what is written publicly on the ticket is said there
   */
  record Taken(ConversationId where, PersonId by) implements CaseEvent {}

  /**
   * A change was told that may be told again, under another delivery id.
   *
   * @param what kind of change it is, and of which field
   * @param mark of what the field was and became; one of 256, so that it gives neither away
   * @param at when it happened, by the desk's clock
   */
  record Heard(String what, String mark, Instant at) implements CaseEvent {
    /** Within which two tellings are of one change. */
    private static final Duration SAME = Duration.ofSeconds(3);

    boolean isSame(Heard other) {
      return mark.equals(other.mark) && Duration.between(at, other.at).abs().compareTo(SAME) <= 0;
    }
  }

  /**
   * Somebody gave files for it.
   *
   * @param delivery that carried them
   */
  record FilesKept(String delivery, PersonId by, List<KeptFile> files) implements CaseEvent {
    public FilesKept {
      files = List.copyOf(files);
    }
  }

  /** Somebody of the desk took or answered the ticket. */
  record Yielded(String why) implements CaseEvent {}

  /** It was closed, or merged into another. */
  record Closed(String why) implements CaseEvent {}

  /** The bot may work on it again. */
  record Resumed(String why) implements CaseEvent {}
}
