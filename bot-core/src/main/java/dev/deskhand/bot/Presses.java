package dev.deskhand.bot;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.Continuation;
import dev.deskhand.bot.plan.Plan.Continue;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * For whom buttons are: so that nobody is shown one that would only tell them so. It decides
 * nothing; who presses one all the same is asked about as always. Thread-safe.
 */
final class Presses {
  private final Portal portal;
  private final WalkStore walks;
  private final ButtonReader buttons = new ButtonReader();

  Presses(Portal portal, WalkStore walks) {
    this.portal = portal;
    this.walks = walks;
  }

  /** True, too, where it can't be told without trying. */
  boolean isFor(Principal by, ButtonAction action) {
    return !(buttons.read(action).orElse(null) instanceof Continue(Continuation what))
        || isFor(by, what);
  }

  private boolean isFor(Principal by, Continuation what) {
    return switch (what) {
      case Continuation.Answer(WalkId walk, NodeId node, int visit, var _) ->
          isWalking(by, walk, it -> it.awaitsAnswer(node, visit));
      case Continuation.Give give ->
          isWalking(by, give.walk(), it -> it.awaitsAnswer(give.node(), give.visit()));
      case Continuation.AskAgain(WalkId walk, var _) -> isWalking(by, walk, _ -> true);
      case Continuation.Turn(WalkId walk, var _) ->
          isWalking(by, walk, it -> !(it.standing() instanceof Standing.Ended));
      case Continuation.TakeUp _ -> true;
      case Continuation.Speak(RunId run, RunVerb verb) -> isFor(by, run, verb);
      case Continuation.AskForChanges(RunId run) -> isWaiting(by, run, Optional.empty());
      case Continuation.AskField(RunId run, StepRef step) -> isAsked(by, run, step);
      case Continuation.FillIn(RunId run, StepRef step, var _, var _) -> isAsked(by, run, step);
    };
  }

  private boolean isFor(Principal by, RunId run, RunVerb verb) {
    return switch (verb) {
      case RunVerb.Approve(Optional<StepRef> step) -> isWaiting(by, run, step);
      case RunVerb.Decline(Optional<StepRef> step, var _) -> isWaiting(by, run, step);
      case RunVerb.RequestChanges _ -> isWaiting(by, run, Optional.empty());
      case RunVerb.Answer(StepRef step, var _) -> isAsked(by, run, step);
      case RunVerb.Cancel _, RunVerb.Pause _, RunVerb.Resume _ -> portal.run(by, run).isPresent();
      case RunVerb.Settle(StepRef step, var _, var _) ->
          portal.run(by, run).filter(it -> it.run().unsettled().contains(step)).isPresent();
    };
  }

  private boolean isWalking(Principal by, WalkId walk, Predicate<Walk> stands) {
    return walks
        .find(by.tenant(), walk)
        .map(StoredWalk::walk)
        .filter(it -> it.asker().id().equals(by.id().value()))
        .filter(stands)
        .isPresent();
  }

  private boolean isWaiting(Principal by, RunId run, Optional<StepRef> step) {
    return portal.waiting(by, run).stream()
        .anyMatch(
            waiting ->
                switch (waiting) {
                  case Waiting.Start _ -> step.isEmpty();
                  case Waiting.Rest(var _, StepRef at, var _) -> step.equals(Optional.of(at));
                  case Waiting.Values _ -> false;
                });
  }

  private boolean isAsked(Principal by, RunId run, StepRef step) {
    return portal.asked(by, run, step).isPresent();
  }
}
