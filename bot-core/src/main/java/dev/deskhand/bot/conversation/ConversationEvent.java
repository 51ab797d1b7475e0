package dev.deskhand.bot.conversation;

import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.WalkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What happens in a conversation. */
public sealed interface ConversationEvent {
  /** Hex digits: few, for they stand in each of many buttons. */
  int MARK = 8;

  /** Somebody said something to the bot. */
  record Said(PersonId by, Personal text) implements ConversationEvent {}

  /**
   * A sentence was read, as what begins something: what it was taken for.
   *
   * @param text what was read of it
   * @param likeliest the likeliest intents, at most three
   * @param slots the values that were found in it
   * @param edition the catalogue that was known then
   */
  record SentenceRead(
      PersonId by,
      Personal text,
      Came came,
      List<Explanation.Likely> likeliest,
      Map<String, Personal> slots,
      String edition)
      implements ConversationEvent {
    public SentenceRead {
      likeliest = List.copyOf(likeliest);
      slots = Map.copyOf(slots);
    }
  }

  /** What came of reading a sentence. */
  enum Came {
    UNDERSTOOD,
    /** Which of several was meant was asked. */
    UNSURE,
    /** It was like nothing that is known. */
    UNKNOWN
  }

  /**
   * Somebody is being guided.
   *
   * @param request what was asked, in their own words
   */
  record WalkBegun(WalkId walk, PersonId asker, Optional<TicketRef> ticket, Personal request)
      implements ConversationEvent {}

  /** Somebody's runbook was begun, or waits for approval. */
  record RunBegun(RunId run, PersonId requester, Personal request) implements ConversationEvent {}

  /** Somebody's ticket was opened here. */
  record TicketLinked(PersonId whose, TicketRef ticket) implements ConversationEvent {}

  /**
   * Somebody was asked which of these they mean.
   *
   * @param post the key of the message that asks; events of before don't tell it
   */
  record ChoiceOffered(
      PersonId to,
      List<Intent> candidates,
      List<Slot> slots,
      Personal request,
      Optional<String> post)
      implements ConversationEvent {
    public ChoiceOffered {
      candidates = List.copyOf(candidates);
      slots = List.copyOf(slots);
    }

    /** Tells this very question from any other, for its buttons; without what was said. */
    public String mark() {
      return ConversationEvent.mark(
          post, candidates.stream().map(it -> it.kind() + " " + it.id()).toList());
    }
  }

  /**
   * The values that were offered for an input.
   *
   * @param values none where there are too many to offer
   * @param post the key of the message that asks; events of before don't tell it
   */
  record Offered(List<String> values, Optional<String> post) {
    public Offered {
      values = List.copyOf(values);
    }
  }

  /**
   * Somebody was asked for an input of a runbook.
   *
   * @param given the inputs known so far
   * @param offer what it was chosen from, if anything
   * @param values those that were offered, and where
   * @param assent how the runbook was asked for; where nothing was noted, in a sentence
   */
  record InputAsked(
      PersonId of,
      RunbookId runbook,
      Map<String, String> given,
      String input,
      Personal request,
      Optional<OfferName> offer,
      Optional<Offered> values,
      Optional<Assent> assent)
      implements ConversationEvent {
    private static final int DIGEST = 16;

    public InputAsked {
      given = Map.copyOf(given);
    }

    /** The values that can be chosen by their place. */
    public List<String> offered() {
      return values.map(Offered::values).orElse(List.of());
    }

    /** The key of the message that asks, as far as it is known. */
    public Optional<String> post() {
      return values.flatMap(Offered::post);
    }

    /** Tells this question from others of the same person; without what was said. */
    public String digest() {
      return Sha256.hex(runbook + "\n" + input + "\n" + new TreeMap<>(given)).substring(0, DIGEST);
    }

    /** Tells this very question, with what it offers, from any other, for its buttons. */
    public String mark() {
      List<String> asked = new ArrayList<>(offered());
      asked.add(digest());
      return ConversationEvent.mark(post(), asked);
    }

    /** One that was said in a sentence, and may be anything. */
    public InputAsked(
        PersonId of, RunbookId runbook, Map<String, String> given, String input, Personal request) {
      this(
          of, runbook, given, input, request, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** How somebody asked for a runbook. */
  enum Assent {
    /** They chose it, or wrote a command: it is what they mean. */
    EXPRESS,
    /** A sentence of theirs was understood so: it may be something else. */
    INFERRED
  }

  /**
   * Somebody was shown what a sentence of theirs was understood as, and asked whether to begin it.
   *
   * @param given the inputs as they were understood
   * @param offer what it was chosen from before, if anything
   * @param id of this very question, for its buttons
   * @param digest of the plan that was shown
   * @param at when they said it
   */
  record ConfirmationAsked(
      PersonId of,
      RunbookId runbook,
      Map<String, String> given,
      Personal request,
      Optional<OfferName> offer,
      String id,
      String digest,
      Instant at)
      implements ConversationEvent {
    public ConfirmationAsked {
      given = Map.copyOf(given);
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

  /**
   * Somebody was asked which of their tickets words of theirs are for.
   *
   * @param files that came with them
   * @param post the key of the message that asks
   */
  record TicketAsked(
      PersonId of, List<TicketRef> tickets, Personal text, List<GivenFile> files, String post)
      implements ConversationEvent {
    public TicketAsked {
      tickets = List.copyOf(tickets);
      files = List.copyOf(files);
    }
  }

  private static String mark(Optional<String> post, List<String> asked) {
    String all = post.orElse("") + "\n" + String.join("\n", asked);
    return Sha256.hex(all).substring(0, MARK);
  }

  /** What somebody was asked is answered, or beside the point by now. */
  record QuestionSettled(PersonId of) implements ConversationEvent {}
}
