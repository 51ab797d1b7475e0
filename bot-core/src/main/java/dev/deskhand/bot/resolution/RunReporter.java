package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Tells people what happens to runs, and walks how the runs that they asked for ended. */
final class RunReporter {
  private final WalkStore walks;
  private final Venues venues;
  private final Posts posts;
  private final FollowedRuns followed;
  private final Approvals approvals;
  private final SupportQuestions questions;
  private final Forms forms;
  private final ProgressPosts progress;

  RunReporter(Reporter.Sources sources, Venues venues, Posts posts, InstantSource clock) {
    this.walks = sources.walks();
    this.posts = posts;
    this.followed = new FollowedRuns(sources.runs());
    this.venues = venues;
    this.approvals = new Approvals(sources.runs(), venues, posts);
    this.questions = new SupportQuestions(sources.runs(), venues, posts);
    this.forms = new Forms(venues, sources.conversations(), posts);
    this.progress = new ProgressPosts(sources.runs(), sources.outbox(), posts, clock);
  }

  void report(Append.Builder into, RecordedEvent recorded, RunEvent event) {
    followed
        .after(recorded, event)
        .ifPresent(
            stored -> {
              report(into, stored, "rep-" + recorded.position().value(), event);
              if (isShown(stored.run()) && !stored.run().hasEnded()) {
                progress.follow(into, stored);
              }
            });
  }

  /** The runs whose progress waits to be shown. */
  List<StoredRun> due() {
    return progress.due();
  }

  void showProgress(Append.Builder into, StoredRun stored) {
    progress.follow(into, stored);
  }

  private void report(Append.Builder into, StoredRun stored, String key, RunEvent event) {
    Run run = stored.run();
    switch (event) {
      case RunEvent.ApprovalAsked asked -> {
        say(into, key, run, Replies.awaitingApproval(asked.rule()));
        approvals.ask(into, stored, asked.rule());
      }
      case RunEvent.ApprovalDeclined declined -> tellWhy(into, key, run, declined.comment());
      case RunEvent.ChangesRequested changes ->
          say(into, key, run, RunReplies.changesRequested(run, changes.comment()));
      case RunEvent.ApprovalEscalated escalated -> {
        say(into, key, run, RunReplies.escalated(escalated.role()));
        approvals.askToo(into, stored, escalated.role());
      }
      case RunEvent.RunStarted _ -> {
        begin(into, stored, key);
        approvals.close(into, stored, approvedBy(run));
      }
      case RunEvent.RollbackStarted rollback -> closeAll(into, stored, rollback.reason());
      case RunEvent.RunEnded ended -> ended(into, stored, key, ended);
      case RunEvent.OfStep step -> report(into, stored, key, step);
      case RunEvent.RunRequested _,
          RunEvent.Approved _,
          RunEvent.ApprovalExpired _,
          RunEvent.PauseAsked _,
          RunEvent.ResumeAsked _,
          RunEvent.CancelAsked _ -> {}
    }
  }

  private void report(Append.Builder into, StoredRun stored, String key, RunEvent.OfStep event) {
    Run run = stored.run();
    StepRef step = event.step();
    switch (event) {
      case RunEvent.StepUncertain uncertain -> {
        say(into, key, run, Replies.colleagueLooks());
        questions.ask(into, stored, uncertain);
      }
      case RunEvent.StepFailed failed -> failed(into, stored, failed);
      case RunEvent.StepSettled settled -> questions.close(into, stored, settled);
      case RunEvent.StepApprovalAsked asked -> {
        say(into, key, run, RunReplies.awaitingApproval(run, step, asked.rule()));
        approvals.ask(into, stored, asked);
      }
      case RunEvent.StepApprovalEscalated escalated -> {
        say(into, key, run, RunReplies.escalated(escalated.role()));
        approvals.askToo(into, stored, step, escalated.role());
      }
      case RunEvent.StepSucceeded done -> approvals.close(into, stored, step, done.evidence());
      case RunEvent.StepDeclined declined -> {
        approvals.close(into, stored, step, "declined by " + declined.by());
        tellWhy(into, key, run, declined.comment());
      }
      case RunEvent.AnswerAsked _ -> forms.ask(into, stored, step);
      case RunEvent.Answered answered ->
          forms.close(into, stored, step, "answered by " + answered.by());
      case RunEvent.StepSkipped _,
          RunEvent.StepIntended _,
          RunEvent.StepDispatched _,
          RunEvent.StepUnclear _,
          RunEvent.StepUnanswered _,
          RunEvent.StepApproved _,
          RunEvent.StepWaiting _,
          RunEvent.LockTaken _,
          RunEvent.LockReleased _ -> {}
    }
  }

  private void failed(Append.Builder into, StoredRun stored, RunEvent.StepFailed failed) {
    if (failed.retryAt().isEmpty()) {
      approvals.close(into, stored, failed.step(), failed.reason());
      forms.close(into, stored, failed.step(), failed.reason());
      if (stored.run().asksAfterFailure(failed.step())) {
        questions.ask(into, stored, failed);
      }
    }
  }

  /** What was asked in the middle of a run that goes on no further is asked no more. */
  private void closeAll(Append.Builder into, StoredRun stored, String how) {
    stored.run().awaitingApproval().forEach(step -> approvals.close(into, stored, step, how));
    stored.run().awaitingAnswer().forEach(step -> forms.close(into, stored, step, how));
    if (stored.run().hasEnded()) {
      stored.run().unsettled().forEach(step -> questions.close(into, stored, step, how));
    }
  }

  /**
   * For whoever asked; what is done for those who are guided would tell the state of an account.
   */
  private void begin(Append.Builder into, StoredRun stored, String key) {
    if (isGuided(stored.run()) || !where(stored.run()).isHeard()) {
      PersonId reader = stored.run().request().requester();
      say(into, key, stored.run(), Replies.guided(venues.language(into.tenant(), reader)));
    } else {
      progress.begin(into, stored, Replies.working(stored.run().plan().title()));
    }
  }

  /** True for a run that has begun and whose requester may read of each of its steps. */
  private static boolean isShown(Run run) {
    return !isGuided(run) && !run.isUntouched() && where(run).isHeard();
  }

  private void tellWhy(Append.Builder into, String key, Run run, String comment) {
    if (!comment.isBlank()) {
      say(into, key, run, RunReplies.declinedBecause(comment));
    }
  }

  private static boolean isGuided(Run run) {
    return StreamId.parse(run.request().origin()).kind().equals(WalkStore.KIND);
  }

  private static String approvedBy(Run run) {
    return run.approvals().isEmpty()
        ? "started"
        : "approved by "
            + String.join(", ", run.approvals().stream().map(it -> it.by().value()).toList());
  }

  private void ended(Append.Builder into, StoredRun stored, String key, RunEvent.RunEnded ended) {
    Run run = stored.run();
    if (isShown(run)) {
      progress.end(into, stored);
    }
    if (run.left().isEmpty()) {
      say(into, key, run, Message.text(sentence(run, ended)));
    }
    if (ended.outcome() == RunOutcome.REFUSED || ended.outcome() == RunOutcome.CANCELLED) {
      approvals.close(into, stored, ended.reason());
    }
    closeAll(into, stored, ended.reason());
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
        run.hasChangedNothing() ? "It was not done. " : "It was stopped before its end. ";
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

  private void say(Append.Builder into, String key, Run run, Message message) {
    ConversationId where = where(run);
    if (where.isHeard()) {
      posts.say(into, key, where, message);
    }
  }

  private static ConversationId where(Run run) {
    return ConversationId.of(StreamId.parse(run.request().conversation()));
  }
}
