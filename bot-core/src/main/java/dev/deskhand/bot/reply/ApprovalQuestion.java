package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.Optional;

/**
 * A question for a yes, as one person is asked it: nobody is asked the same twice.
 *
 * @param key of the post, and what it is found by when it is decided on
 */
public record ApprovalQuestion(String key, Message message) {

  /** For a yes to the whole run. */
  public static ApprovalQuestion start(StoredRun stored, PersonId person) {
    return new ApprovalQuestion(
        key(stored, person), Replies.approvalRequest(stored.id(), stored.run()));
  }

  /** For a yes to what is left of it. */
  public static ApprovalQuestion rest(
      StoredRun stored, StepRef step, StepProgress.AwaitingApproval asked, PersonId person) {
    return new ApprovalQuestion(
        key(stored, step, person),
        RunReplies.approvalRequest(stored.id(), stored.run(), step, asked));
  }

  /** What waits for somebody, if it is a yes. */
  public static Optional<ApprovalQuestion> of(Waiting waiting, PersonId person) {
    return switch (waiting) {
      case Waiting.Start(var stored) -> Optional.of(start(stored, person));
      case Waiting.Rest(var stored, var step, var asked) ->
          Optional.of(rest(stored, step, asked, person));
      case Waiting.Values _ -> Optional.empty();
    };
  }

  /** The key of the question for the whole run. */
  public static String key(StoredRun stored, PersonId person) {
    return "approval-" + stored.id() + "-" + person;
  }

  /** The key of the question for what is left of it. */
  public static String key(StoredRun stored, StepRef step, PersonId person) {
    return "approval-" + stored.id() + "-" + step + "-" + person;
  }
}
