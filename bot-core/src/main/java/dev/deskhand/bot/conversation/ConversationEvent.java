package dev.deskhand.bot.conversation;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.WalkId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens in a conversation. */
public sealed interface ConversationEvent {

  /** Somebody said something to the bot. */
  record Said(PersonId by, Personal text) implements ConversationEvent {}

  /**
   * Somebody is being guided.
   *
   * @param request what was asked, in their own words
   */
  record WalkBegun(WalkId walk, PersonId asker, Optional<TicketRef> ticket, Personal request)
      implements ConversationEvent {}

  /** Somebody's runbook was begun, or waits for approval. */
  record RunBegun(RunId run, PersonId requester, Personal request) implements ConversationEvent {}

  /** Somebody was asked which of these they mean. */
  record ChoiceOffered(PersonId to, List<Intent> candidates, List<Slot> slots, Personal request)
      implements ConversationEvent {
    public ChoiceOffered {
      candidates = List.copyOf(candidates);
      slots = List.copyOf(slots);
    }
  }

  /**
   * Somebody was asked for an input of a runbook.
   *
   * @param given the inputs known so far
   * @param offer what it was chosen from, if anything
   * @param values those that were offered, if there are few
   */
  record InputAsked(
      PersonId of,
      RunbookId runbook,
      Map<String, String> given,
      String input,
      Personal request,
      Optional<OfferName> offer,
      Optional<List<String>> values)
      implements ConversationEvent {
    public InputAsked {
      given = Map.copyOf(given);
      values = values.map(List::copyOf);
    }

    /** One that was not chosen from the catalogue, and may be anything. */
    public InputAsked(
        PersonId of, RunbookId runbook, Map<String, String> given, String input, Personal request) {
      this(of, runbook, given, input, request, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Somebody was asked for a value of a run's form.
   *
   * @param given the values of its other fields, known so far, in their canonical form
   */
  record FieldAsked(PersonId of, RunId run, StepRef step, String field, Map<String, String> given)
      implements ConversationEvent {
    public FieldAsked {
      given = Map.copyOf(given);
    }
  }

  /** Somebody was asked what has to be different about a run that waits for their yes. */
  record ChangesAsked(PersonId of, RunId run) implements ConversationEvent {}

  /** What somebody was asked is answered, or beside the point by now. */
  record QuestionSettled(PersonId of) implements ConversationEvent {}
}
