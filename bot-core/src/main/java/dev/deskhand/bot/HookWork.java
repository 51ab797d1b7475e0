package dev.deskhand.bot;

import dev.deskhand.bot.json.PayloadJson;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.bot.trigger.TriggerDecider.Answering;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works the calls of other systems, each for the trigger that it names. Thread-safe. */
public final class HookWork {
  private final TriggerDecider triggers;
  private final IdentityDirectory people;
  private final CaseStore cases;
  private final TriggeredRuns runs;
  private final InstantSource clock;

  public HookWork(
      TriggerDecider triggers,
      IdentityDirectory people,
      CaseStore cases,
      TriggeredRuns runs,
      InstantSource clock) {
    this.triggers = triggers;
    this.people = people;
    this.cases = cases;
    this.runs = runs;
    this.clock = clock;
  }

  /** Adds what follows from a call to its append; returns the outcome in a few words. */
  String work(Append.Builder append, InboxRow row, Inbound.HookCall call) {
    Optional<Trigger> trigger =
        triggers
            .find(new TriggerName(call.trigger()))
            .filter(it -> it.source() instanceof Source.Webhook);
    return trigger
        .map(it -> answer(append, row, call, it))
        .orElse("no trigger '" + call.trigger() + "' hears calls any more");
  }

  private String answer(
      Append.Builder append, InboxRow row, Inbound.HookCall call, Trigger trigger) {
    Instant now = Micros.now(clock);
    CaseStore.Stored stored = cases.load(append.tenant(), trigger.name(), now);
    var used = cases.used(append.tenant(), List.of(trigger), now);
    Facts facts = Facts.of(PayloadJson.read(call.payload().value()));
    TriggerDecider.Decided decided =
        triggers.call(trigger, facts, new TriggerDecider.Past(stored.known().fired(), used), now);
    String outcome =
        decided
            .answering()
            .map(answering -> begin(append, row, answering))
            .orElseGet(() -> decided.verdicts().getFirst().reason());
    cases.write(
        append,
        stored,
        List.of(
            new CaseEvent.Considered(
                call.envelope().source() + " " + call.envelope().deliveryId(),
                Inbound.TicketChange.CREATED,
                decided.verdicts(),
                outcome,
                Optional.empty(),
                Optional.empty())));
    decided.answering().ifPresent(it -> cases.count(append, trigger, used, now));
    return outcome;
  }

  private String begin(Append.Builder append, InboxRow row, Answering answering) {
    Trigger trigger = answering.trigger();
    Optional<Principal> service =
        people
            .principal(append.tenant(), trigger.as())
            .filter(it -> it.kind() instanceof Principal.Kind.Service);
    if (service.isEmpty() || !(trigger.start() instanceof Start.OfRunbook start)) {
      return "no service is called '" + trigger.as() + "'";
    }
    RunId id = TriggeredRuns.runOf(append.tenant(), row);
    RunRequest request =
        new RunRequest(
            trigger.as(),
            trigger.as(),
            CaseStore.KIND + "/hook/" + trigger.name(),
            ConversationId.ofHook(trigger.name().value()).stream().toString(),
            Optional.empty(),
            Map.of("channel", "hook", "trigger", trigger.name().value()));
    return runs.begin(
            append,
            new TriggeredRuns.Wanted(
                id, start.runbook(), answering.given(), service.get(), request))
        .outcome();
  }
}
