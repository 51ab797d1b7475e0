package dev.deskhand.actions.mail;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * {@code mail.send}: sends a {@code subject} and a {@code body} of plain text to the list {@code
 * to}, and to {@code cc}. Output {@code message-id}: made of the step's key, so that it is the same
 * whenever it is tried again. Declare {@code effect: keyed} only if the receiving side throws
 * messages away that come twice under one Message-ID; many do.
 */
public final class MailSend implements StepAction {
  private static final int MOST_RECIPIENTS = 100;
  private static final int LONGEST_SUBJECT = 250;
  private static final int LONGEST_BODY = 1 << 20;
  private static final Signature SIGNATURE =
      new Signature(
              "mail",
              Set.of("to", "subject", "body"),
              Set.of("cc"),
              Set.of(EffectClass.KEYED, EffectClass.ONCE),
              Set.of("message-id"),
              Set.of("to", "cc"))
          .withValues("to", "cc")
          .forgettingAfter(Duration.ofDays(1));

  private final InstantSource clock;

  public MailSend() {
    this(InstantSource.system());
  }

  MailSend(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mail.send";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = MailServer.of(target, secrets);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    InternetAddress[] to = addresses(call, "to");
    InternetAddress[] cc = addresses(call, "cc");
    if (to.length == 0) {
      throw new ActionException("argument 'to' is missing");
    }
    String subject = subject(call);
    String body = body(call);
    MailServer server = MailServer.of(call);
    Session session = server.session(Deadline.in(call.timeout()));
    String id = "<deskhand." + call.key() + "@" + domain(server.from()) + ">";
    try {
      MimeMessage message = new KeyedMessage(session, id);
      message.setFrom(server.from());
      message.setRecipients(RecipientType.TO, to);
      message.setRecipients(RecipientType.CC, cc);
      message.setSubject(subject, StandardCharsets.UTF_8.name());
      message.setText(body, StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.saveChanges();
      return send(server, session, message, id, call.fence());
    } catch (MessagingException e) {
      throw new ActionException("the message can't be written: " + e.getMessage(), e);
    }
  }

  private static ActionResult send(
      MailServer server, Session session, MimeMessage message, String id, Fence fence)
      throws InterruptedException, MessagingException {
    MailFailure.throwIfInterrupted();
    try (Transport transport = session.getTransport("smtp")) {
      try {
        server.connect(transport);
      } catch (MessagingException e) {
        return MailFailure.connecting(server, e);
      }
      fence.pass();
      try {
        transport.sendMessage(message, message.getAllRecipients());
      } catch (MessagingException e) {
        return MailFailure.sending(server, e);
      }
    } catch (MessagingException e) {
      return MailFailure.closing(server, id, e);
    }
    return MailFailure.taken(server, id);
  }

  private static InternetAddress[] addresses(ActionCall call, String argument) {
    List<String> written = call.list(argument);
    if (written.size() > MOST_RECIPIENTS) {
      throw new ActionException(
          "argument '" + argument + "': expected at most " + MOST_RECIPIENTS + " addresses");
    }
    return written.stream()
        .map(each -> MailAddress.of("argument '" + argument + "'", each))
        .toArray(InternetAddress[]::new);
  }

  private static String subject(ActionCall call) {
    String subject = call.argument("subject");
    if (subject.length() > LONGEST_SUBJECT
        || subject.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028)) {
      throw new ActionException(
          "argument 'subject': expected one line of at most " + LONGEST_SUBJECT + " characters");
    }
    return subject;
  }

  private static String body(ActionCall call) {
    String body = call.argument("body");
    if (body.length() > LONGEST_BODY) {
      throw new ActionException("argument 'body': expected at most 1 MiB");
    }
    return body;
  }

  private static String domain(InternetAddress from) {
    return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }
}
