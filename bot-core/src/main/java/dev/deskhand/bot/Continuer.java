package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Continuation;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Locale;

/** Goes on with walks and runs that are under way. Thread-safe. */
public final class Continuer {
  private final WalkSpeech walks;
  private final RunSpeech speech;
  private final FormFiller forms;
  private final Posts posts;

  public Continuer(WalkSpeech walks, RunStore runs, RunSpeech speech, Posts posts) {
    this.walks = walks;
    this.speech = speech;
    this.forms = new FormFiller(runs, speech, posts);
    this.posts = posts;
  }

  String go(Enactor.Case at, Continuation what, List<ConversationEvent> events) {
    leaveShown(at, what, events);
    return switch (what) {
      case Continuation.Answer answer -> walks.answer(at, answer);
      case Continuation.Give give -> walks.give(at, give);
      case Continuation.AskAgain again -> walks.askAgain(at, again);
      case Continuation.Turn turn -> walks.turn(at, turn);
      case Continuation.TakeUp _ -> walks.takeUp(at, events);
      case Continuation.Speak speak -> speak(at, speak, events);
      case Continuation.AskForChanges(RunId run) -> askForChanges(at, run, events);
      case Continuation.FillIn fill -> fill(at, fill, events);
      case Continuation.AskField ask ->
          say(
              at,
              forms.askAgain(at, ask).orElseGet(() -> Replies.alreadyAnswered(at.principal())),
              "a form of " + ask.step() + ", as a question");
    };
  }

  /** Whoever goes on with a walk has left what they were shown: a later yes is for the walk. */
  private static void leaveShown(
      Enactor.Case at, Continuation what, List<ConversationEvent> events) {
    boolean isWalk =
        what instanceof Continuation.Answer
            || what instanceof Continuation.AskAgain
            || what instanceof Continuation.Turn
            || what instanceof Continuation.TakeUp;
    if (isWalk
        && at.conversation().conversation().confirmationOf(at.principal().id()).isPresent()) {
      events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
    }
  }

  private String askForChanges(Enactor.Case at, RunId id, List<ConversationEvent> events) {
    return switch (speech.mayRequestChanges(at.append(), at.principal(), id)) {
      case RunSpeech.Heard.Noted(StoredRun stored) -> {
        events.add(new ConversationEvent.ChangesAsked(at.principal().id(), id));
        yield say(at, RunReplies.whatChanges(stored.run()), "asked what has to be different");
      }
      case RunSpeech.Heard other -> unheard(at, other);
    };
  }

  private String speak(Enactor.Case at, Continuation.Speak speak, List<ConversationEvent> events) {
    if (speak.verb() instanceof RunVerb.RequestChanges
        && at.conversation().conversation().openFor(at.principal().id()).orElse(null)
            instanceof Question.ChangesOf) {
      events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
    }
    RunSpeech.Heard heard = speech.say(at.append(), at.principal(), speak.run(), speak.verb());
    return heard instanceof RunSpeech.Heard.Noted
        ? say(at, thanks(speak.verb()), outcome(speak.verb()) + " " + speak.run())
        : unheard(at, heard);
  }

  private String fill(Enactor.Case at, Continuation.FillIn fill, List<ConversationEvent> events) {
    return switch (forms.fill(at, fill, events)) {
      case FormFiller.Filled.Asked(String field) -> "asked for " + field;
      case FormFiller.Filled.Told(RunSpeech.Heard.Noted _) ->
          say(at, Replies.approvalNoted(), "answered " + fill.step() + " of " + fill.run());
      case FormFiller.Filled.Told(RunSpeech.Heard other) -> unheard(at, other);
      case FormFiller.Filled.Unfit(var field, String expected) ->
          say(at, RunReplies.unfit(field, expected), "does not fit " + field.name());
      case FormFiller.Filled.NotAsked _ ->
          say(at, Replies.alreadyAnswered(at.principal()), "no such question is open");
    };
  }

  private String unheard(Enactor.Case at, RunSpeech.Heard heard) {
    return switch (heard) {
      case RunSpeech.Heard.Noted(StoredRun run) -> "noted by " + run.id();
      case RunSpeech.Heard.Refused(Decision decision) ->
          say(at, Replies.refused(decision), "refused: " + decision.reasons().sentence());
      case RunSpeech.Heard.NoSuchRun _ -> say(at, Replies.noSuchRun(), "no such run");
      case RunSpeech.Heard.Moot(String why) -> say(at, RunReplies.moot(why), "moot: " + why);
      case RunSpeech.Heard.Unfit(List<String> reasons) ->
          say(at, Replies.unfit(reasons), "does not fit");
    };
  }

  private static Message thanks(RunVerb verb) {
    return switch (verb) {
      case RunVerb.Approve _,
          RunVerb.Decline _,
          RunVerb.RequestChanges _,
          RunVerb.Settle _,
          RunVerb.Answer _ ->
          Replies.approvalNoted();
      case RunVerb.Cancel _ -> Replies.cancelling();
      case RunVerb.Pause _ -> RunReplies.pausing();
      case RunVerb.Resume _ -> RunReplies.resuming();
    };
  }

  /** The word for what was said. */
  static String outcome(RunVerb verb) {
    return verb.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private String say(Enactor.Case at, Message message, String outcome) {
    posts.answer(at, message);
    return outcome;
  }
}
