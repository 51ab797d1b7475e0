package dev.deskhand.desks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.RequestBody;
import dev.deskhand.desks.rt.RtWebhook;
import dev.deskhand.desks.zendesk.ZendeskSettings;
import dev.deskhand.desks.zendesk.ZendeskWebhook;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every webhook refuses, whichever desk it is of. */
final class WebhookContractTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
  private static final Secret OTHER_SECRET = new Secret("fedcba9876543210fedcba9876543210");

  private final RecordingReception reception = new RecordingReception();
  private final List<LocalServer> servers = new ArrayList<>();

  /**
   * A webhook, and how its desk would send to it.
   *
   * @param signed the headers for a time and a body
   */
  record Desk(
      Webhook webhook,
      String body,
      BiFunction<Instant, byte[], Map<String, String>> signed,
      BiFunction<Instant, byte[], Map<String, String>> signedByAnother) {
    @Override
    public String toString() {
      return webhook.path();
    }
  }

  static Stream<Desk> desks() {
    return Stream.of(requestTracker(), zendesk());
  }

  private static Desk requestTracker() {
    return new Desk(
        new RtWebhook(Directory.ofNobody(), new Account("rt", "it", "27"), SECRET, CLOCK),
        """
        {"ticket":{"creator":31,"id":7,"interface":"REST","queue":"IT","requestors":[31],\
        "status":"new","status_kind":"initial","subject":"VPN says authentication failed"},\
        "transaction":{"content":"Since this morning.","creator":31,"id":40,"interface":"REST",\
        "type":"Create"}}\
        """,
        (time, body) -> rtHeaders(SECRET, time, body),
        (time, body) -> rtHeaders(OTHER_SECRET, time, body));
  }

  private static Map<String, String> rtHeaders(Secret secret, Instant time, byte[] body) {
    Signature signature = new Signature(secret, mac -> "sha256=" + HexFormat.of().formatHex(mac));
    String seconds = Long.toString(time.getEpochSecond());
    return Map.of(
        "X-RT-Timestamp",
        seconds,
        "X-RT-Delivery",
        "40",
        "X-RT-Signature",
        signature.of(seconds + ".", body));
  }

  private static Desk zendesk() {
    ZendeskSettings settings =
        new ZendeskSettings(
            URI.create("http://127.0.0.1:1"),
            new Account("zendesk", "acme", "900"),
            "deskhand@example.com",
            SECRET);
    return new Desk(
        new ZendeskWebhook(Directory.ofNobody(), settings, SECRET, Set.of("web"), CLOCK),
        """
        {"type":"zen:event-type:ticket.created","account_id":1,"id":"01HNZ0001",\
        "time":"2026-11-20T12:00:00Z","zendesk_event_version":"2022-11-06",\
        "subject":"zen:ticket:35","detail":{"id":"35","actor_id":"501","requester_id":"501",\
        "status":"NEW","subject":"VPN says authentication failed","description":"Since this \
        morning.","via":{"channel":"web"}},"event":{}}\
        """,
        (time, body) -> zendeskHeaders(SECRET, time, body),
        (time, body) -> zendeskHeaders(OTHER_SECRET, time, body));
  }

  private static Map<String, String> zendeskHeaders(Secret secret, Instant time, byte[] body) {
    Signature signature = new Signature(secret, Base64.getEncoder()::encodeToString);
    return Map.of(
        "X-Zendesk-Webhook-Signature-Timestamp", time.toString(),
        "X-Zendesk-Webhook-Invocation-Id", "01HNZINV",
        "X-Zendesk-Webhook-Signature", signature.of(time.toString(), body));
  }

  @AfterEach
  void stop() {
    servers.forEach(LocalServer::close);
  }

  private LocalServer serve(Desk desk) {
    LocalServer server = new LocalServer(new WebhookRoute(desk.webhook(), reception)::addTo);
    servers.add(server);
    return server;
  }

  private static HttpResponse<String> post(
      LocalServer server, Desk desk, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at(desk.webhook().path()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return server.send(request.build());
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_signed_delivery_is_accepted(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);

    HttpResponse<String> answer = post(serve(desk), desk, body, desk.signed().apply(NOW, body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(reception.next().ticket().subject().value())
        .isEqualTo("VPN says authentication failed");
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_doubled_delivery_is_accepted_once_even_under_another_unsigned_id(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    LocalServer server = serve(desk);
    Map<String, String> again = new HashMap<>(desk.signed().apply(NOW, body));
    again.replaceAll((name, value) -> name.matches(".*(Delivery|Invocation-Id)") ? "9" : value);

    int first = post(server, desk, body, desk.signed().apply(NOW, body)).statusCode();
    int second = post(server, desk, body, desk.signed().apply(NOW, body)).statusCode();
    int third = post(server, desk, body, again).statusCode();

    assertThat(List.of(first, second, third)).containsOnly(200);
    reception.next();
    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_body_with_any_byte_changed_is_refused(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    Map<String, String> headers = desk.signed().apply(NOW, body);
    LocalServer server = serve(desk);

    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 1;
      assertRefused(post(server, desk, changed, headers));
    }

    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_shorter_or_longer_body_is_refused(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    Map<String, String> headers = desk.signed().apply(NOW, body);
    LocalServer server = serve(desk);

    assertRefused(post(server, desk, (desk.body() + " ").getBytes(UTF_8), headers));
    assertRefused(post(server, desk, desk.body().substring(1).getBytes(UTF_8), headers));
    assertRefused(post(server, desk, new byte[0], headers));

    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void every_change_of_a_signing_header_is_refused(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    Map<String, String> headers = desk.signed().apply(NOW, body);
    LocalServer server = serve(desk);

    for (String name : headers.keySet()) {
      if (name.contains("Signature") || name.contains("Timestamp")) {
        for (String hostile : hostile(headers.get(name))) {
          Map<String, String> changed = new HashMap<>(headers);
          changed.put(name, hostile);
          assertRefused(post(server, desk, body, changed));
        }
        Map<String, String> missing = new HashMap<>(headers);
        missing.remove(name);
        assertRefused(post(server, desk, body, missing));
      }
    }

    reception.assertNothing();
  }

  private static List<String> hostile(String value) {
    return List.of(
        "",
        "0",
        "-1",
        "sha256=",
        "99999999999999999999999999",
        "+1000000000-12-31T23:59:59.999999999Z",
        value + value,
        value.substring(1),
        value.substring(0, value.length() - 1),
        value + "\u00e9",
        "x".repeat(4000));
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_doubled_signing_header_is_refused(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    Map<String, String> headers = desk.signed().apply(NOW, body);
    LocalServer server = serve(desk);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at(desk.webhook().path()))
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    headers.forEach(request::header);

    assertRefused(server.send(request.build()));

    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void another_secret_is_refused(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);

    assertRefused(post(serve(desk), desk, body, desk.signedByAnother().apply(NOW, body)));

    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_time_outside_five_minutes_is_refused_in_both_directions(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    LocalServer server = serve(desk);
    Duration outside = Duration.ofMinutes(5).plusSeconds(1);

    assertRefused(post(server, desk, body, desk.signed().apply(NOW.minus(outside), body)));
    assertRefused(post(server, desk, body, desk.signed().apply(NOW.plus(outside), body)));
    reception.assertNothing();

    Instant edge = NOW.minus(5, ChronoUnit.MINUTES);
    assertThat(post(server, desk, body, desk.signed().apply(edge, body)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_body_above_one_mebibyte_is_too_long_signed_or_not(Desk desk) {
    byte[] body = " ".repeat(RequestBody.MOST + 1).getBytes(UTF_8);

    HttpResponse<String> answer = post(serve(desk), desk, body, desk.signed().apply(NOW, body));

    assertThat(answer.statusCode()).isEqualTo(413);
    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void a_body_without_end_is_cut_off_at_one_mebibyte(Desk desk) throws IOException {
    LocalServer server = serve(desk);

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String path = desk.webhook().path();
      out.write(
          ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 17; i++) {
        out.write(chunk);
      }
      out.flush();
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 413");
    }
    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void signed_nonsense_is_not_understood(Desk desk) {
    LocalServer server = serve(desk);
    List<String> nonsense =
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{",
            "\"text\"",
            desk.body() + "{}",
            desk.body().replaceFirst("\\{", "{\"id\":1,\"id\":2,"),
            "[".repeat(100_000),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            desk.body().replace("\"status\"", "\"type\":{},\"id\":-1,\"status\""),
            "\u0000\u0001");

    for (String text : nonsense) {
      byte[] body = text.getBytes(UTF_8);
      assertThat(post(server, desk, body, desk.signed().apply(NOW, body)).statusCode())
          .as(text.substring(0, Math.min(60, text.length())))
          .isEqualTo(400);
    }

    reception.assertNothing();
  }

  @ParameterizedTest
  @MethodSource("desks")
  void what_can_not_be_stored_is_asked_for_again(Desk desk) {
    byte[] body = desk.body().getBytes(UTF_8);
    reception.breakDown();

    HttpResponse<String> answer = post(serve(desk), desk, body, desk.signed().apply(NOW, body));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    assertThat(answer.body()).isEmpty();
  }
}
