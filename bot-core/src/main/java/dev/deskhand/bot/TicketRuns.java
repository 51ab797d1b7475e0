package dev.deskhand.bot;

import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.TriggerReplies;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts runbooks for tickets: those that triggers begin, and those that the desk's people name. To
 * these all is said at once: an input that is the requester's by default would be the colleague's,
 * so that it has to be given. Thread-safe.
 */
final class TicketRuns {
  private final RunStarter starter;
  private final TriggeredRuns triggered;
  private final Visible visible;
  private final Gate gate;
  private final Posts posts;

  TicketRuns(RunStarter starter, TriggeredRuns triggered, Visible visible, Gate gate, Posts posts) {
    this.starter = starter;
    this.triggered = triggered;
    this.visible = visible;
    this.gate = gate;
    this.posts = posts;
  }

  /** Starts one that somebody names; returns the outcome of their request in a few words. */
  String start(Enactor.Case at, Plan.RunForTicket plan, List<ConversationEvent> events) {
    Optional<String> ticket = Optional.of(plan.ticket().toString());
    Map<String, String> circumstances = at.circumstances(ticket);
    Decision decision = gate.mayTake(at.append(), at.principal(), plan.ticket(), circumstances);
    if (!(decision instanceof Decision.Allow)) {
      return refuse(at, decision);
    }
    Optional<Runbook> runbook = visible.runbook(at.principal(), plan.runbook(), Optional.empty());
    List<InputDeclaration> missing = runbook.map(it -> missing(it, plan.given())).orElse(List.of());
    if (!missing.isEmpty()) {
      return say(at, Replies.unfit(RunStarter.missing(missing)), "inputs are missing");
    }
    RunId id = RunId.causedBy(at.append().tenant() + "|inbox|" + at.row().id().value());
    Begun begun =
        starter.begin(
            at.append(),
            id,
            plan.runbook(),
            plan.given(),
            at.principal(),
            request(at, ticket, circumstances));
    return switch (begun) {
      case Begun.Run _ -> {
        events.add(new ConversationEvent.RunBegun(id, at.principal().id(), plan.request()));
        yield "run " + id + " for " + plan.ticket();
      }
      case Begun.Refused(Decision refusal) -> refuse(at, refusal);
      case Begun.Incomplete(List<InputDeclaration> inputs) ->
          say(at, Replies.unfit(RunStarter.missing(inputs)), "inputs are missing");
      case Begun.Unfit(List<String> reasons) -> say(at, Replies.unfit(reasons), "inputs don't fit");
      case Begun.NoSuchRunbook _ ->
          say(
              at,
              Replies.noSuchRunbook(visible.advice(at.principal(), plan.runbook())),
              "no runbook " + plan.runbook());
    };
  }

  /** What nobody asked for in a conversation; if it can't begin, the desk's people read why. */
  String triggered(Enactor.Case at, Plan.StartForTicket plan, List<ConversationEvent> events) {
    RunId id = TriggeredRuns.runOf(at.append().tenant(), at.row());
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
        triggered.begin(
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

  private static List<InputDeclaration> missing(Runbook runbook, Map<String, String> given) {
    List<InputDeclaration> missing = new ArrayList<>();
    for (InputDeclaration input : runbook.inputs()) {
      boolean isSomebodys =
          input.presence() instanceof Presence.Required
              || input.presence() instanceof Presence.Requester;
      if (isSomebodys && !given.containsKey(input.name())) {
        missing.add(input);
      }
    }
    return missing;
  }

  private static RunRequest request(
      Enactor.Case at, Optional<String> ticket, Map<String, String> circumstances) {
    String where = at.conversation().key().stream().toString();
    return new RunRequest(
        at.principal().id(), at.principal().id(), where, where, ticket, circumstances);
  }

  private String refuse(Enactor.Case at, Decision decision) {
    return say(at, Replies.refused(decision), "refused: " + decision.reasons().sentence());
  }

  private String say(Enactor.Case at, Message message, String outcome) {
    posts.answer(at, message);
    return outcome;
  }
}
