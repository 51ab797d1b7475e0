package dev.deskhand.bot.plan;

import dev.deskhand.bot.Replies;
import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.plan.Plan.Continuation;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.TreeWalker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Finds out what a person's request comes to. Pure: it reads, and has no effects. */
public final class Planner {
  private final IntentParser parser;
  private final CommandReader commands;
  private final ButtonReader buttons;

  public Planner(IntentParser parser) {
    this.parser = parser;
    this.commands = new CommandReader();
    this.buttons = new ButtonReader();
  }

  /** What a person's message, command or button comes to. */
  public Plan plan(Request request) {
    return switch (request.inbound()) {
      case Inbound.ChatMessage message -> sentence(request, message.text());
      case Inbound.SlashCommand command -> command(request, command.text());
      case Inbound.ButtonClick click -> button(request, click);
      case Inbound.FormSubmission submission -> submission(submission);
      case Inbound.TicketEvent _, Inbound.HookCall _ ->
          new Plan.Ignore("what no person sent has a planner of its own");
    };
  }

  /** What was said as a command, if it is one, however it was delivered. */
  public Inbound commanded(Inbound inbound) {
    return inbound instanceof Inbound.ChatMessage(var envelope, var text)
            && commands.isCommand(text)
        ? new Inbound.SlashCommand(envelope, text)
        : inbound;
  }

  /** The code that somebody enters whose account nobody knows. */
  public Optional<String> codeOf(Inbound inbound) {
    return commanded(inbound) instanceof Inbound.SlashCommand(_, var text)
            && commands.read(text) instanceof Command.Accounts(AccountVerb.EnterCode(var code))
        ? Optional.of(code)
        : Optional.empty();
  }

  /** True for a command that stops effects, or lets them go on. */
  public boolean stops(Inbound inbound) {
    return commanded(inbound) instanceof Inbound.SlashCommand(var _, var text)
        && commands.read(text) instanceof Command.Stop;
  }

  private Plan command(Request request, Personal text) {
    return switch (commands.read(text)) {
      case Command.Help _ -> new Plan.Help("help");
      case Command.Run run -> new Plan.StartRunbook(run.runbook(), run.given(), text);
      case Command.ListRuns _ -> new Plan.ListRuns();
      case Command.Show show -> new Plan.ShowRun(show.run());
      case Command.Speak speak ->
          new Plan.Continue(new Continuation.Speak(speak.run(), speak.verb()));
      case Command.Stop stop -> new Plan.Stop(stop.verb());
      case Command.ListFrozen _ -> new Plan.ListFrozen();
      case Command.Browse browse -> new Plan.Browse(browse.words(), 0);
      case Command.ListTokens _ -> new Plan.ListTokens();
      case Command.RevokeToken(var token) -> new Plan.RevokeToken(token);
      case Command.Delegate delegate -> new Plan.Delegate(delegate.verb());
      case Command.Glass glass -> new Plan.Glass(glass.verb(), text);
      case Command.Accounts accounts -> new Plan.Accounts(accounts.verb());
      case Command.Take take ->
          fresh(request, new Personal(text.subject(), take.words()), Optional.of(take));
      case Command.Ask ask -> sentence(request, new Personal(text.subject(), ask.words()));
      case Command.Malformed malformed ->
          new Plan.Decline(Replies.malformed(malformed.advice()), "malformed command");
    };
  }

  private Plan button(Request request, Inbound.ButtonClick click) {
    Optional<Plan> read = buttons.read(click.action());
    if (read.isPresent()) {
      return read.get();
    }
    return buttons
        .chosenIntent(click.action())
        .flatMap(id -> candidate(request, id))
        .or(() -> chosenValue(request, click))
        .orElseGet(() -> new Plan.Decline(Replies.staleButton(), "a button that leads nowhere"));
  }

  private Plan submission(Inbound.FormSubmission submission) {
    Map<String, String> given = new HashMap<>();
    submission.given().forEach((name, said) -> given.put(name, said.value()));
    return buttons
        .filled(submission.action(), given)
        .orElseGet(() -> new Plan.Decline(Replies.staleButton(), "a form that leads nowhere"));
  }

  /** The plan of a candidate that this person was offered. */
  private Optional<Plan> candidate(Request request, String id) {
    return openChoice(request)
        .flatMap(
            offered ->
                offered.candidates().stream()
                    .filter(intent -> intent.id().equals(id))
                    .findFirst()
                    .map(intent -> begin(request, intent, offered.slots(), offered.request())));
  }

  private Plan sentence(Request request, Personal text) {
    if (Words.asksForHelp(text.value())) {
      return new Plan.Help("help");
    }
    Optional<Plan> answer = answerToTree(request, text);
    if (answer.isPresent()) {
      return answer.get();
    }
    Optional<Question> open = request.conversation().openFor(request.principal().id());
    if (open.isPresent()) {
      if (Words.dropsIt(text.value())) {
        return new Plan.Drop();
      }
      return switch (open.get()) {
        case Question.ValueOf value -> value(value.asked(), text.value());
        case Question.WhichOf which -> which(request, which.offered(), text);
        case Question.ChangesOf changes ->
            new Plan.Continue(
                new Continuation.Speak(
                    changes.asked().run(), new RunVerb.RequestChanges(text.value().strip())));
        case Question.FieldOf field ->
            new Plan.Continue(
                new Continuation.FillIn(
                    field.asked().run(),
                    field.asked().step(),
                    field.asked().field(),
                    new Continuation.Said.Text(text)));
      };
    }
    return fresh(request, text, Optional.empty());
  }

  private static Plan value(ConversationEvent.InputAsked asked, String said) {
    Map<String, String> given = new HashMap<>(asked.given());
    given.put(asked.input(), said.strip());
    return new Plan.StartRunbook(asked.runbook(), given, asked.request(), asked.offer());
  }

  /** The value behind a button, if its question is the one that is open. */
  private Optional<Plan> chosenValue(Request request, Inbound.ButtonClick click) {
    if (!(request.conversation().openFor(request.principal().id()).orElse(null)
        instanceof Question.ValueOf(var asked))) {
      return Optional.empty();
    }
    List<String> offered = asked.values().orElse(List.of());
    OptionalInt number = buttons.chosenValue(click.action(), asked.input());
    return number.isPresent() && number.getAsInt() < offered.size()
        ? Optional.of(value(asked, offered.get(number.getAsInt())))
        : Optional.empty();
  }

  private Plan which(Request request, ConversationEvent.ChoiceOffered offered, Personal text) {
    String said = text.value().strip();
    for (int i = 0; i < offered.candidates().size(); i++) {
      Intent intent = offered.candidates().get(i);
      if (said.equals(Integer.toString(i + 1)) || said.equalsIgnoreCase(intent.title())) {
        return begin(request, intent, offered.slots(), offered.request());
      }
    }
    return fresh(request, text, Optional.empty());
  }

  private Optional<Plan> answerToTree(Request request, Personal text) {
    if (request.walk().isEmpty()) {
      return Optional.empty();
    }
    Request.OpenWalk open = request.walk().get();
    if (!(open.walk().standing() instanceof Standing.AwaitingAnswer at)) {
      return Optional.empty();
    }
    Optional<ChoiceId> choice = TreeWalker.match(open.walk(), open.tree(), text.value());
    if (choice.isPresent()) {
      return Optional.of(
          new Plan.Continue(
              new Continuation.Answer(
                  open.walk().id(), at.node(), at.visit(), choice.get(), Optional.of(text))));
    }
    if (Words.callsPerson(text.value())) {
      return Optional.of(new Plan.Continue(new Continuation.CallPerson(open.walk().id())));
    }
    return parser.parse(new Utterance(text.value())) instanceof Interpretation.Understood
        ? Optional.empty()
        : Optional.of(new Plan.Continue(new Continuation.AskAgain(open.walk().id())));
  }

  /** A sentence that answers nothing: what does it ask for? */
  private Plan fresh(Request request, Personal text, Optional<Command.Take> take) {
    if (text.value().isBlank()) {
      return new Plan.Help("empty message");
    }
    return switch (parser.parse(new Utterance(text.value()))) {
      case Interpretation.Understood understood ->
          begin(request, understood.intent(), understood.slots(), text, take);
      case Interpretation.Ambiguous ambiguous ->
          new Plan.Clarify(ambiguous.candidates(), ambiguous.slots(), text);
      case Interpretation.Unrecognized _ ->
          new Plan.Decline(Replies.notUnderstood(), "not understood");
    };
  }

  private static Plan begin(Request request, Intent intent, List<Slot> slots, Personal text) {
    return begin(request, intent, slots, text, Optional.empty());
  }

  private static Plan begin(
      Request request,
      Intent intent,
      List<Slot> slots,
      Personal text,
      Optional<Command.Take> take) {
    return switch (intent.kind()) {
      case TREE ->
          new Plan.WalkTree(
              new TreeId(intent.id()),
              request.principal(),
              request.principal(),
              request.inbound().envelope().conversation(),
              take.map(Command.Take::ticket),
              text);
      case RUNBOOK -> new Plan.StartRunbook(new RunbookId(intent.id()), values(slots), text);
    };
  }

  private static Map<String, String> values(List<Slot> slots) {
    return slots.stream().collect(Collectors.toMap(Slot::name, Slot::value, (first, _) -> first));
  }

  private static Optional<ConversationEvent.ChoiceOffered> openChoice(Request request) {
    return request
        .conversation()
        .openFor(request.principal().id())
        .flatMap(
            question ->
                question instanceof Question.WhichOf which
                    ? Optional.of(which.offered())
                    : Optional.empty());
  }
}
