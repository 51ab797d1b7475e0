package dev.deskhand.bot;

import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.name.Doubt;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.Choices;
import dev.deskhand.bot.plan.GlassVerb;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.GlassReplies;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
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

  private final RunStarter starter;
  private final Visible visible;
  private final BreakGlass glass;
  private final Posts posts;
  private final Confirmations confirmations;
  private final SaidInputs inputs;

  /** What begins runs, and what is asked before. */
  record Desk(
      RunStarter starter, SaidInputs inputs, Confirmations confirmations, BreakGlass glass) {}

  ChatStarter(Desk desk, Visible visible, Posts posts) {
    this.starter = desk.starter();
    this.inputs = desk.inputs();
    this.confirmations = desk.confirmations();
    this.glass = desk.glass();
    this.visible = visible;
    this.posts = posts;
  }

  /** Starts the runbook that somebody asked for in a conversation. */
  String start(Enactor.Case at, Plan.StartRunbook said, List<ConversationEvent> events) {
    RunRequest request = request(at, circumstances(at, said));
    Optional<Runbook> runbook = visible.runbook(at.principal(), said.runbook(), said.offer());
    Optional<SaidInputs.Read> read = runbook.map(it -> inputs.of(at, said, it));
    Plan.StartRunbook plan = read.map(it -> understood(said, it.values())).orElse(said);
    Optional<Doubt> doubt = read.flatMap(SaidInputs.Read::doubt);
    if (doubt.isPresent() && visible.mayAskAbout(at.principal(), said)) {
      return askWhich(at, plan, doubt.get(), events);
    }
    Optional<String> asked =
        runbook.flatMap(
            it ->
                confirmations
                    .ask(at, plan, it, request)
                    .map(events::add)
                    .map(_ -> "asked to confirm " + plan.runbook()));
    return asked.orElseGet(() -> begin(at, plan, runbook, request, events));
  }

  /** What a name or a time was taken for is understood, not said, even behind a command. */
  private static Plan.StartRunbook understood(Plan.StartRunbook said, Map<String, String> values) {
    return values.equals(said.given()) ? said : said.with(values, Assent.INFERRED);
  }

  private String begin(
      Enactor.Case at,
      Plan.StartRunbook plan,
      Optional<Runbook> runbook,
      RunRequest request,
      List<ConversationEvent> events) {
    Begun begun =
        runbook
            .map(
                it -> starter.begin(at.append(), id(at), it, plan.given(), at.principal(), request))
            .orElseGet(Begun.NoSuchRunbook::new);
    return switch (begun) {
      case Begun.Run run -> {
        events.add(new ConversationEvent.RunBegun(run.id(), at.principal().id(), plan.request()));
        yield "run " + run.id();
      }
      case Begun.Refused refused -> {
        posts.answer(at, Replies.refused(refused.decision()));
        if (plan.confirmed().isPresent()) {
          events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        }
        yield "refused: " + refused.decision().reasons().sentence();
      }
      case Begun.Incomplete incomplete -> ask(at, plan, incomplete.missing(), events);
      case Begun.Unfit unfit -> {
        posts.answer(at, Replies.unfit(unfit.reasons()));
        events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        yield "inputs don't fit";
      }
      case Begun.NoSuchRunbook _ -> {
        posts.answer(
            at,
            plan.offer().isPresent()
                ? OfferReplies.gone()
                : Replies.noSuchRunbook(visible.advice(at.principal(), plan.runbook())));
        events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
        yield "no runbook " + plan.runbook();
      }
    };
  }

  private static Map<String, String> circumstances(Enactor.Case at, Plan.StartRunbook plan) {
    Map<String, String> all = new TreeMap<>(at.circumstances(Optional.empty()));
    plan.offer().ifPresent(offer -> all.put(Offers.CIRCUMSTANCE, offer.value()));
    return all;
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
    posts.answer(at, message);
    return outcome;
  }

  /** Asks for the first, and offers a form for all where there are more, or much to choose from. */
  private String ask(
      Enactor.Case at,
      Plan.StartRunbook plan,
      List<InputDeclaration> missing,
      List<ConversationEvent> events) {
    InputDeclaration first = missing.getFirst();
    Optional<List<String>> values =
        Optional.of(first.type().listed())
            .filter(listed -> !listed.isEmpty() && listed.size() <= RunReplies.MOST_OFFERED);
    ConversationEvent.InputAsked asked = asked(at, plan, first, values.orElse(List.of()));
    events.add(asked);
    boolean isMany = first.type().listed().size() > Choices.MANY;
    Optional<ButtonAction> form =
        missing.size() > 1 || isMany
            ? ButtonReader.inputs(ConversationId.of(at.conversation().key().stream()), asked)
            : Optional.empty();
    Message question = Replies.question(first, asked);
    posts.answer(
        at,
        form.map(it -> Replies.withForm(question, missing.size(), it))
            .orElseGet(() -> isMany ? Message.text(question.text()) : question));
    return "asked for " + first.name();
  }

  private String askWhich(
      Enactor.Case at, Plan.StartRunbook plan, Doubt doubt, List<ConversationEvent> events) {
    ConversationEvent.InputAsked asked = asked(at, plan, doubt.input(), doubt.values());
    events.add(asked);
    posts.answer(at, Replies.whichName(doubt, asked));
    return "asked which " + doubt.input().name() + " is meant";
  }

  private static ConversationEvent.InputAsked asked(
      Enactor.Case at, Plan.StartRunbook plan, InputDeclaration input, List<String> values) {
    return new ConversationEvent.InputAsked(
        at.principal().id(),
        plan.runbook(),
        plan.given(),
        input.name(),
        plan.request(),
        plan.offer(),
        Optional.of(new ConversationEvent.Offered(values, Optional.of(at.key()))),
        Optional.of(plan.assent()));
  }
}
