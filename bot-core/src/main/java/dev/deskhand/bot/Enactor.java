package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.plan.AccountVerb;
import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.AccountReplies;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.trees.WalkStore;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Begins what a plan says, as far as the policies allow, by adding it to the request's append. Has
 * no effect outside it. Thread-safe.
 */
public final class Enactor {
  private final ConversationStore conversations;
  private final TicketCounter tickets;
  private final WalkStarter walks;
  private final Posts posts;
  private final ChatStarter starter;
  private final TicketRuns ticketRuns;
  private final TriggeredRuns runs;
  private final Continuer continuer;
  private final RunShelf shelf;
  private final ControlDesk controls;
  private final Visible visible;
  private final Counter counter;
  private final TicketOffers ticketOffers;
  private final OpenQuestions questions;
  private final Repeating repeating;
  private final HintNotes hints;

  /**
   * One request in work.
   *
   * @param principal who asks, or the service that acts for a ticket
   * @param conversation where it is answered, as it stands
   */
  record Case(
      Append.Builder append,
      InboxRow row,
      Inbound inbound,
      Principal principal,
      ConversationStore.Stored conversation) {

    ConversationId where() {
      return ConversationId.of(conversation.key().stream());
    }

    /** When it was accepted, where whoever asks is. */
    ZonedDateTime now() {
      return row.acceptedAt().atZone(principal.timeZone());
    }

    /** The key of the answer to this request. */
    String key() {
      return key(row);
    }

    static String key(InboxRow row) {
      return "in-" + row.id().value();
    }

    /** What policies may ask about this request. */
    Map<String, String> circumstances(Optional<String> ticket) {
      Map<String, String> all = new TreeMap<>();
      all.put("channel", inbound.envelope().conversation().channel());
      ticket.ifPresent(it -> all.put("ticket", it));
      if (inbound instanceof Inbound.TicketEvent event) {
        all.put(
            "verification",
            event.ticket().verification().name().toLowerCase(java.util.Locale.ROOT));
      }
      return all;
    }
  }

  /** What begins and continues runs. */
  public record Engines(
      WalkStore walks,
      RunStarter starter,
      TriggeredRuns runs,
      Continuer continuer,
      RunShelf shelf,
      Controls controls,
      Visible visible,
      TicketCounter tickets) {}

  /**
   * What is said about effects as a whole, accounts, tokens, who approves for whom, emergencies,
   * the catalogue, and how sentences are meant.
   */
  public record Controls(
      Stopping stopping,
      Accounts accounts,
      Tokens tokens,
      Delegating delegating,
      BreakGlass glass,
      Reloading reloading,
      Teaching teaching) {}

  public Enactor(
      ConversationStore conversations,
      Library library,
      Gate gate,
      Posts posts,
      Names names,
      Engines engines) {
    this.conversations = conversations;
    this.posts = posts;
    this.visible = engines.visible();
    this.walks = new WalkStarter(engines.walks(), library, gate, posts);
    this.ticketRuns = new TicketRuns(engines.starter(), engines.runs(), visible, gate, posts);
    this.runs = engines.runs();
    this.continuer = engines.continuer();
    this.shelf = engines.shelf();
    this.controls = new ControlDesk(engines.controls());
    this.tickets = engines.tickets();
    this.repeating = new Repeating(engines.shelf(), visible, names);
    this.questions = new OpenQuestions(library, visible, posts);
    this.starter =
        new ChatStarter(
            new ChatStarter.Desk(
                engines.starter(),
                new SaidInputs(names),
                new Confirmations(engines.starter(), posts),
                engines.controls().glass()),
            visible,
            posts);
    this.counter = new Counter(visible.offers());
    this.ticketOffers = new TicketOffers(visible.offers(), gate, posts);
    this.hints = new HintNotes(engines.controls().teaching().hints());
  }

  Posts posts() {
    return posts;
  }

  /** A ticket that somebody names, and the conversation in which they work on it, are told. */
  private String walk(Case at, Plan.WalkTree plan, List<ConversationEvent> events) {
    String outcome = walks.start(at, plan, events);
    boolean isTaken =
        !(at.inbound() instanceof Inbound.TicketEvent)
            && outcome.equals(WalkStarter.begun(WalkStarter.walkOf(at.row())));
    plan.ticket().filter(_ -> isTaken).ifPresent(it -> tickets.taken(at, it, events));
    return outcome;
  }

  /** A run for a ticket that somebody names: it is told like a walk. */
  private String run(Case at, Plan.RunForTicket plan, List<ConversationEvent> events) {
    String outcome = ticketRuns.start(at, plan, events);
    boolean isTaken = events.stream().anyMatch(ConversationEvent.RunBegun.class::isInstance);
    if (isTaken) {
      tickets.taken(at, plan.ticket(), events);
    }
    return outcome;
  }

  /** What begins walks, and ends them for tickets. */
  WalkStarter walks() {
    return walks;
  }

  /** What begins runs for tickets, and leaves them. */
  TriggeredRuns runs() {
    return runs;
  }

  /** Says that files were not looked into, beside whatever else is said. */
  void leaveFiles(Case at) {
    posts.say(at.append(), at.key() + "-files", at.where(), Replies.fileNotAsked(at.principal()));
  }

  /** Enacts a plan; returns its outcome in a few words. */
  String enact(Case at, Plan plan) {
    List<ConversationEvent> events = new ArrayList<>();
    if (at.inbound() instanceof Inbound.ChatMessage message) {
      events.add(new ConversationEvent.Said(at.principal().id(), message.text()));
    }
    Plan meant = meant(at, plan, events);
    String outcome = enact(at, meant, events);
    posts.point(at);
    questions.close(at, meant, events);
    hints.note(at, meant, events);
    conversations.write(at.append(), at.conversation(), events);
    return outcome;
  }

  /** What is begun in the end: behind a sentence, a choice from the catalogue, a repetition. */
  private Plan meant(Case at, Plan plan, List<ConversationEvent> events) {
    return switch (plan) {
      case Plan.OfSentence sentence -> {
        events.add(sentence.read(at.principal().id()));
        yield sentence.then();
      }
      case Plan.Again again -> repeating.plan(at, again);
      case Plan.Choose choose -> counter.chosen(at.principal(), at.where(), choose);
      case Plan.AskAgain again ->
          Returning.plan(
              again,
              visible.runbook(at.principal(), again.asked().runbook(), again.asked().offer()));
      case Plan other -> other;
    };
  }

  private String enact(Case at, Plan plan, List<ConversationEvent> events) {
    return switch (plan) {
      case Plan.WalkTree walk -> walk(at, walk, events);
      case Plan.StartRunbook start -> starter.start(at, start, events);
      case Plan.Glass glass -> starter.glass(at, glass, events);
      case Plan.StartForTicket start -> ticketRuns.triggered(at, start, events);
      case Plan.RunForTicket run -> run(at, run, events);
      case Plan.OfferForTicket offer -> ticketOffers.send(at, offer);
      case Plan.Browse browse ->
          tell(at, counter.shown(at.principal(), browse.words(), browse.page()));
      case Plan.Pin pin -> pin(at, pin);
      case Plan.Continue next -> continuer.go(at, next.what(), events);
      case Plan.Clarify clarify -> clarify(at, clarify, events);
      case Plan.Help help -> {
        whisper(at, Replies.help(visible.runbooks(at.principal())));
        yield help.outcome();
      }
      case Plan.Decline decline -> {
        say(at, decline.reply());
        yield decline.outcome();
      }
      case Plan.Drop _ -> drop(at, events);
      case Plan.ListRuns _ -> tell(at, RunReplies.list(shelf.recent(at.principal())));
      case Plan.ListOwn _ -> tell(at, RunReplies.requests(shelf.requestedBy(at.principal())));
      case Plan.ShowRun show ->
          tell(
              at,
              shelf
                  .find(at.principal(), show.run())
                  .map(it -> RunReplies.shown(it, shelf.files(at.principal(), it)))
                  .orElseGet(Replies::noSuchRun));
      case Plan.Stop stop -> tell(at, controls.stop(at.append(), at.principal(), stop.verb()));
      case Plan.ListFrozen _ -> tell(at, controls.frozen(at.principal()));
      case Plan.Accounts(AccountVerb verb) -> tell(at, controls.accounts(at, verb));
      case Plan.Delegate(DelegationVerb verb) ->
          tell(at, controls.delegations(at.append(), at.principal(), verb));
      case Plan.ListTokens _ -> tell(at, controls.tokens(at.principal()));
      case Plan.RevokeToken(TokenId token) ->
          tell(at, controls.revoke(at.append(), at.principal(), token));
      case Plan.OpenTicket open -> tickets.open(at, open);
      case Plan.CallPerson(var request) -> {
        events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        yield tickets.open(at, new Plan.OpenTicket(request));
      }
      case Plan.Relay relay -> tickets.relay(at, relay);
      case Plan.WhichTicket which -> tickets.which(at, which, events);
      case Plan.Suggest(TicketRef ticket, Intent intent, var given) ->
          suggest(at, ticket, Replies.suggestion(ticket, intent, given));
      case Plan.SuggestOffer(TicketRef ticket, OfferName offer, String title) ->
          suggest(at, ticket, TriggerReplies.suggestion(offer, title));
      case Plan.Ignore ignore -> ignore.outcome();
      case Plan.OfSentence _, Plan.Again _, Plan.Choose _, Plan.AskAgain _ ->
          throw new IllegalStateException("only what it comes to can be done: " + plan);
    };
  }

  /**
   * Answers somebody whose account nobody knows.
   *
   * @param code what they enter to become known
   */
  String answerStranger(
      Append.Builder append, InboxRow row, Inbound inbound, Optional<String> code) {
    Account account = inbound.envelope().sender();
    if (code.isEmpty()) {
      posts.answer(append, row, inbound, AccountReplies.unknown(account));
      return "unknown account";
    }
    ControlDesk.Told told = controls.enter(append, account, code.get());
    posts.answer(append, row, inbound, told.message());
    return told.outcome();
  }

  /** Says once that it is too much; what comes after that is only noted. */
  String tooMuch(
      Append.Builder append, InboxRow row, Inbound inbound, RequestMeter.Taken.Beyond beyond) {
    if (beyond.telling() == RequestMeter.Telling.NOW) {
      posts.answer(append, row, inbound, Replies.tooMuch(beyond));
    }
    return "not worked: more than " + beyond.rate() + ", until " + beyond.until();
  }

  void apologise(Append.Builder append, InboxRow row, Inbound inbound) {
    posts.answer(append, row, inbound, Replies.somethingBroke());
  }

  private String drop(Case at, List<ConversationEvent> events) {
    events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
    say(
        at,
        at.conversation().conversation().openFor(at.principal().id()).orElse(null)
                instanceof Question.FieldOf(var field)
            ? RunReplies.fieldDropped(field.run(), field.step())
            : Replies.dropped(at.principal()));
    return "dropped";
  }

  /** What somebody looks up is theirs to read: others may see less of it, or nothing. */
  private String tell(Case at, Message message) {
    whisper(at, message);
    return "looked";
  }

  private String pin(Case at, Plan.Pin plan) {
    Optional<Message> pinned = counter.pinned(at.principal(), plan.offer());
    if (pinned.isEmpty()) {
      return tell(at, OfferReplies.gone());
    }
    say(at, pinned.get());
    return "pinned offer " + plan.offer();
  }

  private String tell(Case at, ControlDesk.Told told) {
    if (told.isPrivate()) {
      whisper(at, told.message());
    } else {
      say(at, told.message());
    }
    return told.outcome();
  }

  private String clarify(Case at, Plan.Clarify plan, List<ConversationEvent> events) {
    List<Intent> offered = visible.of(at.principal(), plan.candidates());
    if (offered.isEmpty()) {
      say(at, Replies.notUnderstood(at.principal()));
      return "none of " + plan.candidates().size() + " is theirs to see";
    }
    ConversationEvent.ChoiceOffered asked =
        new ConversationEvent.ChoiceOffered(
            at.principal().id(), offered, plan.slots(), plan.request(), Optional.of(at.key()));
    events.add(asked);
    say(at, Replies.whichOf(at.principal(), asked));
    return "asked which of " + offered.size();
  }

  private String suggest(Case at, TicketRef ticket, String text) {
    posts.note(at.append(), at.key(), ticket, Visibility.INTERNAL, text);
    return "suggested on the ticket";
  }

  private void whisper(Case at, Message message) {
    posts.whisper(at, message);
  }

  private void say(Case at, Message message) {
    posts.answer(at, message);
  }
}
