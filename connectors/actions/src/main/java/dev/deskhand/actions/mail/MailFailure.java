package dev.deskhand.actions.mail;

import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an answer, or none, says about the message. */
final class MailFailure {
  /** Replies from here on are for good; below, for now (RFC 5321, section 4.2.1). */
  private static final int FOR_GOOD = 500;

  private static final int FOR_NOW = 400;

  private MailFailure() {}

  static ActionResult taken(MailServer server, String id) {
    return new ActionResult.Done(
        Map.of("message-id", id), "'" + server.name() + "' has taken the message " + id);
  }

  /** Nothing was sent. */
  static ActionResult connecting(MailServer server, MessagingException e)
      throws InterruptedException {
    throwIfInterrupted();
    boolean refused = e instanceof AuthenticationFailedException;
    return new Failed(refused ? Cause.PERMANENT : Cause.TRANSIENT, reason(server, e));
  }

  /** The server's own no is one; silence may be anything. */
  static ActionResult sending(MailServer server, MessagingException e) throws InterruptedException {
    throwIfInterrupted();
    int reply = reply(e);
    if (reply < FOR_NOW) {
      return new ActionResult.Uncertain(reason(server, e));
    }
    return new Failed(reply < FOR_GOOD ? Cause.TRANSIENT : Cause.PERMANENT, reason(server, e));
  }

  /** It was taken before. */
  static ActionResult closing(MailServer server, String id, MessagingException e)
      throws InterruptedException {
    throwIfInterrupted();
    ActionResult.Done taken = (ActionResult.Done) taken(server, id);
    return new ActionResult.Done(
        taken.output(), taken.evidence() + "; the connection broke afterwards: " + e.getMessage());
  }

  /**
   * Lets an interruption through.
   *
   * @throws InterruptedException if this thread was interrupted
   */
  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while sending mail");
    }
  }

  /** The worst reply in the chain; 0 if there is none. */
  private static int reply(MessagingException e) {
    int reply =
        switch (e) {
          case SMTPSendFailedException send -> send.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          case SMTPAddressFailedException address -> address.getReturnCode();
          default -> 0;
        };
    return e.getNextException() instanceof MessagingException next
        ? Math.max(reply, reply(next))
        : reply;
  }

  private static String reason(MailServer server, MessagingException e) {
    return "sending mail by '" + server.name() + "' failed: " + e.getMessage();
  }
}
