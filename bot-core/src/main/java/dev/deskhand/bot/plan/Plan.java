package dev.deskhand.bot.plan;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.WalkId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request comes to. A plan has no effects; whether it may be done is decided next. */
public sealed interface Plan {

  /**
   * Guide somebody through a tree.
   *
   * @param starter who is asked for permission: the person, or the service that acts for a ticket
   * @param asker who answers the questions
   * @param where the questions are asked
   */
  record WalkTree(
      TreeId tree,
      Principal starter,
      Principal asker,
      ConversationId where,
      Optional<TicketRef> ticket,
      Personal request)
      implements Plan {}

  /** Start a runbook with what is known of its inputs. */
  record StartRunbook(
      RunbookId runbook, Map<String, String> given, Personal request, Optional<OfferName> offer)
      implements Plan {
    public StartRunbook {
      given = Map.copyOf(given);
    }

    /** One that was not chosen from the catalogue. */
    public StartRunbook(RunbookId runbook, Map<String, String> given, Personal request) {
      this(runbook, given, request, Optional.empty());
    }
  }

  /**
   * Show what can be chosen.
   *
   * @param words by which it is looked for; all of it where there are none
   * @param page from 0
   */
  record Browse(String words, int page) implements Plan {}

  /**
   * Begin something that was chosen from the catalogue.
   *
   * @param given the values that are known already
   */
  record Choose(Chosen what, Map<String, String> given) implements Plan {
    public Choose {
      given = Map.copyOf(given);
    }
  }

  /** How it was chosen. */
  sealed interface Chosen {
    /**
     * By its name.
     *
     * @param edition of the offer that the button was made for
     */
    record Named(OfferName offer, String edition) implements Chosen {}

    /** By a button or link that was made for it, and signed. */
    record Signed(String token) implements Chosen {}
  }

  /** Go on with something that is under way. */
  record Continue(Continuation what) implements Plan {}

  /** Ask which of these is meant. */
  record Clarify(List<Intent> candidates, List<Slot> slots, Personal request) implements Plan {
    public Clarify {
      candidates = List.copyOf(candidates);
      slots = List.copyOf(slots);
    }
  }

  /** Tell which runs there are, the newest first. */
  record ListRuns() implements Plan {}

  /** Tell how a run stands and what it did. */
  record ShowRun(RunId run) implements Plan {}

  /** Stop effects, or let them go on. */
  record Stop(FreezeVerb verb) implements Plan {}

  /** Tell what is stopped. */
  record ListFrozen() implements Plan {}

  /** Say whose an account is. */
  record Accounts(AccountVerb verb) implements Plan {}

  /** Say who approves for whom. */
  record Delegate(DelegationVerb verb) implements Plan {}

  /** Do or review something past the rules. */
  record Glass(GlassVerb verb, Personal request) implements Plan {}

  /** Tell which tokens there are. */
  record ListTokens() implements Plan {}

  /** End a token. */
  record RevokeToken(TokenId token) implements Plan {}

  /** Tell what this person may do. */
  record Help(String outcome) implements Plan {}

  /** Say something and do nothing. */
  record Decline(Message reply, String outcome) implements Plan {}

  /** What the person was asked about is not wanted any more. */
  record Drop() implements Plan {}

  /** Tell the desk's people what could be done, since nobody verified asks for it. */
  record Suggest(TicketRef ticket, Intent intent) implements Plan {}

  /**
   * Start a runbook for a ticket, since a trigger says so.
   *
   * @param service that acts
   * @param beneficiary the person behind the ticket, if known
   * @param where that person hears of it; else the ticket's own lane, where nobody listens
   */
  record StartForTicket(
      TriggerName trigger,
      RunbookId runbook,
      Map<String, String> given,
      Principal service,
      Optional<PersonId> beneficiary,
      ConversationId where,
      TicketRef ticket,
      Personal request)
      implements Plan {
    public StartForTicket {
      given = Map.copyOf(given);
    }
  }

  /** Nothing is said and nothing is done. */
  record Ignore(String outcome) implements Plan {}

  /** What goes on. */
  sealed interface Continuation {
    /** An answer to a tree's question. */
    record Answer(WalkId walk, NodeId node, int visit, ChoiceId choice, Optional<Personal> said)
        implements Continuation {}

    /** The tree's open question once more, since the answer fits none of its choices. */
    record AskAgain(WalkId walk) implements Continuation {}

    /** Somebody wants to talk to a person. */
    record CallPerson(WalkId walk) implements Continuation {}

    /** Something that is said to a run. */
    record Speak(RunId run, RunVerb verb) implements Continuation {}

    /** The run should be another one; what is different about it is asked next. */
    record AskForChanges(RunId run) implements Continuation {}

    /** The question of a form that is open, once more, where the form itself can't be shown. */
    record AskField(RunId run, StepRef step) implements Continuation {}

    /** One value of a form. */
    record FillIn(RunId run, StepRef step, String field, Said said) implements Continuation {}

    /** How a value was given. */
    sealed interface Said {
      record Text(Personal text) implements Said {}

      /** The one of those offered that has this number, from 0. */
      record Offered(int number) implements Said {}
    }
  }
}
