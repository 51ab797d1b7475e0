package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.teams.Cloud;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server with every door open does for callers whom it does not know. */
final class RoutesTest {
  /** What everybody may have: the ways to log in, what they look like, and whether all is well. */
  private static final Set<String> PUBLIC =
      Set.of("GET /login", "GET /login/oidc", "GET /assets/{name}", "GET /healthz");

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

  @TempDir private static Path data;
  private static House house;
  private static HttpClient http;

  @BeforeAll
  static void open() {
    House.write(data, "secret", "a secret of this test, long enough");
    URI nowhere = URI.create("http://127.0.0.1:9/");
    Doors doors =
        new Doors(
            Optional.of(
                new Settings.Slack(
                    Map.of("T0ACME", "file:secret"),
                    new Settings.SlackIntake.Signed("file:secret"),
                    nowhere,
                    "/desk")),
            Optional.of(teams(nowhere)),
            Optional.of(
                new Settings.RequestTracker(
                    "it", nowhere, "27", "file:secret", "file:secret", Optional.empty())),
            Optional.of(
                new Settings.Zendesk(
                    "acme",
                    nowhere,
                    "9",
                    "a@b.example",
                    "file:secret",
                    "file:secret",
                    List.of(),
                    Map.of())),
            Optional.of(
                new Settings.Oidc(
                    "Acme ID",
                    nowhere,
                    "deskhand",
                    "file:secret",
                    Duration.ofHours(8),
                    Optional.empty())),
            Optional.empty());
    house = House.openWithUsualLimits(data, doors);
    http = HttpClient.newHttpClient();
  }

  private static Settings.Teams teams(URI nowhere) {
    return new Settings.Teams(
        List.of(TeamsSimulator.TENANT),
        Optional.of(
            new Settings.TeamsApp(
                TeamsSimulator.APP, "file:secret", Cloud.PUBLIC, nowhere, nowhere)),
        List.of(nowhere));
  }

  @AfterAll
  static void close() {
    http.close();
    house.close();
  }

  private static List<String> routes() {
    return house.deskhand().server().unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> METHODS.contains(endpoint.method.name()))
        .map(RoutesTest::name)
        .toList();
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method.name() + " " + endpoint.path;
  }

  private static HttpRequest.Builder call(String route) {
    String[] words = route.split(" ", 2);
    String path = words[1].replaceAll("\\{[^}]*}", "1");
    return HttpRequest.newBuilder(house.at(path))
        .header("Origin", house.deskhand().address().toString())
        .header("Content-Type", "application/json")
        .method(
            words[0],
            words[0].equals("POST")
                ? BodyPublishers.ofString(
                    "{\"id\":\"1\",\"text\":\"unlock my account\",\"subject\":\"vpn\"}")
                : BodyPublishers.noBody());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** The cookie that a browser gets when Ada logs in. */
  private static String cookieOfAda() throws IOException, InterruptedException {
    return cookieOf("ada");
  }

  private static String cookieOf(String person) throws IOException, InterruptedException {
    String link = house.deskhand().loginLink(new PersonId(person));
    String token = URI.create(link).getQuery().substring("token=".length());
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(house.at("/login"))
                .header("Origin", house.deskhand().address().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, UTF_8))));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static void assertRefused(String route, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s answered %s", route, answer.body()).isBetween(300, 499);
  }

  @Test
  void every_door_is_there() {
    assertThat(routes())
        .contains(
            "POST /slack/events",
            "POST /slack/commands",
            "POST /slack/interactivity",
            "POST /teams/messages",
            "POST /hooks/rt",
            "POST /hooks/zendesk",
            "POST /api/tickets",
            "POST /api/chat/messages",
            "GET /api/chat/events",
            "GET /api/v1/runs",
            "POST /api/v1/runs",
            "POST /api/v1/plans",
            "GET /api/v1/runs/{run}",
            "POST /api/v1/runs/{run}/approve",
            "POST /api/v1/runs/{run}/decline",
            "POST /api/v1/runs/{run}/request-changes",
            "GET /api/v1/reviews",
            "POST /api/v1/reviews/{run}",
            "GET /api/v1/frozen",
            "POST /api/v1/freeze",
            "POST /api/v1/unfreeze",
            "GET /api/v1/delegations",
            "POST /api/v1/delegations",
            "POST /api/v1/delegations/{id}/end",
            "GET /api/v1/accounts",
            "POST /api/v1/accounts/code",
            "POST /api/v1/accounts/unlink",
            "POST /api/v1/tokens",
            "GET /api/v1/tokens",
            "POST /api/v1/tokens/{token}/revoke",
            "GET /authority",
            "GET /catalogue/pictures/{sha256}",
            "GET /pictures/{sha256}",
            "POST /api/v1/runs/{run}/cancel",
            "POST /api/v1/runs/{run}/pause",
            "POST /api/v1/runs/{run}/resume",
            "POST /api/v1/runs/{run}/resolve",
            "POST /api/v1/runs/{run}/answer")
        .containsAll(PUBLIC);
  }

  @Test
  void without_an_identity_nothing_but_what_is_public_answers_and_nothing_is_stored()
      throws Exception {
    long before = house.records();

    for (String route : closed().toList()) {
      assertRefused(route, send(call(route)));
    }

    assertThat(house.records()).isEqualTo(before);
  }

  @Test
  void with_a_forged_identity_it_is_the_same() throws Exception {
    String cookie = cookieOfAda();
    char last = cookie.charAt(cookie.length() - 5);
    String forged =
        cookie.substring(0, cookie.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + cookie.substring(cookie.length() - 4);
    long before = house.records();

    for (String route : closed().toList()) {
      assertRefused(
          route,
          send(
              call(route)
                  .header("Cookie", forged)
                  .header("Authorization", "Bearer admin")
                  .header("X-Slack-Signature", "v0=" + "0".repeat(64))
                  .header("X-Slack-Request-Timestamp", "1")
                  .header("X-Zendesk-Webhook-Signature", "AAAA")));
    }

    assertThat(house.records()).isEqualTo(before);
  }

  @Test
  void somebody_who_is_known_is_refused_from_a_foreign_page() throws Exception {
    String cookie = cookieOfAda();
    long before = house.records();

    for (String route : closed().filter(it -> it.startsWith("POST /api")).toList()) {
      HttpResponse<String> answer =
          send(call(route).setHeader("Origin", "https://evil.example").header("Cookie", cookie));
      assertThat(answer.statusCode()).as(route).isEqualTo(403);
    }

    assertThat(house.records()).isEqualTo(before);
  }

  @Test
  void who_may_start_what_is_a_page_for_those_who_may_read_evidence() throws Exception {
    String route = "GET /authority";
    HttpResponse<String> page = send(call(route).header("Cookie", cookieOf("sam")));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<h1>Who may start what</h1>",
            "<th scope=\"col\">sre</th>",
            "<th scope=\"row\">restart-service</th>",
            "<li>Only IT support may ask for something")
        .doesNotContain("{{");
    assertThat(send(call(route).header("Cookie", cookieOfAda())).statusCode()).isEqualTo(403);
  }

  @Test
  void how_people_went_through_trees_is_drawn_for_those_who_may_read_evidence() throws Exception {
    HttpResponse<String> list = send(call("GET /trees").header("Cookie", cookieOf("sam")));
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("<a href=\"/trees/vpn-not-connecting\">");

    HttpResponse<String> picture =
        send(
            HttpRequest.newBuilder(house.at("/trees/vpn-not-connecting"))
                .header("Cookie", cookieOf("sam")));
    assertThat(picture.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("image/svg+xml");
    assertThat(picture.body()).startsWith("<svg ").contains("0 ×");
    assertThat(send(call("GET /trees").header("Cookie", cookieOfAda())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_one_person_changes_is_limited_and_looking_is_not_nor_is_stopping_effects()
      throws Exception {
    String grace = token("grace");
    for (int i = 0; i < 60; i++) {
      assertThat(plan(grace).statusCode()).isIn(200, 404);
    }

    HttpResponse<String> refused = plan(grace);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("too-many-requests", "Nothing was done");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(send(local("GET", "/api/v1/runs", grace)).statusCode()).isEqualTo(200);
    assertThat(send(local("POST", "/api/v1/freeze", grace)).statusCode()).isNotEqualTo(429);
    assertThat(plan(token("ada")).statusCode()).isIn(200, 404);
  }

  private static HttpResponse<String> plan(String token) throws Exception {
    return send(local("POST", "/api/v1/plans", token));
  }

  private static String token(String person) {
    return new ConsoleTokens(LoginKey.in(data), InstantSource.system())
        .header(TenantId.DEFAULT, new PersonId(person));
  }

  private static HttpRequest.Builder local(String method, String path, String token) {
    return HttpRequest.newBuilder(house.at(path))
        .header("Authorization", token)
        .method(
            method,
            method.equals("POST")
                ? BodyPublishers.ofString("{\"id\":\"1\",\"runbook\":\"none\",\"inputs\":{}}")
                : BodyPublishers.noBody());
  }

  @Test
  void what_is_public_answers() throws Exception {
    assertThat(send(call("GET /healthz")).statusCode()).isIn(200, 503);
    assertThat(send(call("GET /login")).statusCode()).isLessThan(500);
    assertThat(send(call("GET /nowhere")).statusCode()).isEqualTo(404);
  }

  private static Stream<String> closed() {
    return routes().stream().filter(route -> !PUBLIC.contains(route));
  }
}
