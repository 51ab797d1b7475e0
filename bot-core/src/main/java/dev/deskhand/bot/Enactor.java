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
import dev.deskhand.bot.plan.AccountVerb;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.WalkStore;
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
  private final WalkStore walks;
  private final Library library;
  private final Gate gate;
  private final Posts posts;
  private final RunStarter starter;
  private final TriggeredRuns runs;
  private final Continuer continuer;
  private final RunShelf shelf;
  private final Stopping stopping;
  private final Visible visible;
  private final Counter counter;
  private final Accounts accounts;
  private final Tokens tokens;

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

    /** The key of the answer to this request. */
    String key() {
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
      Visible visible) {}

  /** What is said about effects as a whole, about accounts, and about tokens. */
  public record Controls(Stopping stopping, Accounts accounts, Tokens tokens) {}

  public Enactor(
      ConversationStore conversations, Library library, Gate gate, Posts posts, Engines engines) {
    this.conversations = conversations;
    this.library = library;
    this.gate = gate;
    this.posts = posts;
    this.walks = engines.walks();
    this.starter = engines.starter();
    this.runs = engines.runs();
    this.continuer = engines.continuer();
    this.shelf = engines.shelf();
    this.stopping = engines.controls().stopping();
    this.accounts = engines.controls().accounts();
    this.tokens = engines.controls().tokens();
    this.visible = engines.visible();
    this.counter = new Counter(visible.offers());
  }

  /** Enacts a plan; returns its outcome in a few words. */
  String enact(Case at, Plan plan) {
    List<ConversationEvent> events = new ArrayList<>();
    if (at.inbound() instanceof Inbound.ChatMessage message) {
      events.add(new ConversationEvent.Said(at.principal().id(), message.text()));
    }
    String outcome =
        switch (plan) {
          case Plan.WalkTree walk -> walk(at, walk, events);
          case Plan.StartRunbook start -> starter.start(at, start, events);
          case Plan.StartForTicket start -> triggered(at, start, events);
          case Plan.Browse browse ->
              tell(at, counter.shown(at.principal(), browse.words(), browse.page()));
          case Plan.Choose choose -> choose(at, choose.what(), events);
          case Plan.Continue next -> continuer.go(at, next.what(), events);
          case Plan.Clarify clarify -> clarify(at, clarify, events);
          case Plan.Help help -> {
            say(at, Replies.help(visible.runbooks(at.principal())));
            yield help.outcome();
          }
          case Plan.Decline decline -> {
            say(at, decline.reply());
            yield decline.outcome();
          }
          case Plan.Drop _ -> drop(at, events);
          case Plan.ListRuns _ -> tell(at, RunReplies.list(shelf.recent(at.principal())));
          case Plan.ShowRun show ->
              tell(
                  at,
                  shelf
                      .find(at.principal(), show.run())
                      .map(RunReplies::shown)
                      .orElseGet(Replies::noSuchRun));
          case Plan.Stop stop -> stop(at, stop.verb());
          case Plan.ListFrozen _ ->
              tell(at, FreezeReplies.standing(stopping.standing(at.principal())));
          case Plan.Accounts(AccountVerb verb) -> accounts(at, verb);
          case Plan.ListTokens _ -> {
            whisper(at, AccountReplies.tokens(tokens.all(at.principal())));
            yield "looked";
          }
          case Plan.RevokeToken(TokenId token) -> revoke(at, token);
          case Plan.Suggest suggest -> suggest(at, suggest);
          case Plan.Ignore ignore -> ignore.outcome();
        };
    conversations.write(at.append(), at.conversation(), events);
    return outcome;
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
      answer(append, row, inbound, AccountReplies.unknown(account));
      return "unknown account";
    }
    return switch (accounts.enter(append, account, code.get())) {
      case Accounts.Entered.Linked(PersonId person) -> {
        answer(append, row, inbound, AccountReplies.linked(person));
        yield "linked to " + person;
      }
      case Accounts.Entered.Refused(String why) -> {
        answer(append, row, inbound, Message.text(why));
        yield "not linked";
      }
    };
  }

  /** Says once that it is too much; what comes after that is only noted. */
  String tooMuch(
      Append.Builder append, InboxRow row, Inbound inbound, RequestMeter.Taken.Beyond beyond) {
    if (beyond.telling() == RequestMeter.Telling.NOW) {
      posts.say(
          append,
          "in-" + row.id().value(),
          inbound.envelope().conversation(),
          Replies.tooMuch(beyond));
    }
    return "not worked: more than " + beyond.rate() + ", until " + beyond.until();
  }

  void apologise(Append.Builder append, InboxRow row, Inbound inbound) {
    answer(append, row, inbound, Replies.somethingBroke());
  }

  private void answer(Append.Builder append, InboxRow row, Inbound inbound, Message message) {
    posts.say(append, "in-" + row.id().value(), inbound.envelope().conversation(), message);
  }

  private String walk(Case at, Plan.WalkTree plan, List<ConversationEvent> events) {
    Optional<Tree> tree = library.tree(plan.tree());
    if (tree.isEmpty()) {
      say(at, Replies.staleButton());
      return "no tree " + plan.tree();
    }
    Optional<String> ticket = plan.ticket().map(Object::toString);
    Decision decision =
        gate.mayWalk(
            at.append(), plan.starter(), tree.get(), plan.starter().id(), at.circumstances(ticket));
    if (!(decision instanceof Decision.Allow)) {
      return refuse(at, decision);
    }
    Optional<Decision> refusal = refusalToTake(at, plan, ticket);
    if (refusal.isPresent()) {
      return refuse(at, refusal.get());
    }
    WalkId id = walkOf(at.row());
    walks.begin(
        at.append(),
        new WalkEvent.WalkStarted(
            id,
            plan.tree(),
            tree.get().version(),
            Asker.of(plan.asker().id().value(), plan.asker().name()),
            plan.asker().id().value(),
            ticket,
            plan.where().stream().toString()));
    events.add(
        new ConversationEvent.WalkBegun(id, plan.asker().id(), plan.ticket(), plan.request()));
    if (at.inbound() instanceof Inbound.TicketEvent event) {
      posts.say(at.append(), at.key(), plan.where(), Replies.aboutTicket(event.ticket().ref()));
    }
    return begun(id);
  }

  /** Why somebody may not work on the ticket that they name; a ticket's own event names itself. */
  private Optional<Decision> refusalToTake(Case at, Plan.WalkTree plan, Optional<String> ticket) {
    if (plan.ticket().isEmpty() || at.inbound() instanceof Inbound.TicketEvent) {
      return Optional.empty();
    }
    Decision decision =
        gate.mayTake(at.append(), plan.starter(), plan.ticket().get(), at.circumstances(ticket));
    return decision instanceof Decision.Allow ? Optional.empty() : Optional.of(decision);
  }

  private String choose(Case at, Plan.Chosen what, List<ConversationEvent> events) {
    return switch (counter.chosen(at.principal(), at.where(), what)) {
      case Counter.Choice.Start(var plan) -> starter.start(at, plan, events);
      case Counter.Choice.Walk(var plan) -> walk(at, plan, events);
      case Counter.Choice.None(var reply, var outcome) -> {
        say(at, reply);
        yield outcome;
      }
    };
  }

  private String drop(Case at, List<ConversationEvent> events) {
    events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
    say(
        at,
        at.conversation().conversation().openFor(at.principal().id()).orElse(null)
                instanceof Question.FieldOf(var field)
            ? RunReplies.fieldDropped(field.run(), field.step())
            : Replies.dropped());
    return "dropped";
  }

  private String stop(Case at, FreezeVerb verb) {
    Stopping.Heard heard = stopping.say(at.append(), at.principal(), verb);
    return switch (heard) {
      case Stopping.Heard.Noted(Freeze.Frozen frozen) -> {
        say(
            at,
            switch (verb) {
              case FreezeVerb.Stop _ ->
                  FreezeReplies.stopped(frozen, stopping.standing(at.principal()));
              case FreezeVerb.Lift _ -> FreezeReplies.lifted(frozen);
            });
        yield "noted for " + frozen.scope();
      }
      case Stopping.Heard.Refused(Decision decision) -> refuse(at, decision);
      case Stopping.Heard.Moot(String why) -> {
        say(at, Message.text(why));
        yield "moot: " + why;
      }
    };
  }

  private String accounts(Case at, AccountVerb verb) {
    return switch (verb) {
      case AccountVerb.ShowCode _ -> showCode(at);
      case AccountVerb.EnterCode(String code) ->
          switch (accounts.enter(at.append(), at.inbound().envelope().sender(), code)) {
            case Accounts.Entered.Linked(PersonId person) ->
                tell(at, AccountReplies.linked(person));
            case Accounts.Entered.Refused(String why) -> tell(at, Message.text(why));
          };
      case AccountVerb.Unlink(Account account) ->
          switch (accounts.unlink(at.append(), at.principal(), account)) {
            case Accounts.Unlinked.Done _ -> tell(at, AccountReplies.unlinked(account));
            case Accounts.Unlinked.Refused(Decision decision) -> refuse(at, decision);
            case Accounts.Unlinked.Moot(String why) -> tell(at, Message.text(why));
          };
      case AccountVerb.List(Optional<PersonId> whose) -> held(at, whose);
    };
  }

  private String revoke(Case at, TokenId token) {
    return switch (tokens.revoke(at.append(), at.principal(), token)) {
      case Tokens.Revoked.Done(var ended) -> tell(at, AccountReplies.revoked(ended));
      case Tokens.Revoked.Refused(Decision decision) -> refuse(at, decision);
      case Tokens.Revoked.Moot(String why) -> tell(at, Message.text(why));
    };
  }

  private String showCode(Case at) {
    return switch (accounts.show(at.append(), at.principal())) {
      case Accounts.Shown.Code(String code) -> {
        whisper(at, AccountReplies.code(code));
        yield "showed a code";
      }
      case Accounts.Shown.Refused(Decision decision) -> refuse(at, decision);
    };
  }

  private String held(Case at, Optional<PersonId> whose) {
    PersonId person = whose.orElse(at.principal().id());
    whisper(
        at,
        accounts
            .of(at.principal(), person)
            .map(held -> AccountReplies.held(person, held))
            .orElseGet(() -> Message.text("Whose accounts those are is not yours to see.")));
    return "looked";
  }

  /** What nobody else in the conversation reads. */
  private void whisper(Case at, Message message) {
    posts.whisper(at.append(), at.key(), at.where(), at.inbound().envelope().sender(), message);
  }

  private String tell(Case at, Message message) {
    say(at, message);
    return "looked";
  }

  private String refuse(Case at, Decision decision) {
    if (!(at.inbound() instanceof Inbound.TicketEvent)) {
      say(at, Replies.refused(decision));
    }
    return "refused: " + decision.reasons().sentence();
  }

  /** What nobody asked for in a conversation; if it can't begin, the desk's people read why. */
  private String triggered(Case at, Plan.StartForTicket plan, List<ConversationEvent> events) {
    RunId id = RunId.causedBy(at.append().tenant() + "|inbox|" + at.row().id().value());
    Map<String, String> circumstances = at.circumstances(Optional.of(plan.ticket().toString()));
    circumstances.put("trigger", plan.trigger().value());
    RunRequest request =
        new RunRequest(
            plan.service().id(),
            plan.beneficiary().orElse(plan.service().id()),
            CaseStore.KIND + "/" + plan.ticket(),
            plan.where().stream().toString(),
            Optional.of(plan.ticket().toString()),
            circumstances);
    TriggeredRuns.Result result =
        runs.begin(
            at.append(),
            new TriggeredRuns.Wanted(id, plan.runbook(), plan.given(), plan.service(), request));
    if (result.run().isPresent()) {
      events.add(new ConversationEvent.RunBegun(id, plan.service().id(), plan.request()));
    } else {
      posts.note(
          at.append(),
          at.key(),
          plan.ticket(),
          Visibility.INTERNAL,
          TriggerReplies.triggerStopped(plan.trigger(), result.outcome()));
    }
    return result.outcome();
  }

  /** Ends a walk, since somebody of the desk has the ticket now. */
  void leave(Append.Builder append, WalkId id, CaseEvent why) {
    Optional<String> reason =
        switch (why) {
          case CaseEvent.Yielded yielded -> Optional.of(yielded.why());
          case CaseEvent.Closed closed -> Optional.of(closed.why());
          case CaseEvent.Resumed _, CaseEvent.Considered _ -> Optional.empty();
        };
    walks
        .find(append.tenant(), id)
        .filter(stored -> reason.isPresent())
        .filter(stored -> !(stored.walk().standing() instanceof Standing.Ended))
        .ifPresent(
            stored -> {
              String whose = stored.walk().beneficiary();
              Conclusion conclusion =
                  new Conclusion(
                      WalkOutcome.YIELDED,
                      new Finding(new Personal(whose, reason.orElse(""))),
                      new Personal(whose, TriggerReplies.takenOver()),
                      Optional.empty());
              walks.write(
                  append,
                  stored,
                  StreamState.ended(),
                  List.of(new WalkEvent.WalkEnded(conclusion)));
            });
  }

  /** The walk that a request leads to, if it leads to one. */
  static WalkId walkOf(InboxRow row) {
    return new WalkId("w-" + row.id().value());
  }

  /** The outcome of a request that led to this walk. */
  static String begun(WalkId walk) {
    return "walk " + walk;
  }

  private String clarify(Case at, Plan.Clarify plan, List<ConversationEvent> events) {
    List<Intent> offered = visible.of(at.principal(), plan.candidates());
    if (offered.isEmpty()) {
      say(at, Replies.notUnderstood());
      return "none of " + plan.candidates().size() + " is theirs to see";
    }
    events.add(
        new ConversationEvent.ChoiceOffered(
            at.principal().id(), offered, plan.slots(), plan.request()));
    say(at, Replies.whichOf(offered));
    return "asked which of " + offered.size();
  }

  private String suggest(Case at, Plan.Suggest plan) {
    String text = Replies.suggestion(plan.ticket(), plan.intent());
    posts.note(at.append(), at.key(), plan.ticket(), Visibility.INTERNAL, text);
    return "suggested on the ticket";
  }

  private void say(Case at, Message message) {
    posts.say(at.append(), at.key(), at.where(), message);
  }
}
