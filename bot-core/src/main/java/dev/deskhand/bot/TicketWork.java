package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.TriggerPlanner;
import dev.deskhand.bot.plan.TriggerPlanner.Considered;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.WalkId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Works ticket events: triggers come first, and what none of them answers is understood, if it can
 * be. What was decided, and why, is stored with what follows from it. Thread-safe.
 */
public final class TicketWork {
  private final TicketParties parties;
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
   * @param understanding what comes after them
   */
  public record Planners(TriggerDecider deciding, TicketPlanner understanding) {}

  public TicketWork(
      TicketParties parties,
      Planners planners,
      ConversationStore conversations,
      CaseStore cases,
      Enactor enactor,
      InstantSource clock) {
    this.parties = parties;
    this.planners = planners;
    this.triggers = new TriggerPlanner(planners.deciding());
    this.conversations = conversations;
    this.cases = cases;
    this.enactor = enactor;
    this.clock = clock;
  }

  /** Adds what follows from an event to its append; returns the outcome in a few words. */
  String work(Append.Builder append, InboxRow row, Inbound.TicketEvent event) {
    TenantId tenant = append.tenant();
    Instant now = Micros.now(clock);
    TicketPlanner.Parties known = parties.of(tenant, event.ticket());
    CaseStore.Stored stored = cases.load(tenant, event.ticket().ref());
    var used = cases.used(tenant, planners.deciding().triggers(), now);
    Considered considered =
        triggers.consider(
            event,
            known,
            new TriggerPlanner.Situation(
                stored.known(), used, id -> parties.service(tenant, id), now));
    Plan plan = considered.plan().orElseGet(() -> planners.understanding().plan(event, known));
    String outcome = enactor.enact(at(append, row, event, plan, known.service()), plan);
    keep(append, stored, row, event, considered, outcome);
    considered.answering().ifPresent(trigger -> cases.count(append, trigger, used, now));
    return outcome;
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
          case Plan.StartRunbook _,
              Plan.Continue _,
              Plan.Clarify _,
              Plan.Help _,
              Plan.Decline _,
              Plan.Drop _,
              Plan.ListRuns _,
              Plan.ShowRun _,
              Plan.Stop _,
              Plan.ListFrozen _,
              Plan.Browse _,
              Plan.Choose _,
              Plan.Accounts _,
              Plan.Delegate _,
              Plan.Glass _,
              Plan.ListTokens _,
              Plan.RevokeToken _,
              Plan.Suggest _,
              Plan.Ignore _ ->
              lane;
        };
    Principal acting = plan instanceof Plan.StartForTicket start ? start.service() : otherwise;
    return new Enactor.Case(append, row, event, acting, conversations.load(append.tenant(), where));
  }

  private void keep(
      Append.Builder append,
      CaseStore.Stored stored,
      InboxRow row,
      Inbound.TicketEvent event,
      Considered considered,
      String outcome) {
    List<CaseEvent> events = new ArrayList<>();
    considered
        .attention()
        .ifPresent(
            change -> {
              events.add(change);
              stored.known().walks().forEach(walk -> enactor.walks().leave(append, walk, change));
            });
    WalkId begun = WalkStarter.walkOf(row);
    events.add(
        new CaseEvent.Considered(
            event.envelope().source() + " " + event.envelope().deliveryId(),
            event.change(),
            considered.verdicts(),
            outcome,
            Optional.of(begun).filter(walk -> outcome.equals(WalkStarter.begun(walk)))));
    cases.write(append, stored, events);
  }
}
