package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SignedDelivery;
import dev.deskhand.sandbox.slack.Signing;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackDelivery.Kind;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.slack.SlackSettings.Intake;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, sizes and shapes: what only requests over HTTP have. */
final class SlackRoutesTest {
  private final SlackTown town = new SlackTown();
  private final String team = SlackTown.TEAM;

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void the_check_of_the_address_is_answered_with_its_challenge() {
    AppAnswer answer = town.sender.send(town.sender.urlVerification("c-4711"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("c-4711");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALID")
  void what_is_not_rightly_signed_gets_401_and_nothing_else(Signing signing) {
    for (SlackDelivery delivery :
        List.of(
            town.sender.command(ADA, "x"),
            town.sender.mention(ADA, "x"),
            town.sender.urlVerification("c"))) {
      AppAnswer answer = town.sender.send(delivery, signing);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void each_changed_byte_of_a_body_gets_401() {
    SignedDelivery signed = town.sender.sign(town.sender.command(ADA, "unlock ada"), Signing.VALID);
    String body = signed.delivery().body();

    for (int i = 0; i < body.length(); i++) {
      String changed = body.substring(0, i) + (char) (body.charAt(i) ^ 1) + body.substring(i + 1);
      SlackDelivery forged = new SlackDelivery(Kind.COMMAND, changed);
      AppAnswer answer = town.sender.send(new SignedDelivery(forged, signed.headers()));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void another_workspace_is_refused_even_when_it_signs_rightly() {
    SlackSeat stranger = new SlackSeat("T0OTHER", "U0ADA", "C0HELP");

    assertThat(town.sender.send(town.sender.command(stranger, "x")).status()).isEqualTo(401);
    assertThat(town.sender.send(town.sender.mention(stranger, "x")).status()).isEqualTo(401);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_body_above_one_mebibyte_gets_413_and_one_below_is_read() {
    assertThat(send(Kind.COMMAND, "text=" + "x".repeat(1 << 20)).status()).isEqualTo(413);
    assertThat(town.sender.send(town.sender.command(ADA, "x".repeat(1_000_000))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{} {}",
        "{\"type\":\"event_callback\"}",
        "{\"type\":\"event_callback\",\"type\":\"event_callback\",\"event\":{\"type\":\"message\"}}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_mention\",\"blocks\":7}}",
        "{\"type\":\"url_verification\"}",
        "command=%zz",
        "command=%2Fdesk&command=%2Fdesk",
        "command=%2Fdesk&text=a=b",
        "payload=%7B",
        "payload=%5B%5D"
      })
  void a_signed_body_that_is_broken_gets_400(String body) {
    assertThat(send(Kind.EVENT, body).status()).isEqualTo(400);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void json_that_is_too_deep_gets_400() {
    String deep = "{\"type\":\"event_callback\",\"event\":" + "{\"a\":".repeat(20_000);
    String form = "payload=" + URLEncoder.encode("[".repeat(100_000), StandardCharsets.UTF_8);

    assertThat(send(Kind.EVENT, deep).status()).isEqualTo(400);
    assertThat(send(Kind.INTERACTIVITY, form).status()).isEqualTo(400);
  }

  @Test
  void ids_that_are_none_get_400() {
    String body = "team_id=" + team + "&command=%2Fdesk&text=x&channel_id=C0HELP&user_id=";

    assertThat(send(Kind.COMMAND, body + "U0%3AX").status()).isEqualTo(400);
    assertThat(send(Kind.COMMAND, body + "").status()).isEqualTo(400);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void warming_up_and_acknowledging_call_nobody() {
    SlackRoutes.warmUp(town.settings, new Intake.Signed("any"));
    town.sender.send(town.sender.command(ADA, "x"));
    town.sender.send(town.sender.mention(ADA, "x"));

    assertThat(town.reception.accepted()).hasSize(2);
    assertThat(town.slack.calls()).isEmpty();
  }

  private AppAnswer send(Kind kind, String body) {
    return town.sender.send(new SlackDelivery(kind, body));
  }
}
