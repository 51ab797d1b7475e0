package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Replies;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells people what happens to runs, and walks how the runs that they asked for ended. */
final class RunReporter {
  private final RunStore runs;
  private final WalkStore walks;
  private final Venues venues;
  private final Posts posts;
  private final Role support;

  RunReporter(RunStore runs, WalkStore walks, Venues venues, Posts posts, Role support) {
    this.runs = runs;
    this.walks = walks;
    this.venues = venues;
    this.posts = posts;
    this.support = support;
  }

  void report(Append.Builder into, RecordedEvent recorded) {
    RunEvent event = RunEventJson.read(recorded.event());
    if (!isTold(event)) {
      return;
    }
    runs.find(recorded.key().tenant(), RunId.of(recorded.key()))
        .ifPresent(stored -> report(into, stored, recorded, event));
  }

  private void report(
      Append.Builder into, StoredRun stored, RecordedEvent recorded, RunEvent event) {
    Run run = stored.run();
    String key = "rep-" + recorded.position().value();
    switch (event) {
      case RunEvent.ApprovalAsked asked -> askApprovers(into, stored, key, asked.rule());
      case RunEvent.RunStarted _ -> {
        say(into, key, run, working(run));
        closeApprovals(into, stored, key, approvedBy(run));
      }
      case RunEvent.StepUncertain uncertain -> {
        say(into, key, run, Replies.colleagueLooks());
        askSupport(into, stored, uncertain.step(), uncertain.attempt(), uncertain.reason());
      }
      case RunEvent.StepFailed failed -> {
        if (failed.retryAt().isEmpty() && run.asksAfterFailure(failed.step())) {
          askSupport(into, stored, failed.step(), failed.attempt(), failed.reason());
        }
      }
      case RunEvent.StepSettled settled -> closeQuestions(into, stored, settled);
      case RunEvent.RunEnded ended -> ended(into, stored, key, ended);
      case RunEvent.RunRequested _,
          RunEvent.Approved _,
          RunEvent.ApprovalDeclined _,
          RunEvent.ApprovalExpired _,
          RunEvent.StepSkipped _,
          RunEvent.StepIntended _,
          RunEvent.StepDispatched _,
          RunEvent.StepSucceeded _,
          RunEvent.StepUnclear _,
          RunEvent.StepUnanswered _,
          RunEvent.StepApprovalAsked _,
          RunEvent.StepApproved _,
          RunEvent.StepDeclined _,
          RunEvent.AnswerAsked _,
          RunEvent.Answered _,
          RunEvent.StepWaiting _,
          RunEvent.LockTaken _,
          RunEvent.LockReleased _,
          RunEvent.PauseAsked _,
          RunEvent.ResumeAsked _,
          RunEvent.RollbackStarted _,
          RunEvent.CancelAsked _ -> {}
    }
  }

  /** Most events of a run are nobody's news; the run is not even read for them. */
  private static boolean isTold(RunEvent event) {
    return event instanceof RunEvent.ApprovalAsked
        || event instanceof RunEvent.RunStarted
        || event instanceof RunEvent.StepUncertain
        || (event instanceof RunEvent.StepFailed failed && failed.retryAt().isEmpty())
        || event instanceof RunEvent.StepSettled
        || event instanceof RunEvent.RunEnded;
  }

  private static Message working(Run run) {
    return isGuided(run) ? Replies.working() : Replies.working(run.plan().title());
  }

  private static boolean isGuided(Run run) {
    return StreamId.parse(run.request().origin()).kind().equals(WalkStore.KIND);
  }

  private void askApprovers(
      Append.Builder into, StoredRun stored, String key, Decision.ApprovalRule rule) {
    Run run = stored.run();
    say(into, key, run, Replies.awaitingApproval(rule));
    venues
        .holders(into.tenant(), rule.role(), run.request().requester())
        .forEach(
            (person, where) ->
                posts.say(
                    into,
                    approvalKey(stored, person),
                    where,
                    Replies.approvalRequest(stored.id(), run)));
  }

  private void closeApprovals(Append.Builder into, StoredRun stored, String key, String how) {
    approvalRule(stored)
        .ifPresent(
            rule ->
                venues
                    .holders(into.tenant(), rule.role(), stored.run().request().requester())
                    .forEach(
                        (person, where) ->
                            posts.replace(
                                into,
                                approvalKey(stored, person),
                                key + "-" + person,
                                where,
                                Replies.approvalOver(stored.run(), how))));
  }

  private Optional<Decision.ApprovalRule> approvalRule(StoredRun stored) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .map(recorded -> RunEventJson.read(recorded.event()))
        .flatMap(
            event ->
                event instanceof RunEvent.ApprovalAsked asked
                    ? Stream.of(asked.rule())
                    : Stream.empty())
        .findFirst();
  }

  private static String approvedBy(Run run) {
    return run.approvals().isEmpty()
        ? "started"
        : "approved by "
            + String.join(", ", run.approvals().stream().map(it -> it.by().value()).toList());
  }

  private void askSupport(
      Append.Builder into, StoredRun stored, StepRef step, int attempt, String reason) {
    helpers(into)
        .forEach(
            (person, where) ->
                posts.say(
                    into,
                    questionKey(stored, step, attempt, person),
                    where,
                    Replies.unknownEffect(stored.id(), stored.run(), step, attempt, reason)));
  }

  private void closeQuestions(Append.Builder into, StoredRun stored, RunEvent.StepSettled settled) {
    int attempt = lastAsked(stored, settled.step());
    String how =
        settled.settlement().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + ", says "
            + settled.by();
    helpers(into)
        .forEach(
            (person, where) -> {
              String asked = questionKey(stored, settled.step(), attempt, person);
              posts.replace(
                  into,
                  asked,
                  asked + "-settled",
                  where,
                  Replies.settled(stored.run(), settled.step(), how));
            });
  }

  private int lastAsked(StoredRun stored, StepRef step) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .map(recorded -> RunEventJson.read(recorded.event()))
        .mapToInt(event -> askedAttempt(event, step))
        .max()
        .orElse(0);
  }

  private static int askedAttempt(RunEvent event, StepRef step) {
    if (event instanceof RunEvent.StepUncertain uncertain && uncertain.step().equals(step)) {
      return uncertain.attempt();
    }
    return event instanceof RunEvent.StepFailed failed
            && failed.step().equals(step)
            && failed.retryAt().isEmpty()
        ? failed.attempt()
        : 0;
  }

  private void ended(Append.Builder into, StoredRun stored, String key, RunEvent.RunEnded ended) {
    Run run = stored.run();
    say(into, key, run, Message.text(sentence(run, ended)));
    if (ended.outcome() == RunOutcome.REFUSED || ended.outcome() == RunOutcome.CANCELLED) {
      closeApprovals(into, stored, key, ended.reason());
    }
    if (isGuided(run)) {
      WalkId walk = new WalkId(StreamId.parse(run.request().origin()).key());
      handBack(into, stored, walk, ended.outcome());
    }
  }

  private static String sentence(Run run, RunEvent.RunEnded ended) {
    return switch (ended.outcome()) {
      case SUCCEEDED -> run.plan().sayings().succeeded();
      case FAILED, ROLLED_BACK -> run.plan().sayings().failed();
      case REFUSED -> refusal(run, ended);
      case CANCELLED -> "It was cancelled.";
    };
  }

  /** For the requester, who reads no approver's name. */
  private static String refusal(Run run, RunEvent.RunEnded ended) {
    String begun =
        run.isUntouched() ? "It was not done. " : "It was stopped before its end. ";
    boolean naming =
        run.approvals().stream().anyMatch(it -> ended.reason().contains(it.by().value()));
    return begun + (naming ? "The approval does not hold any more." : ended.reason());
  }

  private void handBack(Append.Builder into, StoredRun run, WalkId id, RunOutcome outcome) {
    Optional<StoredWalk> walk = walks.find(into.tenant(), id);
    walk.ifPresent(
        stored -> {
          if (stored.walk().standing() instanceof Standing.AwaitingHandOver waiting
              && waiting.runId().equals(run.id().value())) {
            walks.write(
                into,
                stored,
                StreamState.live(),
                List.of(
                    new WalkEvent.HandOverEnded(waiting.node(), waiting.visit(), seen(outcome))));
          }
        });
  }

  private static dev.deskhand.trees.RunOutcome seen(RunOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> dev.deskhand.trees.RunOutcome.SUCCEEDED;
      case FAILED, ROLLED_BACK, CANCELLED -> dev.deskhand.trees.RunOutcome.FAILED;
      case REFUSED -> dev.deskhand.trees.RunOutcome.REFUSED;
    };
  }

  private Map<PersonId, ConversationId> helpers(Append.Builder into) {
    return venues.holders(into.tenant(), support, new PersonId("nobody"));
  }

  private void say(Append.Builder into, String key, Run run, Message message) {
    ConversationId where = ConversationId.of(StreamId.parse(run.request().conversation()));
    if (where.isHeard()) {
      posts.say(into, key, where, message);
    }
  }

  private static String approvalKey(StoredRun stored, PersonId person) {
    return "approval-" + stored.id() + "-" + person;
  }

  private static String questionKey(StoredRun stored, StepRef step, int attempt, PersonId person) {
    return "unknown-" + stored.id() + "-" + step + "-" + attempt + "-" + person;
  }
}
