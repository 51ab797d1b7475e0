package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.hint.HintDecider;
import dev.deskhand.bot.hint.HintEvent;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.journal.Sha256;
import java.util.List;
import java.util.Optional;

/** Notes, beside what a request comes to, what it tells of how sentences are meant. Thread-safe. */
final class HintNotes {
  private static final int ID_DIGITS = 10;

  private final HintStore hints;

  HintNotes(HintStore hints) {
    this.hints = hints;
  }

  /**
   * Adds to the request's append what it tells, if anything.
   *
   * @param plan what it came to
   * @param events what came of it in the conversation
   */
  void note(Enactor.Case at, Plan plan, List<ConversationEvent> events) {
    if (at.inbound() instanceof Inbound.TicketEvent) {
      return;
    }
    HintDecider.Moment moment =
        new HintDecider.Moment(
            "h-" + Sha256.hex(at.append().tenant() + "|" + at.key()).substring(0, ID_DIGITS),
            at.principal().id(),
            at.row().acceptedAt(),
            events,
            refused(at, plan, events),
            begun(plan, events));
    if (!moment.isTelling()) {
      return;
    }
    HintStore.Stored known =
        hints.load(at.append().tenant(), moment.person(), at.row().acceptedAt());
    List<HintEvent> noted = HintDecider.decide(moment, known.hints());
    if (!noted.isEmpty()) {
      hints.write(at.append(), known, noted);
    }
  }

  /** A no to what a sentence was understood as. */
  private static Optional<ConversationEvent.ConfirmationAsked> refused(
      Enactor.Case at, Plan plan, List<ConversationEvent> events) {
    return plan instanceof Plan.Drop && !hasBegun(events)
        ? at.conversation().conversation().confirmationOf(at.principal().id())
        : Optional.empty();
  }

  private static Optional<HintDecider.Begun> begun(Plan plan, List<ConversationEvent> events) {
    if (!hasBegun(events)) {
      return Optional.empty();
    }
    boolean isSaid = events.stream().anyMatch(ConversationEvent.SentenceRead.class::isInstance);
    if (plan instanceof Plan.StartRunbook run) {
      String id = run.runbook().value();
      return Optional.of(
          new HintDecider.Begun(
              new Intent(Intent.Kind.RUNBOOK, id, id),
              run.request().value(),
              run.assent() == Assent.EXPRESS ? HintEvent.How.STARTED : HintEvent.How.CORRECTED));
    }
    return plan instanceof Plan.WalkTree walk
        ? Optional.of(
            new HintDecider.Begun(
                new Intent(Intent.Kind.TREE, walk.tree().value(), walk.tree().value()),
                walk.request().value(),
                isSaid ? HintEvent.How.CORRECTED : HintEvent.How.STARTED))
        : Optional.empty();
  }

  private static boolean hasBegun(List<ConversationEvent> events) {
    return events.stream()
        .anyMatch(
            event ->
                event instanceof ConversationEvent.RunBegun
                    || event instanceof ConversationEvent.WalkBegun);
  }
}
