package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.conversation.ConversationEvent.ConfirmationAsked;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.RunRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows people what a sentence of theirs was understood as, before it is begun. A sentence may be
 * misunderstood; a command, a form and a chosen offer say what they mean and are not asked about. A
 * yes counts once, from the same person, for the very plan that was shown, and for a quarter of an
 * hour. Thread-safe.
 */
final class Confirmations {
  private static final String RISK = "risk";
  private static final String LOW = "low";

  private final RunStarter starter;
  private final Posts posts;

  Confirmations(RunStarter starter, Posts posts) {
    this.starter = starter;
    this.posts = posts;
  }

  /**
   * Asks, where somebody has to be asked who has not said yes yet. What the policies refuse anyway,
   * and what is not complete, is left to whoever begins it.
   *
   * @return the question that was asked
   */
  Optional<ConversationEvent> ask(
      Enactor.Case at, Plan.StartRunbook plan, Runbook runbook, RunRequest request) {
    if (plan.assent() == Assent.EXPRESS
        || !(starter.preview(runbook, plan.given(), at.principal(), request)
            instanceof RunStarter.Preview.Seen seen)
        || !isNeeded(seen)
        || plan.confirmed().equals(Optional.of(seen.planned().digest()))) {
      return Optional.empty();
    }
    RunPlan shown = seen.planned().plan();
    posts.answer(at, Replies.confirmation(shown, at.key()));
    return Optional.of(
        new ConfirmationAsked(
            at.principal().id(),
            plan.runbook(),
            plan.given(),
            plan.request(),
            plan.offer(),
            at.key(),
            seen.planned().digest(),
            Micros.truncate(at.row().acceptedAt())));
  }

  /**
   * Whether a sentence is not enough for it. It is enough for what changes nothing; and for what is
   * of low risk, on targets of low risk, for the asker themselves, without anybody's approval.
   */
  private static boolean isNeeded(RunStarter.Preview.Seen seen) {
    return switch (seen.decision()) {
      case Decision.Deny _, Decision.HumanOnly _ -> false;
      case Decision.NeedsApproval _ -> changes(seen);
      case Decision.Allow _ ->
          changes(seen)
              && !(isLow(seen.planned().plan())
                  && seen.request().beneficiary().equals(seen.request().requester()));
    };
  }

  private static boolean changes(RunStarter.Preview.Seen seen) {
    return !seen.planned().plan().impact().isEmpty();
  }

  /** What nobody has called low is not low. */
  private static boolean isLow(RunPlan plan) {
    return Stream.concat(
                Stream.of(plan.attributes()),
                plan.children().stream().map(child -> child.attributes()))
            .allMatch(attributes -> LOW.equals(attributes.get(RISK)))
        && plan.risk().filter(risk -> !risk.equals(LOW)).isEmpty();
  }
}
