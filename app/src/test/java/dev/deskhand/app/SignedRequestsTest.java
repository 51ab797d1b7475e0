package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.teams.Cloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rightly signed request is accepted, and no other that differs in one byte, at every route that
 * is not for browsers: whoever adds one has to say here how it is signed. The short form changes
 * each byte once; {@code -Ddeskhand.proof=long} changes each bit.
 */
final class SignedRequestsTest {
  private static final boolean LONG = "long".equals(System.getProperty("deskhand.proof"));
  private static final String SECRET = "a secret of this test, long enough";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  /** A hook of another system's. */
  private static final String TRIGGER =
      """
      trigger: monitor
      title: Something is down
      on: { webhook: { secret: "file:secret" } }
      filter: payload.state == "down"
      start: clear-vpn-session
      inputs: { account: "{{ payload.account }}" }
      as: desk-triggers
      """;

  /** The Bot Connector wants a 403. */
  private static final List<Integer> REFUSED = List.of(401, 403);

  @TempDir private static Path data;
  private static TeamsSimulator bots;
  private static TeamsSender botSender;
  private static House house;
  private static HttpClient http;

  /**
   * A request, and the headers that its signature is in.
   *
   * @param signs what the sender's signature is about
   */
  private record Signed(String type, String body, Map<String, String> headers, Signs signs) {
    Signed(String type, String body, Map<String, String> headers) {
      this(type, body, headers, Signs.THE_BODY);
    }
  }

  /** What a signature is about. */
  private enum Signs {
    THE_BODY,
    /** Who sends; of the body, the Bot Connector's token names the answering address only. */
    THE_SENDER
  }

  /** How each route's sender signs. */
  private static final Map<String, Signing> SIGNINGS =
      Map.of(
          "/slack/events",
          () -> slack("application/json", "{\"type\":\"event_callback\"}"),
          "/slack/commands",
          () -> slack(FORM, "command=%2Fdesk&team_id=T0ACME&text=help"),
          "/slack/interactivity",
          () -> slack(FORM, "payload=%7B%22type%22%3A%22shortcut%22%7D"),
          "/teams/messages",
          SignedRequestsTest::teams,
          "/hooks/rt",
          SignedRequestsTest::requestTracker,
          "/hooks/zendesk",
          SignedRequestsTest::zendesk,
          "/hooks/{name}",
          SignedRequestsTest::hook);

  /** Where browsers come, with their sessions. */
  private static final List<String> BROWSERS =
      List.of(
          "/api/", "/log", "/secrets/", "/catalogue/", "/requests/", "/approvals/", "/teaching/");

  /** Signs a request now. */
  private interface Signing {
    Signed now();
  }

  @BeforeAll
  static void open() {
    bots = TeamsSimulator.start(0, InstantSource.system());
    House.write(data, "secret", SECRET);
    House.write(data.resolve("more"), "monitor.trigger.yaml", TRIGGER);
    Doors doors =
        new Doors(
            Optional.of(
                new Settings.Slack(
                    Map.of("T0ACME", "file:secret"),
                    new Settings.SlackIntake.Signed("file:secret"),
                    NOWHERE,
                    "/desk")),
            Optional.of(
                new Settings.Teams(
                    List.of(TeamsSimulator.TENANT),
                    Optional.of(
                        new Settings.TeamsApp(
                            TeamsSimulator.APP,
                            "file:secret",
                            Cloud.PUBLIC,
                            bots.login(),
                            bots.openId())),
                    List.of(bots.service()))),
            Optional.of(
                new Settings.RequestTracker(
                    "it", NOWHERE, "27", "file:secret", "file:secret", Optional.empty())),
            Optional.of(
                new Settings.Zendesk(
                    "acme",
                    NOWHERE,
                    "9",
                    "a@b.example",
                    "file:secret",
                    "file:secret",
                    List.of(),
                    Map.of())),
            Optional.empty(),
            Optional.empty());
    house = House.openWith(data.resolve("more"), data, doors);
    botSender = bots.sender(house.at("/teams/messages"));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    http.close();
    botSender.close();
    house.close();
    bots.close();
  }

  /** Every route that takes something in and is not for browsers, which have sessions. */
  private static List<String> routes() {
    return house.deskhand().server().unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> List.of("POST", "PUT", "PATCH").contains(endpoint.method.name()))
        .map(endpoint -> endpoint.path)
        .filter(path -> BROWSERS.stream().noneMatch(path::startsWith))
        .distinct()
        .toList();
  }

  @Test
  void every_route_for_other_systems_is_known_here_with_its_signature() {
    assertThat(routes()).containsExactlyInAnyOrderElementsOf(SIGNINGS.keySet());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void a_signed_request_is_accepted_and_none_that_differs_in_a_byte(String route) throws Exception {
    Signed signed = Objects.requireNonNull(SIGNINGS.get(route)).now();
    long before = house.requests();

    int covered = signed.signs() == Signs.THE_BODY ? signed.body().length() : 0;
    for (int at = 0; at < covered; at++) {
      for (int mask : masks()) {
        byte[] forged = signed.body().getBytes(UTF_8);
        forged[at] ^= (byte) mask;
        assertRefused(route, signed, forged, signed.headers(), "byte " + at + " of the body");
      }
    }
    for (String header : signed.headers().keySet()) {
      String value = signed.headers().getOrDefault(header, "");
      for (int at = 0; at < value.length(); at++) {
        Map<String, String> forged = new LinkedHashMap<>(signed.headers());
        char[] characters = value.toCharArray();
        characters[at] = (char) (characters[at] ^ 1);
        forged.put(header, new String(characters));
        assertRefused(
            route, signed, signed.body().getBytes(UTF_8), forged, header + " character " + at);
      }
    }

    assertThat(house.requests()).isEqualTo(before);
    assertThat(send(route, signed, signed.body().getBytes(UTF_8), signed.headers()))
        .as("the request itself")
        .isNotIn(REFUSED);
  }

  private static int[] masks() {
    return LONG ? new int[] {1, 2, 4, 8, 16, 32, 64, 128} : new int[] {1};
  }

  private static void assertRefused(
      String route, Signed signed, byte[] body, Map<String, String> headers, String what)
      throws IOException, InterruptedException {
    assertThat(send(route, signed, body, headers)).as("%s: %s", route, what).isIn(REFUSED);
  }

  private static int send(String route, Signed signed, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(house.at(route.replace("{name}", "monitor")))
            .header("Content-Type", signed.type())
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static Signed slack(String type, String body) {
    String time = seconds();
    return new Signed(
        type,
        body,
        Map.of(
            "X-Slack-Request-Timestamp",
            time,
            "X-Slack-Signature",
            "v0=" + hex(mac("v0:" + time + ":" + body))));
  }

  private static Signed teams() {
    return new Signed(
        "application/json",
        botSender.message(TeamsSimulator.personal(TeamsSimulator.ADA), "help"),
        Map.of("Authorization", botSender.authorization()),
        Signs.THE_SENDER);
  }

  private static Signed requestTracker() {
    String time = seconds();
    String body =
        """
        {"ticket":{"creator":31,"id":7,"interface":"REST","queue":"IT","requestors":[31],\
        "status":"new","status_kind":"initial","subject":"VPN"},\
        "transaction":{"content":"x","creator":31,"id":40,"interface":"REST","type":"Create"}}\
        """;
    return new Signed(
        "application/json",
        body,
        Map.of("X-RT-Timestamp", time, "X-RT-Signature", "sha256=" + hex(mac(time + "." + body))));
  }

  private static Signed zendesk() {
    String time = Instant.now().toString();
    String body = "{\"type\":\"zen:event-type:ticket.unknown\",\"id\":\"01HNZ0001\"}";
    return new Signed(
        "application/json",
        body,
        Map.of(
            "X-Zendesk-Webhook-Signature-Timestamp",
            time,
            "X-Zendesk-Webhook-Signature",
            Base64.getEncoder().encodeToString(mac(time + body))));
  }

  private static Signed hook() {
    String time = seconds();
    String body = "{\"state\":\"up\",\"account\":\"ada\"}";
    return new Signed(
        "application/json",
        body,
        Map.of(
            "X-Deskhand-Timestamp",
            time,
            "X-Deskhand-Signature",
            "sha256=" + hex(mac(time + "." + body))));
  }

  private static String seconds() {
    return Long.toString(Instant.now().getEpochSecond());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
