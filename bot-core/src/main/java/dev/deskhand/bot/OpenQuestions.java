package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.ChoiceOffered;
import dev.deskhand.bot.conversation.ConversationEvent.ConfirmationAsked;
import dev.deskhand.bot.conversation.ConversationEvent.InputAsked;
import dev.deskhand.bot.conversation.ConversationEvent.TicketAsked;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.Phrase;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.bot.reply.TicketReplies;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import java.util.List;
import java.util.Optional;

/**
 * Ends the questions that the bot put to somebody before a runbook or tree begins: once they are
 * answered, or something else takes their place, their message says so and has no buttons any more,
 * for anybody. Thread-safe.
 */
final class OpenQuestions {
  private final Library library;
  private final Visible visible;
  private final Posts posts;

  OpenQuestions(Library library, Visible visible, Posts posts) {
    this.library = library;
    this.visible = visible;
    this.posts = posts;
  }

  /**
   * What becomes of a question.
   *
   * @param post the key of its message
   * @param isOver whether it ends by this request, even if nothing came of that
   * @param rest what its message says once it is over
   */
  private record Ending(String post, boolean isOver, Message rest) {}

  /**
   * Ends what this person was asked before, unless it is asked still.
   *
   * @param plan what the request that is worked now came to
   * @param events what comes of it; the end of the question is added
   */
  void close(Enactor.Case at, Plan plan, List<ConversationEvent> events) {
    PersonId person = at.principal().id();
    Conversation before = at.conversation().conversation();
    Optional<Ending> ending = before.openFor(person).flatMap(it -> ending(at, it, plan, events));
    if (ending.isEmpty()) {
      return;
    }
    Conversation after = before;
    for (ConversationEvent event : events) {
      after = after.apply(event);
    }
    boolean isOpen = before.openFor(person).equals(after.openFor(person));
    if (isOpen && !ending.get().isOver()) {
      return;
    }
    if (isOpen) {
      events.add(new ConversationEvent.QuestionSettled(person));
    }
    boolean isApart =
        at.inbound() instanceof Inbound.ButtonClick click
            && !ButtonReader.answers(click.action(), before.openFor(person).orElseThrow());
    if (isApart) {
      posts.closeApart(at, ending.get().post(), ending.get().rest());
    } else {
      posts.close(at, ending.get().post(), ending.get().rest());
    }
  }

  private Optional<Ending> ending(
      Enactor.Case at, Question question, Plan plan, List<ConversationEvent> events) {
    return switch (question) {
      case Question.ConfirmationOf(var asked) ->
          Optional.of(ofConfirmation(at, asked, plan, events));
      case Question.ValueOf(var asked) -> asked.post().map(it -> ofValue(at, asked, plan, it));
      case Question.WhichOf(var offered) ->
          offered.post().map(it -> ofChoice(at, offered, plan, it));
      case Question.TicketOf(var asked) -> Optional.of(ofTicket(at, asked, plan));
      case Question.FieldOf _, Question.ChangesOf _ -> Optional.empty();
    };
  }

  /** Whoever says anything else has left it: a later yes would be to something else. */
  private Ending ofConfirmation(
      Enactor.Case at, ConfirmationAsked asked, Plan plan, List<ConversationEvent> events) {
    String title = title(asked.runbook());
    return new Ending(
        asked.id(),
        at.inbound() instanceof Inbound.ChatMessage,
        isBegun(asked, plan, events) ? Replies.confirmed(title) : Replies.notConfirmed(title));
  }

  private static boolean isBegun(
      ConfirmationAsked asked, Plan plan, List<ConversationEvent> events) {
    return plan instanceof Plan.StartRunbook start
        && start.confirmed().equals(Optional.of(asked.digest()))
        && events.stream().anyMatch(ConversationEvent.RunBegun.class::isInstance);
  }

  private Ending ofValue(Enactor.Case at, InputAsked asked, Plan plan, String post) {
    Optional<InputDeclaration> input = input(at.principal(), asked);
    Optional<String> said =
        plan instanceof Plan.StartRunbook start
                && start.runbook().equals(asked.runbook())
                && start.request().equals(asked.request())
            ? Optional.ofNullable(start.given().get(asked.input()))
            : Optional.empty();
    Optional<String> label =
        said.map(
            value ->
                aside(at)
                    .map(it -> it.in(at.principal().language()))
                    .or(() -> input.map(it -> RunReplies.label(it.type(), value)))
                    .orElse(value));
    String question = input.map(InputDeclaration::question).orElse(asked.input());
    return ending(at.principal(), post, question, label);
  }

  /** What nobody else has read is not shown to everybody. */
  private static Optional<Phrase> aside(Enactor.Case at) {
    return switch (at.inbound()) {
      case Inbound.FormSubmission _ -> Optional.of(Phrase.IN_A_FORM);
      case Inbound.SlashCommand _ -> Optional.of(Phrase.IN_PRIVATE);
      default -> Optional.empty();
    };
  }

  private static Ending ofChoice(Enactor.Case at, ChoiceOffered offered, Plan plan, String post) {
    Optional<String> chosen =
        offered.candidates().stream()
            .filter(it -> isChosen(it, offered, plan))
            .findFirst()
            .map(Intent::title);
    String question = Phrase.WHICH_OF.in(at.principal().language());
    return ending(at.principal(), post, question, chosen);
  }

  private static Ending ofTicket(Enactor.Case at, TicketAsked asked, Plan plan) {
    Optional<String> chosen =
        plan instanceof Plan.Relay relay && relay.text().equals(asked.text())
            ? Optional.of(relay.ticket().toString())
            : Optional.empty();
    return ending(at.principal(), asked.post(), TicketReplies.WHICH, chosen);
  }

  private static boolean isChosen(Intent candidate, ChoiceOffered offered, Plan plan) {
    if (plan instanceof Plan.WalkTree walk) {
      return candidate.kind() == Intent.Kind.TREE
          && candidate.id().equals(walk.tree().value())
          && offered.request().equals(walk.request());
    }
    return plan instanceof Plan.StartRunbook start
        && candidate.kind() == Intent.Kind.RUNBOOK
        && candidate.id().equals(start.runbook().value())
        && offered.request().equals(start.request());
  }

  private static Ending ending(
      Principal person, String post, String question, Optional<String> answer) {
    return new Ending(
        post,
        answer.isPresent(),
        Replies.answered(
            person, question, answer.orElseGet(() -> Phrase.WENT_AWAY.in(person.language()))));
  }

  /** As it was asked for, also where the offer that it was chosen from is gone by now. */
  private Optional<InputDeclaration> input(Principal reader, InputAsked asked) {
    return visible
        .runbook(reader, asked.runbook(), asked.offer())
        .or(() -> library.runbooks().find(asked.runbook()))
        .stream()
        .flatMap(it -> it.inputs().stream())
        .filter(it -> it.name().equals(asked.input()))
        .findFirst();
  }

  private String title(RunbookId runbook) {
    return library.runbooks().find(runbook).map(Runbook::title).orElseGet(runbook::value);
  }
}
