package dev.deskhand.actions.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.deskhand.actions.Relay;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailSendTest extends RemoteActionContract {
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort(),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort()
          });

  @BeforeEach
  void start() {
    server.start();
    server.setUser("deskhand@example.com", "deskhand", "mail-secret");
  }

  @AfterEach
  void close() {
    server.stop();
  }

  @Override
  protected StepAction action() {
    return new MailSend(() -> Instant.parse("2026-11-20T12:00:00Z"));
  }

  @Override
  protected ActionCall workingCall() {
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(server.getSmtp().getPort()),
            "tls", "none",
            "from", "helpdesk@example.com",
            "user", "deskhand",
            "password", "env:MAIL");
    ActionCall call =
        Calls.call(
            new Target("company-mail", "mail", settings),
            Map.of("subject", "Your account", "body", "It works again.\n"),
            reference -> "mail-secret");
    return Calls.withList(call, "to", List.of("ada@example.com"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("port", "1");
  }

  @Override
  protected long effects() {
    return server.getReceivedMessages().length;
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("subject", "body");
  }

  @Test
  void a_message_arrives_under_an_id_of_its_step() throws Exception {
    Done done =
        (Done) action().perform(Calls.withList(workingCall(), "cc", List.of("bob@example.com")));
    action().perform(Calls.withAttempt(workingCall(), 2));

    MimeMessage first = server.getReceivedMessages()[0];
    assertThat(done.output()).isEqualTo(Map.of("message-id", "<deskhand.run-1.step@example.com>"));
    assertThat(first.getSubject()).isEqualTo("Your account");
    assertThat(String.valueOf(first.getContent()).strip()).isEqualTo("It works again.");
    assertThat(Arrays.stream(server.getReceivedMessages()).map(MailSendTest::id))
        .containsOnly("<deskhand.run-1.step@example.com>");
    assertThat(server.getReceivedMessages()).hasSize(3);
  }

  @Test
  void a_hostile_subject_or_body_adds_no_header_and_no_recipient() throws Exception {
    for (String value : HostileValues.all().filter(it -> it.length() < 1000).toList()) {
      for (String argument : List.of("subject", "body")) {
        try {
          action().perform(Calls.withArgument(workingCall(), argument, value));
        } catch (ActionException e) {
          assertThat(e).hasMessageContaining("argument 'subject'");
        }
      }
    }

    for (MimeMessage message : server.getReceivedMessages()) {
      assertThat(message.getAllRecipients())
          .extracting(Object::toString)
          .containsOnly("ada@example.com");
      assertThat(Collections.list(message.getAllHeaders()))
          .extracting(header -> header.getName())
          .doesNotContain("Host", "Bcc");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com\r\nBcc: eve@evil.example",
        "ada@example.com, eve@evil.example",
        "Ada <ada@example.com>",
        "team:ada@example.com;",
        "-oQ/tmp",
        "ada",
        "@example.com",
        ""
      })
  void what_is_not_one_address_is_refused(String to) {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(Calls.withList(workingCall(), "to", List.of(to))))
        .withMessageContaining("argument 'to'");
  }

  @Test
  void without_encryption_where_it_is_asked_for_nothing_is_sent() throws Exception {
    Failed failed = (Failed) action().perform(Calls.withSetting(workingCall(), "tls", "start"));

    assertThat(failed.reason()).contains("STARTTLS");
    assertThat(effects()).isZero();
  }

  @Test
  void a_server_that_nobody_vouches_for_gets_nothing() throws Exception {
    ActionCall call = Calls.withSetting(workingCall(), "tls", "at-once");
    String port = Integer.toString(server.getSmtps().getPort());

    ActionResult result = action().perform(Calls.withSetting(call, "port", port));

    assertThat(result).isInstanceOf(Failed.class);
    assertThat(effects()).isZero();
  }

  @Test
  void a_wrong_password_is_a_lasting_failure() throws Exception {
    Failed failed =
        (Failed) action().perform(Calls.withSecrets(workingCall(), reference -> "wrong"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
  }

  @Test
  void an_answer_that_is_lost_after_the_text_was_sent_is_uncertain() throws Exception {
    try (Relay relay = Relay.to(server.getSmtp().getPort())) {
      relay.loseAnswersFrom(
          said -> new String(said, StandardCharsets.US_ASCII).contains("It works again"));
      ActionCall call =
          Calls.withTimeout(
              Calls.withSetting(workingCall(), "port", Integer.toString(relay.port())),
              Duration.ofSeconds(2));

      assertThat(action().perform(call)).isInstanceOf(ActionResult.Uncertain.class);
    }
  }

  private static String id(MimeMessage message) {
    try {
      return new ArrayList<>(List.of(message.getHeader("Message-ID"))).getFirst();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
