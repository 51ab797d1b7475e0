package dev.deskhand.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlackSenderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "C0HELP");

  private final List<LocalRequest> received = new CopyOnWriteArrayList<>();
  private final LocalServer app = LocalServer.start(0, this::receive);
  private final SlackSimulator slack = SlackSimulator.start(0, InstantSource.fixed(NOON));
  private final SlackSender sender =
      slack.sender(
          new SigningSecret("8f742231b10e8888abcd99yyyzzz85a5"),
          SlackEndpoints.single(app.uri().resolve("/slack/events")));
  private final HttpClient client = HttpClient.newHttpClient();

  private LocalAnswer receive(LocalRequest request) {
    received.add(request);
    return LocalAnswer.status(200);
  }

  @AfterEach
  void close() {
    client.close();
    sender.close();
    slack.close();
    app.close();
  }

  /** Timestamp, body and signature of the worked example in Slack's documentation. */
  @Test
  void the_signature_is_the_one_of_slacks_own_example() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    String signature =
        new SigningSecret("8f742231b10e8888abcd99yyyzzz85a5").signature(1_531_420_618L, body);

    assertThat(signature)
        .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
  }

  @Test
  void a_command_arrives_as_a_signed_form() {
    AppAnswer answer = sender.send(sender.command(ADA, "vpn says authentication failed & more"));

    assertThat(answer.status()).isEqualTo(200);
    LocalRequest request = received.getFirst();
    Map<String, String> fields = LocalRequest.form(request.body().text());
    assertThat(request.path()).isEqualTo("/slack/events");
    assertThat(request.header("X-Slack-Request-Timestamp"))
        .hasValue(Long.toString(NOON.getEpochSecond()));
    assertThat(request.header("X-Slack-Signature").orElseThrow()).matches("v0=[0-9a-f]{64}");
    assertThat(fields)
        .containsEntry("command", "/desk")
        .containsEntry("text", "vpn says authentication failed & more")
        .containsEntry("team_id", "T0EXAMPLE")
        .containsEntry("user_id", "U0ADA")
        .containsEntry("channel_id", "C0HELP")
        .containsKeys("trigger_id", "response_url");
  }

  @Test
  void a_mention_and_a_direct_message_arrive_as_events() {
    sender.send(sender.mention(ADA, "help"));
    sender.send(sender.directMessageInThread(ADA.in("D0ADA"), "1700000000.000100", "yes"));

    assertThat(received.get(0).body().text())
        .contains(
            "\"type\":\"event_callback\"",
            "\"type\":\"app_mention\"",
            "\"event_id\":\"Ev",
            "\"event_time\":" + NOON.getEpochSecond(),
            "\"text\":\"<@U0DESKHAND> help\"");
    assertThat(received.get(1).body().text())
        .contains("\"channel_type\":\"im\"", "\"thread_ts\":\"1700000000.000100\"");
  }

  @Test
  void a_doubled_delivery_has_the_same_body_and_is_marked() {
    sender.sendTwice(sender.mention(ADA, "help"));

    assertThat(received).hasSize(2);
    assertThat(received.get(0).body().text()).isEqualTo(received.get(1).body().text());
    assertThat(received.get(0).header("X-Slack-Retry-Num")).isEmpty();
    assertThat(received.get(1).header("X-Slack-Retry-Num")).hasValue("1");
    assertThat(received.get(1).header("X-Slack-Retry-Reason")).hasValue("http_timeout");
  }

  @Test
  void bad_signatures_are_bad_in_their_own_way() {
    SlackDelivery delivery = sender.command(ADA, "help");
    Map<String, String> good = sender.sign(delivery, Signing.VALID).headers();

    assertThat(sender.sign(delivery, Signing.MISSING).headers()).isEmpty();
    assertThat(time(delivery, Signing.OLD)).isEqualTo(NOON.getEpochSecond() - 360);
    assertThat(time(delivery, Signing.FUTURE)).isEqualTo(NOON.getEpochSecond() + 360);
    for (Signing signing : List.of(Signing.WRONG, Signing.OF_ANOTHER_BODY)) {
      assertThat(time(delivery, signing)).isEqualTo(NOON.getEpochSecond());
      assertThat(sender.sign(delivery, signing).headers()).isNotEqualTo(good);
    }
  }

  @Test
  void a_button_of_a_recorded_message_is_pressed() throws Exception {
    SlackMessage question = ask("C0HELP");

    sender.send(sender.click(ADA, question, "yes"));

    String payload =
        Objects.requireNonNull(LocalRequest.form(received.getFirst().body().text()).get("payload"));
    assertThat(payload)
        .contains(
            "\"type\":\"block_actions\"",
            "\"action_id\":\"yes\"",
            "\"value\":\"v1\"",
            "\"block_id\":\"given-0\"",
            "\"message_ts\":\"" + question.ts() + "\"",
            "\"message\":{");
  }

  @Test
  void a_button_that_is_not_there_cannot_be_pressed() throws Exception {
    SlackMessage question = ask("C0HELP");

    assertThatExceptionOfType(SandboxFailure.class)
        .isThrownBy(() -> sender.click(ADA, question, "maybe"))
        .withMessageContaining("'maybe'");
  }

  @Test
  void url_verification_carries_the_challenge() {
    sender.send(sender.urlVerification("abc"));

    assertThat(received.getFirst().body().text())
        .contains("\"type\":\"url_verification\"", "\"challenge\":\"abc\"");
  }

  @Test
  void a_response_url_takes_five_answers() throws Exception {
    String url = field(sender.command(ADA, "help"), "response_url");

    for (int i = 0; i < 5; i++) {
      assertThat(post(url, "{\"text\":\"working\"}").statusCode()).isEqualTo(200);
    }
    assertThat(post(url, "{\"text\":\"working\"}").statusCode()).isEqualTo(404);
    assertThat(slack.messages()).hasSize(5);
    assertThat(slack.messages().getFirst().onlyFor()).hasValue("U0ADA");
  }

  @Test
  void a_response_url_that_is_too_old_or_made_up_takes_none() throws Exception {
    String url = field(sender.command(ADA, "help"), "response_url");
    Instant old = NOON.minus(Duration.ofMinutes(30).plusMillis(1));
    String expired = url.replace("/" + NOON.toEpochMilli() + "/", "/" + old.toEpochMilli() + "/");

    assertThat(post(expired, "{\"text\":\"late\"}").body()).isEqualTo("expired_url");
    assertThat(post(slack.uri() + "/response/C0HELP", "{\"text\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void a_trigger_opens_one_view() throws Exception {
    String trigger = field(sender.command(ADA, "help"), "trigger_id");
    String view =
        """
        {"type":"modal","title":{"type":"plain_text","text":"Help"},\
        "blocks":[{"type":"divider"}]}\
        """;
    String body = "{\"trigger_id\":\"%s\",\"view\":%s}".formatted(trigger, view);

    assertThat(call("views.open", body)).contains("\"ok\":true");
    assertThat(call("views.open", body)).contains("exchanged_trigger_id");
    assertThat(call("views.open", body.replace(trigger, "made.up"))).contains("invalid_trigger_id");
    String old = "" + NOON.minus(Duration.ofSeconds(4)).toEpochMilli();
    String expired = body.replace(trigger, old + ".1.example");
    assertThat(call("views.open", expired)).contains("expired_trigger_id");
  }

  private long time(SlackDelivery delivery, Signing signing) {
    String value = sender.sign(delivery, signing).headers().get("X-Slack-Request-Timestamp");
    return Long.parseLong(Objects.requireNonNull(value));
  }

  private static String field(SlackDelivery delivery, String name) {
    return Objects.requireNonNull(LocalRequest.form(delivery.body()).get(name));
  }

  private SlackMessage ask(String channel) throws IOException, InterruptedException {
    String button =
        """
        {"type":"button","text":{"type":"plain_text","text":"Yes"},\
        "action_id":"yes","value":"v1"}\
        """;
    call(
        "chat.postMessage",
        "{\"channel\":\"%s\",\"blocks\":[{\"type\":\"actions\",\"elements\":[%s]}]}"
            .formatted(channel, button));
    return slack.messages().getLast();
  }

  private String call(String method, String body) throws IOException, InterruptedException {
    return post(slack.methodsUrl() + method, body).body();
  }

  private HttpResponse<String> post(String url, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + slack.botToken())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
