package dev.deskhand.bot;

import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.GlassVerb;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Starts the runbooks that people ask for in conversations, and asks what it takes. */
final class ChatStarter {
  private static final int MOST_BUTTONS = 24;

  private final RunStarter starter;
  private final Library library;
  private final Visible visible;
  private final BreakGlass glass;
  private final Posts posts;

  ChatStarter(RunStarter starter, Library library, Visible visible, BreakGlass glass, Posts posts) {
    this.starter = starter;
    this.library = library;
    this.visible = visible;
    this.glass = glass;
    this.posts = posts;
  }

  /** Starts the runbook that somebody asked for in a conversation. */
  String start(Enactor.Case at, Plan.StartRunbook plan, List<ConversationEvent> events) {
    RunRequest request = request(at, circumstances(at, plan));
    Optional<Runbook> runbook = wanted(at, plan);
    Begun begun =
        runbook
            .map(
                it ->
                    starter.begin(
                        at.append(), id(at), it, given(at, plan, it), at.principal(), request))
            .orElseGet(Begun.NoSuchRunbook::new);
    return switch (begun) {
      case Begun.Run run -> {
        events.add(new ConversationEvent.RunBegun(run.id(), at.principal().id(), plan.request()));
        yield "run " + run.id();
      }
      case Begun.Refused refused -> {
        posts.say(at.append(), at.key(), at.where(), Replies.refused(refused.decision()));
        yield "refused: " + refused.decision().reasons().sentence();
      }
      case Begun.Incomplete incomplete -> ask(at, plan, incomplete.missing().getFirst(), events);
      case Begun.Unfit unfit -> {
        posts.say(at.append(), at.key(), at.where(), Replies.unfit(unfit.reasons()));
        events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        yield "inputs don't fit";
      }
      case Begun.NoSuchRunbook _ -> {
        posts.say(
            at.append(),
            at.key(),
            at.where(),
            plan.offer().isPresent()
                ? OfferReplies.gone()
                : Replies.noSuchRunbook(visible.advice(at.principal(), plan.runbook())));
        events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        yield "no runbook " + plan.runbook();
      }
    };
  }

  /** The runbook, as the offer has it that it was chosen from. */
  private Optional<Runbook> wanted(Enactor.Case at, Plan.StartRunbook plan) {
    return plan.offer().isPresent()
        ? visible.offers().runbook(at.principal(), plan.offer().get())
        : library.runbooks().find(plan.runbook());
  }

  private static Map<String, String> circumstances(Enactor.Case at, Plan.StartRunbook plan) {
    Map<String, String> all = new TreeMap<>(at.circumstances(Optional.empty()));
    plan.offer().ifPresent(offer -> all.put(Offers.CIRCUMSTANCE, offer.value()));
    return all;
  }

  /**
   * What a sentence happens to name may be no input of this runbook; a command means what it says.
   */
  private static Map<String, String> given(
      Enactor.Case at, Plan.StartRunbook plan, Runbook runbook) {
    if (at.inbound() instanceof Inbound.SlashCommand || plan.offer().isPresent()) {
      return plan.given();
    }
    Map<String, String> declared = new TreeMap<>(plan.given());
    declared.keySet().retainAll(runbook.inputs().stream().map(InputDeclaration::name).toList());
    return declared;
  }

  /** What somebody says about emergencies: by the same rules as at the command line. */
  String glass(Enactor.Case at, Plan.Glass plan, List<ConversationEvent> events) {
    return switch (plan.verb()) {
      case GlassVerb.Start start -> breakGlass(at, start, plan, events);
      case GlassVerb.List _ -> say(at, GlassReplies.open(glass.open(at.principal())), "looked");
      case GlassVerb.Review(RunId run, String why) ->
          switch (glass.review(at.append(), at.principal(), run, why)) {
            case BreakGlass.Heard.Noted _ -> say(at, Replies.approvalNoted(), "reviewed " + run);
            case BreakGlass.Heard.Refused(Decision decision) -> refuse(at, decision);
            case BreakGlass.Heard.NoSuchReview _ ->
                say(at, GlassReplies.noSuchReview(run), "no such review");
          };
    };
  }

  /** Nothing is asked in an emergency: whoever breaks the glass says all of it at once. */
  private String breakGlass(
      Enactor.Case at, GlassVerb.Start start, Plan.Glass plan, List<ConversationEvent> events) {
    RunRequest request = glass.now(request(at, at.circumstances(Optional.empty())));
    Begun begun =
        starter.begin(at.append(), id(at), start.runbook(), start.given(), at.principal(), request);
    return switch (begun) {
      case Begun.Run(RunId id) -> {
        glass.note(at.append(), id, start.runbook(), at.principal().id(), start.why());
        events.add(new ConversationEvent.RunBegun(id, at.principal().id(), plan.request()));
        yield "run " + id + ", breaking the glass";
      }
      case Begun.Refused(Decision decision) -> refuse(at, decision);
      case Begun.Incomplete(List<InputDeclaration> missing) ->
          say(at, Replies.unfit(RunStarter.missing(missing)), "inputs are missing");
      case Begun.Unfit(List<String> reasons) -> say(at, Replies.unfit(reasons), "inputs don't fit");
      case Begun.NoSuchRunbook _ ->
          say(
              at,
              Replies.noSuchRunbook(visible.advice(at.principal(), start.runbook())),
              "no runbook " + start.runbook());
    };
  }

  private static RunId id(Enactor.Case at) {
    return RunId.causedBy(at.append().tenant() + "|inbox|" + at.row().id().value());
  }

  private static RunRequest request(Enactor.Case at, Map<String, String> circumstances) {
    String where = at.conversation().key().stream().toString();
    return new RunRequest(
        at.principal().id(), at.principal().id(), where, where, Optional.empty(), circumstances);
  }

  private String refuse(Enactor.Case at, Decision decision) {
    return say(at, Replies.refused(decision), "refused: " + decision.reasons().sentence());
  }

  private String say(Enactor.Case at, Message message, String outcome) {
    posts.say(at.append(), at.key(), at.where(), message);
    return outcome;
  }

  private String ask(
      Enactor.Case at,
      Plan.StartRunbook plan,
      InputDeclaration missing,
      List<ConversationEvent> events) {
    Optional<List<String>> values =
        Optional.of(missing.type().listed())
            .filter(listed -> !listed.isEmpty() && listed.size() <= MOST_BUTTONS);
    events.add(
        new ConversationEvent.InputAsked(
            at.principal().id(),
            plan.runbook(),
            plan.given(),
            missing.name(),
            plan.request(),
            plan.offer(),
            values));
    posts.say(
        at.append(), at.key(), at.where(), Replies.question(missing, values.orElse(List.of())));
    return "asked for " + missing.name();
  }
}
