package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.reply.ApprovalQuestion;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks the people who may say yes to a run, or to the rest of it, and closes the question. */
final class Approvals {
  private final RunStore runs;
  private final Venues venues;
  private final Posts posts;

  Approvals(RunStore runs, Venues venues, Posts posts) {
    this.runs = runs;
    this.venues = venues;
    this.posts = posts;
  }

  /** Asks for a yes to the whole run. */
  void ask(Append.Builder into, StoredRun stored, Decision.ApprovalRule rule) {
    askToo(into, stored, rule.role());
  }

  /** Asks holders of another role for a yes to the whole run; who was asked before is not again. */
  void askToo(Append.Builder into, StoredRun stored, Role role) {
    holders(into, stored.run(), role)
        .forEach((person, where) -> say(into, where, ApprovalQuestion.start(stored, person)));
  }

  /** Asks for a yes to what is left of it. */
  void ask(Append.Builder into, StoredRun stored, RunEvent.StepApprovalAsked asked) {
    askToo(into, stored, asked.step(), asked.rule().role());
  }

  /** Asks holders of another role for a yes to what is left of it, if that is still wanted. */
  void askToo(Append.Builder into, StoredRun stored, StepRef step, Role role) {
    if (stored.run().progress(step).orElse(null)
        instanceof StepProgress.AwaitingApproval awaiting) {
      holders(into, stored.run(), role)
          .forEach(
              (person, where) ->
                  say(into, where, ApprovalQuestion.rest(stored, step, awaiting, person)));
    }
  }

  private void say(Append.Builder into, ConversationId where, ApprovalQuestion question) {
    posts.say(into, question.key(), where, question.message());
  }

  /** The whole run is decided on. */
  void close(Append.Builder into, StoredRun stored, String how) {
    asked(stored, Approvals::roleAsked).stream()
        .flatMap(role -> holders(into, stored.run(), role).entrySet().stream())
        .distinct()
        .forEach(
            holder -> {
              String asked = ApprovalQuestion.key(stored, holder.getKey());
              posts.replace(
                  into,
                  asked,
                  asked + "-over",
                  holder.getValue(),
                  Replies.approvalOver(stored.run(), how));
            });
  }

  /** What is left of it is decided on, if that is what a step asked for. */
  void close(Append.Builder into, StoredRun stored, StepRef step, String how) {
    if (stored.run().plan().step(step.step()).content() instanceof PlannedStep.Approval) {
      asked(stored, event -> roleAsked(event, step)).stream()
          .flatMap(role -> holders(into, stored.run(), role).entrySet().stream())
          .distinct()
          .forEach(
              holder -> {
                String asked = ApprovalQuestion.key(stored, step, holder.getKey());
                posts.replace(
                    into,
                    asked,
                    asked + "-over",
                    holder.getValue(),
                    RunReplies.over(stored.run(), step, how));
              });
    }
  }

  /** Everybody who may be asked: not the requester, nor whom it is done for. */
  private Map<PersonId, ConversationId> holders(Append.Builder into, Run run, Role role) {
    Map<PersonId, ConversationId> holders = venues.holders(into.tenant(), role);
    holders.remove(run.request().requester());
    holders.remove(run.request().beneficiary());
    return holders;
  }

  /** The roles that were asked, as each event tells. */
  private List<Role> asked(StoredRun stored, Function<RunEvent, Optional<Role>> roles) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .filter(recorded -> recorded.event().type().contains("approval-"))
        .map(recorded -> RunEventJson.read(recorded.event()))
        .flatMap(event -> roles.apply(event).stream())
        .distinct()
        .toList();
  }

  private static Optional<Role> roleAsked(RunEvent event) {
    return event instanceof RunEvent.ApprovalAsked asked
        ? Optional.of(asked.rule().role())
        : event instanceof RunEvent.ApprovalEscalated escalated
            ? Optional.of(escalated.role())
            : Optional.empty();
  }

  private static Optional<Role> roleAsked(RunEvent event, StepRef step) {
    return event instanceof RunEvent.StepApprovalAsked asked && asked.step().equals(step)
        ? Optional.of(asked.rule().role())
        : event instanceof RunEvent.StepApprovalEscalated escalated && escalated.step().equals(step)
            ? Optional.of(escalated.role())
            : Optional.empty();
  }
}
