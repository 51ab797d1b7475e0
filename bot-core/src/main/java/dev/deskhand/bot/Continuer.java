package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Plan.Continuation;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.AnswerVerdict;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.Reply;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Goes on with walks and runs that are under way. Thread-safe. */
public final class Continuer {
  private final WalkStore walks;
  private final Library library;
  private final RunSpeech speech;
  private final FormFiller forms;
  private final Posts posts;

  public Continuer(WalkStore walks, RunStore runs, Library library, RunSpeech speech, Posts posts) {
    this.walks = walks;
    this.library = library;
    this.speech = speech;
    this.forms = new FormFiller(runs, speech, posts);
    this.posts = posts;
  }

  String go(Enactor.Case at, Continuation what, List<ConversationEvent> events) {
    return switch (what) {
      case Continuation.Answer answer -> answer(at, answer);
      case Continuation.AskAgain again -> askAgain(at, again.walk());
      case Continuation.CallPerson call -> callPerson(at, call.walk());
      case Continuation.Speak speak -> speak(at, speak, events);
      case Continuation.AskForChanges(RunId run) -> askForChanges(at, run, events);
      case Continuation.FillIn fill -> fill(at, fill, events);
      case Continuation.AskField ask ->
          say(
              at,
              forms.askAgain(at, ask).orElseGet(Replies::alreadyAnswered),
              "a form of " + ask.step() + ", as a question");
    };
  }

  private String answer(Enactor.Case at, Continuation.Answer answer) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), answer.walk());
    if (stored.isEmpty()) {
      return say(at, Replies.staleButton(), "no such walk");
    }
    Tree tree = library.treeOf(at.append().tenant(), stored.get().walk());
    Reply reply =
        new Reply(
            answer.node(),
            answer.visit(),
            answer.choice(),
            at.principal().id().value(),
            answer.said());
    return switch (TreeWalker.answer(stored.get().walk(), tree, reply)) {
      case AnswerVerdict.Accepted accepted -> accept(at, stored.get(), tree, accepted.event());
      case AnswerVerdict.AlreadyAnswered _ ->
          say(at, Replies.alreadyAnswered(), "answered already");
      case AnswerVerdict.NotYours _ -> say(at, Replies.notYours(), "somebody else's question");
      case AnswerVerdict.NotAsked _, AnswerVerdict.NoSuchChoice _ ->
          say(at, Replies.staleButton(), "a choice that was not offered");
    };
  }

  /** The answer counts: the walk goes on, and the question shows what was chosen. */
  private String accept(
      Enactor.Case at, StoredWalk stored, Tree tree, WalkEvent.Answered answered) {
    if (TreeWalker.awaited(stored.walk(), tree).orElse(null) instanceof Move.Ask ask) {
      String asked = WalkWorker.questionKey(stored.walk().id(), ask.node(), ask.visit());
      posts.replace(
          at.append(),
          asked,
          asked + "-answered",
          ConversationId.of(StreamId.parse(stored.walk().conversation())),
          Replies.answered(ask.text(), label(tree, answered)));
    }
    walks.write(at.append(), stored, StreamState.live(), List.of(answered));
    return "answered " + answered.node() + " with " + answered.choice();
  }

  private static String label(Tree tree, WalkEvent.Answered answered) {
    return tree.find(answered.node()).orElse(null) instanceof Node.Asking asking
        ? asking.choices().stream()
            .filter(choice -> choice.id().equals(answered.choice()))
            .map(Choice::label)
            .findFirst()
            .orElse(answered.choice().toString())
        : answered.choice().toString();
  }

  private String askAgain(Enactor.Case at, WalkId id) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), id);
    Optional<Move> awaited =
        stored.flatMap(
            walk ->
                TreeWalker.awaited(walk.walk(), library.treeOf(at.append().tenant(), walk.walk())));
    return awaited.orElse(null) instanceof Move.Ask ask
        ? say(at, Replies.whichChoice(ask), "fits no choice")
        : say(at, Replies.notUnderstood(), "not understood");
  }

  private String callPerson(Enactor.Case at, WalkId id) {
    Optional<StoredWalk> stored = walks.find(at.append().tenant(), id);
    if (stored.isEmpty() || stored.get().walk().standing() instanceof Standing.Ended) {
      return say(at, Replies.alreadyAnswered(), "the walk is over");
    }
    if (!stored.get().walk().asker().id().equals(at.principal().id().value())) {
      return say(at, Replies.notYours(), "somebody else's walk");
    }
    walks.write(
        at.append(),
        stored.get(),
        StreamState.live(),
        List.of(new WalkEvent.EscalationAsked(at.principal().id().value())));
    return "asked for a person";
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
          say(at, Replies.alreadyAnswered(), "no such question is open");
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
    posts.say(at.append(), at.key(), at.where(), message);
    return outcome;
  }
}
