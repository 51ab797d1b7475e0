package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Replies;
import dev.deskhand.bot.RunReplies;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        .forEach(
            (person, where) ->
                posts.say(
                    into,
                    key(stored, person),
                    where,
                    Replies.approvalRequest(stored.id(), stored.run())));
  }

  /** Asks for a yes to what is left of it. */
  void ask(Append.Builder into, StoredRun stored, RunEvent.StepApprovalAsked asked) {
    Message question = RunReplies.approvalRequest(stored.id(), stored.run(), asked);
    holders(into, stored.run(), asked.rule().role())
        .forEach(
            (person, where) -> posts.say(into, key(stored, asked.step(), person), where, question));
  }

  /** The whole run is decided on. */
  void close(Append.Builder into, StoredRun stored, String how) {
    asked(stored).stream()
        .flatMap(role -> holders(into, stored.run(), role).entrySet().stream())
        .distinct()
        .forEach(
            holder -> {
              String asked = key(stored, holder.getKey());
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
    if (stored.run().plan().step(step.step()).content() instanceof PlannedStep.Approval approval) {
      holders(into, stored.run(), approval.rule().role())
          .forEach(
              (person, where) -> {
                String asked = key(stored, step, person);
                posts.replace(
                    into, asked, asked + "-over", where, RunReplies.over(stored.run(), step, how));
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

  /** The roles that were asked for a yes to the whole run. */
  private List<Role> asked(StoredRun stored) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .filter(recorded -> recorded.event().type().startsWith("approval-"))
        .map(recorded -> RunEventJson.read(recorded.event()))
        .flatMap(
            event ->
                event instanceof RunEvent.ApprovalAsked asked
                    ? Stream.of(asked.rule().role())
                    : event instanceof RunEvent.ApprovalEscalated escalated
                        ? Stream.of(escalated.role())
                        : Stream.empty())
        .toList();
  }

  private static String key(StoredRun stored, PersonId person) {
    return "approval-" + stored.id() + "-" + person;
  }

  private static String key(StoredRun stored, StepRef step, PersonId person) {
    return "approval-" + stored.id() + "-" + step + "-" + person;
  }
}
