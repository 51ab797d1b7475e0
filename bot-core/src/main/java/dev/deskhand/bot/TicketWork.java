package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.TriggerPlanner;
import dev.deskhand.bot.plan.TriggerPlanner.Considered;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.WalkId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Works ticket events: triggers come first, and what none of them answers is understood, if it can
 * be. What was decided, and why, is stored with what follows from it. Thread-safe.
 */
public final class TicketWork {
  private final TicketParties parties;
  private final Posts posts;
  private final Planners planners;
  private final TriggerPlanner triggers;
  private final ConversationStore conversations;
  private final CaseStore cases;
  private final Enactor enactor;
  private final InstantSource clock;

  /**
   * What turns ticket events into plans.
   *
   * @param deciding the triggers
   * @param answers hears answers to open questions, where no trigger does
   * @param understanding what comes after them
   */
  public record Planners(
      TriggerDecider deciding, TicketAnswers answers, TicketPlanner understanding) {}

  public TicketWork(
      TicketParties parties,
      Planners planners,
      ConversationStore conversations,
      CaseStore cases,
      Enactor enactor,
      InstantSource clock) {
    this.posts = enactor.posts();
    this.parties = parties;
    this.planners = planners;
    this.triggers = new TriggerPlanner(planners.deciding());
    this.conversations = conversations;
    this.cases = cases;
    this.enactor = enactor;
    this.clock = clock;
  }

  /** The tickets that somebody speaks of in a conversation, while the desk's people have them. */
  List<TicketRef> withDesk(TenantId tenant, Conversation conversation, PersonId whose) {
    return conversation.ticketsOf(whose).stream()
        .filter(ticket -> cases.load(tenant, ticket).known().isRelayedFor(whose))
        .toList();
  }

  /** Adds what follows from an event to its append; returns the outcome in a few words. */
  String work(Append.Builder append, InboxRow row, Inbound.TicketEvent event) {
    TenantId tenant = append.tenant();
    Instant now = Micros.now(clock);
    CaseStore.Stored stored = cases.load(tenant, event.ticket().ref());
    TicketPlanner.Parties known = parties.of(tenant, event.ticket(), stored.known());
    var used = cases.used(tenant, planners.deciding().triggers(), now);
    Considered considered =
        triggers.consider(
            event,
            known,
            new TriggerPlanner.Situation(
                stored.known(), used, id -> parties.service(tenant, id), now));
    Worked worked = enact(append, row, event, known, stored, considered);
    relay(append, stored, row, event);
    keep(append, stored, row, event, worked);
    considered.answering().ifPresent(trigger -> cases.count(append, trigger, used, now));
    return worked.outcome();
  }

  private Worked enact(
      Append.Builder append,
      InboxRow row,
      Inbound.TicketEvent event,
      TicketPlanner.Parties known,
      CaseStore.Stored stored,
      Considered considered) {
    TenantId tenant = append.tenant();
    Optional<TicketAnswers.Heard> heard =
        considered.plan().isPresent() || considered.attention().isPresent()
            ? Optional.empty()
            : planners
                .answers()
                .heard(
                    tenant,
                    event,
                    known,
                    stored.known(),
                    LocalDate.ofInstant(row.acceptedAt(), ZoneOffset.UTC));
    if (heard.isPresent()) {
      TicketAnswers.Heard it = heard.get();
      Enactor.Case at =
          new Enactor.Case(append, row, event, it.by(), conversations.load(tenant, it.where()));
      return new Worked(considered, it.plan(), enactor.enact(at, it.plan()));
    }
    Plan plan = considered.plan().orElseGet(() -> planners.understanding().plan(event, known));
    String outcome = enactor.enact(at(append, row, event, plan, known.service()), plan);
    return new Worked(considered, plan, outcome);
  }

  /** What the desk's people write publicly is said where the person speaks of the ticket. */
  private void relay(
      Append.Builder append, CaseStore.Stored stored, InboxRow row, Inbound.TicketEvent event) {
    boolean isPublic =
        event.change() == Inbound.TicketChange.COMMENTED
            && event.details().reachRequester()
            && event.ticket().changedBy().isPresent()
            && !event.ticket().description().value().isBlank();
    if (!isPublic) {
      return;
    }
    boolean isForThem = !event.ticket().requester().equals(event.ticket().changedBy());
    tellTaker(append, stored.known(), row, event);
    stored
        .known()
        .link()
        .filter(_ -> isForThem)
        .ifPresent(
            link ->
                posts.tell(
                    append,
                    "in-" + row.id().value() + "-written",
                    link.where(),
                    event.ticket().ref(),
                    TicketReplies.written(
                        event.ticket().ref(), event.ticket().description().value())));
  }

  /** Whoever works on it in a conversation reads there what others write publicly. */
  private void tellTaker(
      Append.Builder append, TicketCase known, InboxRow row, Inbound.TicketEvent event) {
    Optional<PersonId> author =
        event
            .ticket()
            .changedBy()
            .flatMap(account -> parties.person(append.tenant(), account))
            .map(Principal::id);
    known
        .taken()
        .filter(taken -> !author.equals(Optional.of(taken.by())))
        .filter(taken -> known.link().filter(it -> it.where().equals(taken.where())).isEmpty())
        .ifPresent(
            taken ->
                posts.say(
                    append,
                    "in-" + row.id().value() + "-told",
                    taken.where(),
                    TicketReplies.asked(
                        event.ticket().ref(), event.ticket().description().value())));
  }

  private Enactor.Case at(
      Append.Builder append,
      InboxRow row,
      Inbound.TicketEvent event,
      Plan plan,
      Principal otherwise) {
    ConversationId lane = event.envelope().conversation();
    ConversationId where =
        switch (plan) {
          case Plan.WalkTree walk -> walk.where();
          case Plan.StartForTicket start -> start.where();
          case Plan.OfSentence _,
              Plan.StartRunbook _,
              Plan.Again _,
              Plan.Continue _,
              Plan.Clarify _,
              Plan.Help _,
              Plan.Decline _,
              Plan.Drop _,
              Plan.ListRuns _,
              Plan.ListOwn _,
              Plan.ShowRun _,
              Plan.Stop _,
              Plan.ListFrozen _,
              Plan.Browse _,
              Plan.Pin _,
              Plan.Choose _,
              Plan.Accounts _,
              Plan.Delegate _,
              Plan.Glass _,
              Plan.ListTokens _,
              Plan.RevokeToken _,
              Plan.OpenTicket _,
              Plan.Relay _,
              Plan.WhichTicket _,
              Plan.Suggest _,
              Plan.SuggestOffer _,
              Plan.OfferForTicket _,
              Plan.RunForTicket _,
              Plan.AskAgain _,
              Plan.CallPerson _,
              Plan.Ignore _ ->
              lane;
        };
    Principal acting = plan instanceof Plan.StartForTicket start ? start.service() : otherwise;
    return new Enactor.Case(append, row, event, acting, conversations.load(append.tenant(), where));
  }

  /** What an event came to. */
  private record Worked(Considered considered, Plan plan, String outcome) {

    /** The run that a trigger began. */
    Optional<RunId> run(TenantId tenant, InboxRow row) {
      RunId id = TriggeredRuns.runOf(tenant, row);
      return plan instanceof Plan.StartForTicket && outcome.equals(TriggeredRuns.begun(id))
          ? Optional.of(id)
          : Optional.empty();
    }
  }

  private void keep(
      Append.Builder append,
      CaseStore.Stored stored,
      InboxRow row,
      Inbound.TicketEvent event,
      Worked worked) {
    Plan plan = worked.plan();
    Considered considered = worked.considered();
    String outcome = worked.outcome();
    List<CaseEvent> events = new ArrayList<>();
    if (stored.known().link().isEmpty()
        && plan instanceof Plan.WalkTree walk
        && outcome.equals(WalkStarter.begun(WalkStarter.walkOf(row)))) {
      events.add(new CaseEvent.Linked(walk.where(), walk.asker().id()));
    }
    considered
        .attention()
        .ifPresent(
            change -> {
              events.add(change);
              List<RunId> handedOver =
                  stored.known().walks().stream()
                      .flatMap(walk -> enactor.walks().leave(append, walk, change).stream())
                      .toList();
              attend(append, new Begun(stored.known().runs(), handedOver), row, event, change);
            });
    TriggerPlanner.heard(event)
        .filter(change -> !stored.known().hasHeard(change))
        .ifPresent(events::add);
    WalkId begun = WalkStarter.walkOf(row);
    events.add(
        new CaseEvent.Considered(
            event.envelope().source() + " " + event.envelope().deliveryId(),
            event.change(),
            considered.verdicts(),
            outcome,
            Optional.of(begun).filter(walk -> outcome.equals(WalkStarter.begun(walk))),
            worked.run(append.tenant(), row)));
    cases.write(append, stored, events);
  }

  /** What was begun for a ticket: by triggers, and by walks that end now. */
  private record Begun(List<RunId> byTriggers, List<RunId> byWalks) {
    List<RunId> all() {
      return Stream.concat(byTriggers.stream(), byWalks.stream()).toList();
    }
  }

  /** Leaves what was begun for a ticket, or goes on with it, and says so on the ticket. */
  private void attend(
      Append.Builder append,
      Begun runs,
      InboxRow row,
      Inbound.TicketEvent event,
      CaseEvent change) {
    TicketRef ticket = event.ticket().ref();
    switch (change) {
      case CaseEvent.Yielded yielded -> leave(append, runs, row, ticket, yielded.why());
      case CaseEvent.Closed closed -> leave(append, runs, row, ticket, closed.why());
      case CaseEvent.Resumed resumed when isOfDesk(event) ->
          enactor
              .runs()
              .takeUp(append, runs.byTriggers(), resumed.why())
              .forEach(
                  run ->
                      note(append, row, ticket, run, TriggerReplies.takenUp(run, resumed.why())));
      case CaseEvent.Resumed _ -> {}
      case CaseEvent.Considered _,
          CaseEvent.Linked _,
          CaseEvent.Taken _,
          CaseEvent.Heard _,
          CaseEvent.FilesKept _ -> {}
    }
  }

  /** A requester's reply may open a ticket again; what the desk stopped waits for the desk. */
  private static boolean isOfDesk(Inbound.TicketEvent event) {
    return event.ticket().changedBy().isPresent()
        && !event.ticket().changedBy().equals(event.ticket().requester());
  }

  /** Whom a walk guided, its end tells; of what is left again, the requester knows already. */
  private void leave(
      Append.Builder append, Begun runs, InboxRow row, TicketRef ticket, String why) {
    for (TriggeredRuns.Left left : enactor.runs().leave(append, runs.all(), why)) {
      StoredRun run = left.run();
      note(append, row, ticket, run, TriggerReplies.left(run, why));
      ConversationId where = ConversationId.of(StreamId.parse(run.run().request().conversation()));
      if (where.isHeard() && left.isNews() && runs.byTriggers().contains(run.id())) {
        posts.say(append, left(row, run), where, Message.text(TriggerReplies.takenOver()));
      }
    }
  }

  private void note(
      Append.Builder append, InboxRow row, TicketRef ticket, StoredRun run, String text) {
    posts.note(append, left(row, run) + "-note", ticket, Visibility.INTERNAL, text);
  }

  private static String left(InboxRow row, StoredRun run) {
    return "in-" + row.id().value() + "-left-" + run.id();
  }
}
