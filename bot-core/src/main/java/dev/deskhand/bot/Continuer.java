package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Plan.Continuation;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Grant;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunbookEngine;
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
import java.util.Optional;
import java.util.function.BiConsumer;

/** Goes on with walks and runs that are under way. Thread-safe. */
public final class Continuer {
  private final WalkStore walks;
  private final RunStore runs;
  private final Library library;
  private final RunbookEngine engine;
  private final Gate gate;
  private final Posts posts;

  public Continuer(
      WalkStore walks,
      RunStore runs,
      Library library,
      RunbookEngine engine,
      Gate gate,
      Posts posts) {
    this.walks = walks;
    this.runs = runs;
    this.library = library;
    this.engine = engine;
    this.gate = gate;
    this.posts = posts;
  }

  String go(Enactor.Case at, Continuation what) {
    return switch (what) {
      case Continuation.Answer answer -> answer(at, answer);
      case Continuation.AskAgain again -> askAgain(at, again.walk());
      case Continuation.CallPerson call -> callPerson(at, call.walk());
      case Continuation.Approve approve ->
          speak(
              at,
              approve.run(),
              Action.APPROVE,
              Replies.approvalNoted(),
              (run, grant) -> engine.approve(at.append(), run, grant));
      case Continuation.DeclineApproval decline ->
          speak(
              at,
              decline.run(),
              Action.APPROVE,
              Replies.approvalNoted(),
              (run, grant) -> engine.decline(at.append(), run, grant, ""));
      case Continuation.Cancel cancel ->
          speak(
              at,
              cancel.run(),
              Action.CANCEL,
              Replies.cancelling(),
              (run, grant) -> engine.cancel(at.append(), run, grant));
      case Continuation.Settle settle -> settle(at, settle);
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

  private String settle(Enactor.Case at, Continuation.Settle settle) {
    Optional<StoredRun> stored = runs.find(at.append().tenant(), settle.run());
    if (stored.isEmpty() || !stored.get().run().awaitsPerson(settle.step(), settle.attempt())) {
      return say(at, Replies.alreadyAnswered(), "nothing to settle");
    }
    return speak(
        at,
        settle.run(),
        Action.RESOLVE,
        Replies.approvalNoted(),
        (run, grant) -> engine.settle(at.append(), run, settle.step(), settle.settlement(), grant));
  }

  private String speak(
      Enactor.Case at,
      RunId id,
      Action action,
      Message thanks,
      BiConsumer<StoredRun, Grant> speech) {
    Optional<StoredRun> stored = runs.find(at.append().tenant(), id);
    if (stored.isEmpty() || stored.get().run().hasEnded()) {
      return say(at, Replies.noSuchRun(), "no such run");
    }
    if (action == Action.APPROVE && !stored.get().run().awaitsApproval()) {
      return say(at, Replies.alreadyAnswered(), "decided already");
    }
    Decision decision = gate.maySpeakTo(at.append(), at.principal(), action, stored.get().run());
    if (!(decision instanceof Decision.Allow allow)) {
      return say(at, Replies.refused(decision), "refused: " + decision.reasons().sentence());
    }
    speech.accept(stored.get(), allow.grant());
    return say(at, thanks, action.label() + " " + id);
  }

  private String say(Enactor.Case at, Message message, String outcome) {
    posts.say(at.append(), at.key(), at.where(), message);
    return outcome;
  }
}
