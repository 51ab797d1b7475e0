package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Understanding;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out what a person's request comes to. Pure: it reads, and has no effects. */
public final class Planner {
  private final IntentParser parser;
  private final ContentVersion edition;
  private final WalkAnswers walks;
  private final CommandReader commands;
  private final ButtonReader buttons;

  /**
   * A planner.
   *
   * @param edition of the catalogue that the parser knows
   */
  public Planner(IntentParser parser, ContentVersion edition) {
    this.parser = parser;
    this.edition = edition;
    this.walks = new WalkAnswers(parser);
    this.commands = new CommandReader();
    this.buttons = new ButtonReader();
  }

  /** What a person's message, command or button comes to. */
  public Plan plan(Request request) {
    return switch (request.inbound()) {
      case Inbound.ChatMessage message -> message(request, message);
      case Inbound.SlashCommand command -> command(request, command.text());
      case Inbound.ButtonClick click -> button(request, click);
      case Inbound.FormSubmission submission -> submission(request, submission);
      case Inbound.TicketEvent _, Inbound.HookCall _ ->
          new Plan.Ignore("what no person sent has a planner of its own");
    };
  }

  /** What was said as a command, if it is one, however it was delivered. */
  public Inbound commanded(Inbound inbound) {
    return inbound instanceof Inbound.ChatMessage(var envelope, var text, _)
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
      case Command.Run run ->
          new Plan.StartRunbook(run.runbook(), run.given(), text, Assent.EXPRESS);
      case Command.ListRuns _ -> new Plan.ListRuns();
      case Command.ListOwn _ -> new Plan.ListOwn();
      case Command.Show show -> new Plan.ShowRun(show.run());
      case Command.Speak speak ->
          new Plan.Continue(new Continuation.Speak(speak.run(), speak.verb()));
      case Command.Stop stop -> new Plan.Stop(stop.verb());
      case Command.ListFrozen _ -> new Plan.ListFrozen();
      case Command.Browse browse -> new Plan.Browse(browse.words(), 0);
      case Command.Pin pin -> new Plan.Pin(pin.offer());
      case Command.ListTokens _ -> new Plan.ListTokens();
      case Command.RevokeToken(var token) -> new Plan.RevokeToken(token);
      case Command.Delegate delegate -> new Plan.Delegate(delegate.verb());
      case Command.Glass glass -> new Plan.Glass(glass.verb(), text);
      case Command.Accounts accounts -> new Plan.Accounts(accounts.verb());
      case Command.Take take ->
          fresh(request, new Personal(text.subject(), take.words()), Optional.of(take));
      case Command.TakeRun(var ticket, var runbook, var given) ->
          new Plan.RunForTicket(ticket, runbook, given, text);
      case Command.TakeWalk(var ticket, var tree) -> walk(request, tree, Optional.of(ticket), text);
      case Command.OpenTicket(String words) ->
          new Plan.OpenTicket(new Personal(text.subject(), words));
      case Command.Ask ask -> sentence(request, new Personal(text.subject(), ask.words()));
      case Command.Malformed malformed ->
          new Plan.Decline(Replies.malformed(malformed.advice()), "malformed command");
    };
  }

  private Plan message(Request request, Inbound.ChatMessage message) {
    if (message.files().isEmpty()) {
      return sentence(request, message.text());
    }
    return request
        .walk()
        .flatMap(open -> WalkAnswers.given(open, message.files(), message.text()))
        .orElseGet(
            () ->
                message.text().value().isBlank()
                    ? files(request, message.text())
                    : sentence(request, message.text()));
  }

  /** Files without words: for the desk's people, while they have the ticket. */
  private static Plan files(Request request, Personal nothing) {
    return OfTickets.open(request)
        .map(asked -> OfTickets.more(request, asked, nothing))
        .or(() -> OfTickets.passing(request, nothing))
        .orElseGet(
            () ->
                new Plan.Decline(
                    Replies.fileNotAsked(request.principal()), "a file that nothing asks for"));
  }

  private Plan button(Request request, Inbound.ButtonClick click) {
    if (ButtonReader.isConfirmation(click.action())) {
      return Earlier.pressed(request, click.action());
    }
    if (click.action().equals(ButtonReader.ticket())) {
      return new Plan.Decline(TicketReplies.noForm(), "a ticket whose form was not shown");
    }
    Optional<ButtonReader.AskedInputs> asked = ButtonReader.askedInputs(click.action());
    if (asked.isPresent()) {
      return Values.form(request, asked.get(), Map.of());
    }
    Optional<Plan> read = buttons.read(click.action());
    if (read.isPresent()) {
      return read.get();
    }
    return OfTickets.pressed(request, click.action())
        .or(() -> candidate(request, click.action()))
        .or(() -> Values.pressed(request, click.action()))
        .orElseGet(
            () ->
                new Plan.Decline(
                    Replies.staleButton(request.principal()), "a button that leads nowhere"));
  }

  private Plan submission(Request request, Inbound.FormSubmission submission) {
    if (submission.action().equals(ButtonReader.ticket())) {
      return new Plan.OpenTicket(
          Optional.ofNullable(submission.given().get(ButtonReader.ABOUT))
              .orElseGet(() -> new Personal(submission.envelope().sender().toString(), "")),
          submission.files());
    }
    Map<String, String> given = new HashMap<>();
    submission.given().forEach((name, said) -> given.put(name, said.value()));
    Optional<ButtonReader.AskedInputs> asked = ButtonReader.askedInputs(submission.action());
    if (asked.isPresent()) {
      return Values.form(request, asked.get(), given);
    }
    return buttons
        .filled(submission.action(), given)
        .orElseGet(
            () ->
                new Plan.Decline(
                    Replies.staleButton(request.principal()), "a form that leads nowhere"));
  }

  /** The plan of a candidate that this person was offered. */
  private Optional<Plan> candidate(Request request, ButtonAction action) {
    return openChoice(request)
        .flatMap(
            offered ->
                buttons.chosenIntent(action, offered).stream()
                    .flatMap(id -> offered.candidates().stream().filter(it -> it.id().equals(id)))
                    .findFirst()
                    .map(intent -> begin(request, intent, offered.slots(), offered.request())));
  }

  private Plan sentence(Request request, Personal text) {
    if (Words.asksForHelp(text.value())) {
      return new Plan.Help("help");
    }
    Optional<Plan> answer =
        Earlier.answer(request, text)
            .or(() -> Earlier.again(request, text))
            .or(() -> answerToTree(request, text));
    if (answer.isPresent()) {
      return answer.get();
    }
    Optional<Question> open = request.conversation().openFor(request.principal().id());
    if (open.isPresent()) {
      if (Words.dropsIt(text.value())) {
        return new Plan.Drop();
      }
      return switch (open.get()) {
        case Question.ValueOf(var asked) -> Values.said(asked, text);
        case Question.WhichOf which -> which(request, which.offered(), text);
        case Question.ConfirmationOf _ -> unasked(request, text);
        case Question.ChangesOf changes ->
            new Plan.Continue(
                new Continuation.Speak(
                    changes.asked().run(), new RunVerb.RequestChanges(text.value().strip())));
        case Question.TicketOf(var asked) ->
            OfTickets.chosen(request, asked, text.value())
                .orElseGet(
                    () ->
                        isAsking(text)
                            ? unasked(request, text)
                            : OfTickets.more(request, asked, text));
        case Question.FieldOf field ->
            new Plan.Continue(
                new Continuation.FillIn(
                    field.asked().run(),
                    field.asked().step(),
                    field.asked().field(),
                    new Continuation.Said.Text(text)));
      };
    }
    if (Words.dropsIt(text.value()) && Earlier.recent(request).isPresent()) {
      return new Plan.Continue(
          new Continuation.Speak(Earlier.recent(request).get().run(), new RunVerb.Cancel()));
    }
    return Words.takesUp(text.value())
        ? new Plan.Continue(new Continuation.TakeUp())
        : unasked(request, text);
  }

  /** What nothing was asked for: to the desk's people, while they have the ticket; else anew. */
  private Plan unasked(Request request, Personal text) {
    return commands.read(text) instanceof Command.Ask(String words)
            && (request.around().withDesk().isEmpty() || isAsking(text))
        ? fresh(request, new Personal(text.subject(), words), Optional.empty())
        : OfTickets.passing(request, text).orElseGet(() -> fresh(request, text, Optional.empty()));
  }

  /** Whether it is said expressly to the bot. */
  private boolean isAsking(Personal text) {
    return commands.read(text) instanceof Command.Ask(String words) && !words.equals(text.value());
  }

  private Plan which(Request request, ConversationEvent.ChoiceOffered offered, Personal text) {
    String said = text.value().strip();
    OptionalInt place = Referring.place(said);
    for (int i = 0; i < offered.candidates().size(); i++) {
      Intent intent = offered.candidates().get(i);
      if (said.equals(Integer.toString(i + 1))
          || said.equalsIgnoreCase(intent.title())
          || place.equals(OptionalInt.of(i))) {
        return begin(request, intent, offered.slots(), offered.request());
      }
    }
    return fresh(request, text, Optional.empty());
  }

  private Optional<Plan> answerToTree(Request request, Personal text) {
    return request.walk().flatMap(open -> walks.answer(open, text, request.around().today()));
  }

  /** A sentence that answers nothing: what does it ask for? */
  private Plan fresh(Request request, Personal text, Optional<Command.Take> take) {
    if (text.value().isBlank()) {
      return new Plan.Help("empty message");
    }
    Understanding read = parser.understand(new Utterance(text.value()));
    return new Plan.OfSentence(
        text, read, edition, meant(request, read.interpretation(), text, take));
  }

  private Plan meant(
      Request request, Interpretation read, Personal text, Optional<Command.Take> take) {
    return switch (read) {
      case Interpretation.Understood understood ->
          begin(request, understood.intent(), understood.slots(), text, take);
      case Interpretation.Ambiguous ambiguous ->
          new Plan.Clarify(ambiguous.candidates(), ambiguous.slots(), text);
      case Interpretation.Unrecognized _ ->
          new Plan.Decline(
              take.map(it -> Replies.notTaken(request.principal(), it.ticket()))
                  .orElseGet(() -> notUnderstood(request, text)),
              "not understood");
    };
  }

  /** A sentence that begins as a command does may have been meant as one. */
  private Message notUnderstood(Request request, Personal text) {
    return commands.read(text) instanceof Command.Malformed(String advice)
        ? Replies.notUnderstood(request.principal(), advice)
        : Replies.notUnderstood(request.principal());
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
    Optional<TicketRef> ticket = take.map(Command.Take::ticket);
    return switch (intent.kind()) {
      case TREE -> walk(request, new TreeId(intent.id()), ticket, text);
      case RUNBOOK ->
          ticket
              .<Plan>map(
                  it ->
                      new Plan.Decline(
                          Replies.takeByName(it, intent), "a runbook for a ticket, by a sentence"))
              .orElseGet(
                  () ->
                      new Plan.StartRunbook(
                          new RunbookId(intent.id()),
                          WalkAnswers.values(slots),
                          text,
                          Assent.INFERRED));
    };
  }

  private static Plan walk(
      Request request, TreeId tree, Optional<TicketRef> ticket, Personal text) {
    return new Plan.WalkTree(
        tree,
        request.principal(),
        request.principal(),
        request.inbound().envelope().conversation(),
        ticket,
        text);
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
