package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Understanding;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.TreeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request comes to. A plan has no effects; whether it may be done is decided next. */
public sealed interface Plan {

  /** Whether files that came with a message are not looked into, and nothing says so yet. */
  default boolean leaves(Inbound.ChatMessage message) {
    boolean isTold =
        switch (this) {
          case Continue(Continuation.Give _), OpenTicket _, Relay _, WhichTicket _ -> true;
          default -> message.text().value().isBlank();
        };
    return !message.files().isEmpty() && !isTold;
  }

  /** The same with files that belong to a ticket. */
  default Plan carrying(List<GivenFile> files) {
    return switch (this) {
      case OpenTicket(Personal about, _) -> new OpenTicket(about, files);
      case Relay relay -> new Relay(relay.ticket(), relay.text(), joined(relay.files(), files));
      case WhichTicket which ->
          new WhichTicket(which.tickets(), which.text(), joined(which.files(), files));
      default -> this;
    };
  }

  private static List<GivenFile> joined(List<GivenFile> before, List<GivenFile> now) {
    return Stream.concat(before.stream(), now.stream()).toList();
  }

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

  /**
   * What a sentence comes to that was read anew.
   *
   * @param edition of the catalogue by which it was read
   */
  record OfSentence(Personal text, Understanding understanding, ContentVersion edition, Plan then)
      implements Plan {
    private static final int MOST_CHARACTERS = 2_000;

    /** What is remembered of it. */
    public ConversationEvent.SentenceRead read(PersonId by) {
      String whole = text.value();
      Map<String, Personal> slots = new HashMap<>();
      found().forEach(it -> slots.put(it.name(), new Personal(text.subject(), it.value())));
      return new ConversationEvent.SentenceRead(
          by,
          new Personal(
              text.subject(), whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS))),
          came(),
          understanding.likeliest(),
          slots,
          edition.sha256());
    }

    private ConversationEvent.Came came() {
      return switch (understanding.interpretation()) {
        case Interpretation.Understood _ -> ConversationEvent.Came.UNDERSTOOD;
        case Interpretation.Ambiguous _ -> ConversationEvent.Came.UNSURE;
        case Interpretation.Unrecognized _ -> ConversationEvent.Came.UNKNOWN;
      };
    }

    private List<Slot> found() {
      return switch (understanding.interpretation()) {
        case Interpretation.Understood understood -> understood.slots();
        case Interpretation.Ambiguous ambiguous -> ambiguous.slots();
        case Interpretation.Unrecognized _ -> List.of();
      };
    }
  }

  /**
   * Start a runbook with what is known of its inputs.
   *
   * @param assent how it was asked for; what was inferred is shown first, if it changes anything
   * @param confirmed the digest of the plan that they were shown and said yes to
   */
  record StartRunbook(
      RunbookId runbook,
      Map<String, String> given,
      Personal request,
      Optional<OfferName> offer,
      Assent assent,
      Optional<String> confirmed)
      implements Plan {
    public StartRunbook {
      given = Map.copyOf(given);
    }

    /** One that was not chosen from the catalogue. */
    public StartRunbook(
        RunbookId runbook, Map<String, String> given, Personal request, Assent assent) {
      this(runbook, given, request, Optional.empty(), assent, Optional.empty());
    }

    /** The same with other values. */
    public StartRunbook with(Map<String, String> values, Assent assent) {
      return new StartRunbook(runbook, values, request, offer, assent, confirmed);
    }
  }

  /**
   * Begin the same that this person was shown or began last here, for something else.
   *
   * @param other as they called it
   */
  record Again(String other, Way way, Personal request) implements Plan {
    /** How it was said. */
    public enum Way {
      /** "The same for …": whatever stands there is meant. */
      SAME,
      /** "… too": only a name that is known can be meant. */
      ALSO,
      /** "No, …": the same, or it is a no. */
      INSTEAD
    }
  }

  /** Ask for an input once more that was asked for before this one. */
  record AskAgain(ConversationEvent.InputAsked asked, From from) implements Plan {
    /** For which. */
    public enum From {
      BEFORE,
      BEGINNING
    }
  }

  /** Let a person do what inputs were asked for. */
  record CallPerson(Personal request) implements Plan {}

  /**
   * Show what can be chosen.
   *
   * @param words by which it is looked for; all of it where there are none
   * @param page from 0
   */
  record Browse(String words, int page) implements Plan {}

  /** Show an offer's button to everybody who reads along. */
  record Pin(OfferName offer) implements Plan {}

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

  /** Tell what this person has asked for, the newest first. */
  record ListOwn() implements Plan {}

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

  /**
   * Tell the desk's people what could be done, since nobody verified asks for it.
   *
   * @param given the values that a trigger has for it
   */
  record Suggest(TicketRef ticket, Intent intent, Map<String, String> given) implements Plan {
    public Suggest {
      given = Map.copyOf(given);
    }
  }

  /** The same of what could be offered to whoever the ticket is of. */
  record SuggestOffer(TicketRef ticket, OfferName offer, String title) implements Plan {}

  /**
   * Answer a ticket with an offer, since a trigger says so.
   *
   * @param given values that the link fixes
   * @param service that acts
   */
  record OfferForTicket(
      TriggerName trigger,
      OfferName offer,
      Map<String, String> given,
      Principal service,
      Principal requester,
      TicketRef ticket)
      implements Plan {
    public OfferForTicket {
      given = Map.copyOf(given);
    }
  }

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

  /** Start a runbook for a ticket, since somebody of the desk says so. */
  record RunForTicket(
      TicketRef ticket, RunbookId runbook, Map<String, String> given, Personal request)
      implements Plan {
    public RunForTicket {
      given = Map.copyOf(given);
    }
  }

  /** Open a ticket of whoever says so. */
  record OpenTicket(Personal about, List<GivenFile> files) implements Plan {
    public OpenTicket {
      files = List.copyOf(files);
    }

    /** One without files. */
    public OpenTicket(Personal about) {
      this(about, List.of());
    }
  }

  /** Pass on what somebody says to the desk's people, who have the ticket. */
  record Relay(TicketRef ticket, Personal text, List<GivenFile> files) implements Plan {
    public Relay {
      files = List.copyOf(files);
    }

    /** One without files. */
    public Relay(TicketRef ticket, Personal text) {
      this(ticket, text, List.of());
    }
  }

  /** Ask which ticket somebody's words and files are for. */
  record WhichTicket(List<TicketRef> tickets, Personal text, List<GivenFile> files)
      implements Plan {
    public WhichTicket {
      tickets = List.copyOf(tickets);
      files = List.copyOf(files);
    }
  }

  /** Nothing is said and nothing is done. */
  record Ignore(String outcome) implements Plan {}
}
