package dev.deskhand.bot.plan;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.trigger.Attention;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.bot.trigger.TriggerDecider.Answering;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.bot.trigger.Verdict;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what triggers make of a ticket event, before anybody tries to understand it. Pure. */
public final class TriggerPlanner {
  private final TriggerDecider triggers;

  public TriggerPlanner(TriggerDecider triggers) {
    this.triggers = triggers;
  }

  /**
   * How things stand when an event comes.
   *
   * @param known what the bot knows of the ticket
   * @param used how often each trigger with a rate has answered in the present span
   * @param services the service principals, by id
   */
  public record Situation(
      TicketCase known,
      Map<TriggerName, Integer> used,
      Function<PersonId, Optional<Principal>> services,
      Instant now) {}

  /**
   * What triggers make of an event.
   *
   * @param plan empty when none of them answers
   * @param attention what it changes in whose turn it is
   * @param answering the trigger that answers
   */
  public record Considered(
      Optional<Plan> plan,
      List<Verdict> verdicts,
      Optional<CaseEvent> attention,
      Optional<Trigger> answering) {}

  /** What triggers make of an event. */
  public Considered consider(
      Inbound.TicketEvent event, TicketPlanner.Parties parties, Situation situation) {
    Optional<CaseEvent.Heard> change = heard(event);
    if (change.filter(situation.known()::hasHeard).isPresent()) {
      return ignored("this change was worked before", Optional.empty());
    }
    if (change.filter(situation.known()::hasNewer).isPresent()) {
      return ignored("told late: a newer change of it is known", Optional.empty());
    }
    Optional<CaseEvent> attention = Attention.after(situation.known(), event);
    TicketCase known =
        attention.map(it -> situation.known().apply(it, situation.now())).orElse(situation.known());
    Optional<String> reserve = known.reserve();
    if (reserve.isPresent()) {
      return ignored("left to the desk's people: " + reserve.get(), attention);
    }
    if (known.isKnown() && event.change() == Inbound.TicketChange.CREATED) {
      return ignored("its creation was worked before", attention);
    }
    TriggerDecider.Decided decided =
        Attention.against(known, event)
            .map(triggers::none)
            .orElseGet(
                () ->
                    triggers.ticket(
                        event,
                        Facts.of(event, parties.requester()),
                        new TriggerDecider.Past(known.fired(), situation.used()),
                        situation.now()));
    return new Considered(
        decided.answering().map(answering -> plan(event, parties, situation, answering)),
        decided.verdicts(),
        attention,
        decided.answering().map(Answering::trigger));
  }

  /** What has to be remembered of a change that may be told again; empty for most. */
  public static Optional<CaseEvent.Heard> heard(Inbound.TicketEvent event) {
    String what = event.change() + "/" + event.details().field().orElse("");
    return event
        .details()
        .now()
        .flatMap(now -> now.at().map(at -> new CaseEvent.Heard(what, mark(what, now), at)));
  }

  /** Two digits of a digest: a whole one would give away a value that is easily guessed. */
  private static String mark(String what, Inbound.NewValue now) {
    String before = now.before().map(Personal::value).orElse("");
    return Sha256.hex(what + "\n" + said(before) + "\n" + said(now.value().value()))
        .substring(0, 2);
  }

  /** Desks tell a ticked box in one way to webhooks and in another to those who ask. */
  private static String said(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> "1";
      case "false" -> "0";
      case String other -> other;
    };
  }

  private static Considered ignored(String outcome, Optional<CaseEvent> attention) {
    return new Considered(
        Optional.of(new Plan.Ignore(outcome)), List.of(), attention, Optional.empty());
  }

  private static Plan plan(
      Inbound.TicketEvent event,
      TicketPlanner.Parties parties,
      Situation situation,
      Answering answering) {
    Trigger trigger = answering.trigger();
    Optional<Principal> service = situation.services().apply(trigger.as());
    if (service.isEmpty()) {
      return new Plan.Ignore("no service is called '" + trigger.as() + "'");
    }
    Ticket ticket = event.ticket();
    if (ticket.verification() == Ticket.Verification.UNVERIFIED) {
      return suggestion(ticket, answering);
    }
    return switch (trigger.start()) {
      case Start.OfRunbook start ->
          new Plan.StartForTicket(
              trigger.name(),
              start.runbook(),
              answering.given(),
              service.get(),
              parties.requester().map(Principal::id),
              parties.direct().orElse(ConversationId.ofTicket(ticket.ref())),
              ticket.ref(),
              TicketPlanner.words(ticket));
      case Start.OfTree start ->
          walk(ticket, parties, service.get(), start)
              .orElseGet(() -> suggestion(ticket, answering));
      case Start.OfOffer start ->
          parties
              .requester()
              .<Plan>map(it -> offer(ticket, it, service.get(), start, answering))
              .orElseGet(() -> suggestion(ticket, answering));
    };
  }

  private static Optional<Plan> walk(
      Ticket ticket, TicketPlanner.Parties parties, Principal service, Start.OfTree start) {
    return parties
        .requester()
        .flatMap(
            asker ->
                parties
                    .direct()
                    .map(
                        where ->
                            new Plan.WalkTree(
                                start.tree(),
                                service,
                                asker,
                                where,
                                Optional.of(ticket.ref()),
                                TicketPlanner.words(ticket))));
  }

  private static Plan offer(
      Ticket ticket,
      Principal requester,
      Principal service,
      Start.OfOffer start,
      Answering answering) {
    return new Plan.OfferForTicket(
        answering.trigger().name(),
        start.offer(),
        answering.given(),
        service,
        requester,
        ticket.ref());
  }

  /** What the desk's people read, where nobody known for certain asks for it. */
  private static Plan suggestion(Ticket ticket, Answering answering) {
    String title = answering.trigger().title();
    return switch (answering.trigger().start()) {
      case Start.OfRunbook start ->
          new Plan.Suggest(
              ticket.ref(),
              new Intent(Intent.Kind.RUNBOOK, start.runbook().value(), title),
              answering.given());
      case Start.OfTree start ->
          new Plan.Suggest(
              ticket.ref(), new Intent(Intent.Kind.TREE, start.tree().value(), title), Map.of());
      case Start.OfOffer start -> new Plan.SuggestOffer(ticket.ref(), start.offer(), title);
    };
  }
}
