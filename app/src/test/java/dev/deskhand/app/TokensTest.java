package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Limit;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs speak to the server by tokens, and every route refuses those that are not good for it.
 */
final class TokensTest {
  private static final TenantId TENANT = TenantId.DEFAULT;

  /** What a token has to be for, by route; nothing makes a token good for those of no verb. */
  private static final Map<String, Set<Action>> ROUTES =
      Map.ofEntries(
          Map.entry("GET /api/v1/runs", Set.of(Action.READ_EVIDENCE)),
          Map.entry("POST /api/v1/runs", Set.of(Action.START)),
          Map.entry("POST /api/v1/plans", Set.of(Action.START)),
          Map.entry("GET /api/v1/runs/{run}", Set.of(Action.READ_EVIDENCE)),
          Map.entry("GET /api/v1/runs/{run}/artefacts/{sha256}", Set.of(Action.READ_EVIDENCE)),
          Map.entry("POST /api/v1/runs/{run}/approve", Set.of(Action.APPROVE)),
          Map.entry("POST /api/v1/runs/{run}/decline", Set.of(Action.APPROVE)),
          Map.entry("POST /api/v1/runs/{run}/request-changes", Set.of(Action.APPROVE)),
          Map.entry("POST /api/v1/runs/{run}/cancel", Set.of(Action.CANCEL)),
          Map.entry("POST /api/v1/runs/{run}/pause", Set.of(Action.CANCEL)),
          Map.entry("POST /api/v1/runs/{run}/resume", Set.of(Action.CANCEL)),
          Map.entry("POST /api/v1/runs/{run}/resolve", Set.of(Action.RESOLVE)),
          Map.entry("POST /api/v1/runs/{run}/answer", Set.of(Action.ANSWER)),
          Map.entry("GET /api/v1/frozen", Set.of(Action.READ_EVIDENCE)),
          Map.entry("POST /api/v1/freeze", Set.of(Action.FREEZE)),
          Map.entry("POST /api/v1/unfreeze", Set.of(Action.UNFREEZE)),
          Map.entry("POST /api/v1/reload", Set.of(Action.RELOAD)),
          Map.entry("GET /api/v1/intents/hints", Set.of()),
          Map.entry("POST /api/v1/intents/hints/{hint}/try", Set.of()),
          Map.entry("POST /api/v1/intents/hints/{hint}/approve", Set.of()),
          Map.entry("POST /api/v1/intents/hints/{hint}/reject", Set.of()),
          Map.entry("GET /api/v1/reviews", Set.of()),
          Map.entry("POST /api/v1/reviews/{run}", Set.of()),
          Map.entry("GET /api/v1/delegations", Set.of()),
          Map.entry("POST /api/v1/delegations", Set.of()),
          Map.entry("POST /api/v1/delegations/{id}/end", Set.of()),
          Map.entry("GET /api/v1/accounts", Set.of()),
          Map.entry("POST /api/v1/accounts/code", Set.of()),
          Map.entry("POST /api/v1/accounts/unlink", Set.of()),
          Map.entry("GET /api/v1/tokens", Set.of()),
          Map.entry("POST /api/v1/tokens", Set.of()),
          Map.entry("POST /api/v1/tokens/{token}/revoke", Set.of()));

  @TempDir private static Path data;
  private static House house;
  private static HttpClient http;

  @BeforeAll
  static void open() {
    house = House.open(data, Doors.NONE, Map.of());
    http = HttpClient.newHttpClient();
    Await.until("the catalogue", () -> call("GET /api/v1/runs", "x").statusCode() != 503);
  }

  @AfterAll
  static void close() {
    http.close();
    house.close();
  }

  private static Journal journal() {
    return house.deskhand().stores().journal();
  }

  private static ApiTokens.Made token(
      String owner, Set<Action> actions, Set<String> runbooks, InstantSource made) {
    Append.Builder append = Append.in(TENANT);
    ApiTokens.Made token =
        new ApiTokens(journal(), made)
            .make(
                append,
                new ApiTokens.Wanted(
                    "test", new PersonId(owner), actions, runbooks, Duration.ofDays(1)));
    journal().append(append.build());
    return token;
  }

  private static String token(String owner, Set<Action> actions, String... runbooks) {
    return token(owner, actions, Set.of(runbooks), InstantSource.system()).text();
  }

  private static HttpRequest.Builder request(String route, String token) {
    String[] words = route.split(" ", 2);
    return HttpRequest.newBuilder(house.at(words[1].replaceAll("\\{[^}]*}", "r-1")))
        .header("Authorization", "Bearer " + token)
        .method(
            words[0],
            words[0].equals("POST")
                ? BodyPublishers.ofString("{\"id\":\"1\",\"why\":\"a drill\"}")
                : BodyPublishers.noBody());
  }

  private static HttpResponse<String> call(String route, String token) {
    return send(request(route, token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the server went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static HttpResponse<String> start(String token, String runbook) {
    return send(
        request("POST /api/v1/runs", token)
            .POST(
                BodyPublishers.ofString(
                    "{\"id\":\"%s\",\"runbook\":\"%s\",\"inputs\":{}}"
                        .formatted(UUID.randomUUID(), runbook))));
  }

  private static List<AuditEntry> audit() {
    return journal().audit(TENANT, 0, 10_000).stream().map(it -> it.entry()).toList();
  }

  @Test
  void every_route_is_in_the_table() {
    assertThat(
            house.deskhand().server().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(it -> it.path.startsWith("/api/v1/"))
                .filter(it -> Set.of("GET", "POST").contains(it.method.name()))
                .map(it -> it.method.name() + " " + it.path))
        .containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
  }

  @Test
  void a_token_that_is_not_good_opens_no_route_and_leaves_no_trace() {
    ApiTokens.Made revoked = token("sam", Limit.GRANTABLE, Set.of(), InstantSource.system());
    Append.Builder append = Append.in(TENANT);
    new ApiTokens(journal(), InstantSource.system()).revoke(append, revoked.token());
    journal().append(append.build());
    Instant longAgo = Instant.now().minus(Duration.ofDays(2));
    String good = token("sam", Limit.GRANTABLE);
    Map<String, String> tokens =
        Map.of(
            "none",
            "",
            "another word",
            "admin",
            "wrong",
            good.substring(0, good.length() - 2) + "AA",
            "expired",
            token("sam", Limit.GRANTABLE, Set.of(), InstantSource.fixed(longAgo)).text(),
            "revoked",
            revoked.text(),
            "of nobody known",
            token("gone", Limit.GRANTABLE));
    long before = house.records();

    tokens.forEach(
        (kind, token) ->
            ROUTES
                .keySet()
                .forEach(
                    route ->
                        assertThat(call(route, token).statusCode())
                            .as("%s with a token that is: %s", route, kind)
                            .isEqualTo(401)));

    assertThat(house.records()).isEqualTo(before);
  }

  @Test
  void a_token_for_all_other_things_opens_no_route() {
    ROUTES.forEach(
        (route, needed) -> {
          Set<Action> others = new HashSet<>(Limit.GRANTABLE);
          others.removeAll(needed);
          String token = token("sam", others);

          HttpResponse<String> answer = call(route, token);

          assertThat(answer.statusCode()).as(route).isEqualTo(403);
          assertThat(answer.body()).as(route).contains("out-of-scope");
        });
  }

  @Test
  void a_token_for_just_that_passes_the_door() {
    ROUTES.forEach(
        (route, needed) -> {
          if (!needed.isEmpty()) {
            assertThat(call(route, token("bob", needed)).body())
                .as(route)
                .doesNotContain("out-of-scope", "not-identified");
          }
        });
  }

  @Test
  void a_program_starts_what_its_owner_may_and_the_audit_says_by_which_token() {
    ApiTokens.Made made =
        token(
            "ada",
            Set.of(Action.START),
            Set.of("clear-vpn-session", "restart-service"),
            InstantSource.system());

    HttpResponse<String> started = start(made.text(), "clear-vpn-session");

    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    assertThat(started.body()).contains("\"id\":\"r-");
    assertThat(audit())
        .anyMatch(
            it ->
                it.action().equals("api")
                    && it.actor().equals("ada")
                    && it.grounds().rationale().contains(made.token().id().value()));
    assertThat(start(made.text(), "unlock-account").body())
        .contains("The token is not one to start the runbook unlock-account.");
    assertThat(start(made.text(), "restart-service").statusCode()).isNotEqualTo(201);
    assertThat(new ApiTokens(journal(), InstantSource.system()).find(TENANT, made.token().id()))
        .hasValueSatisfying(it -> assertThat(it.lastUsed()).isPresent());
  }

  @Test
  void in_clear_a_token_does_not_come_from_elsewhere_and_never_from_a_browser() {
    String token = token("ada", Limit.GRANTABLE);

    HttpResponse<String> far =
        send(request("GET /api/v1/runs", token).header("X-Forwarded-For", "192.0.2.7"));
    HttpResponse<String> page =
        send(request("GET /api/v1/runs", token).header("Origin", "https://evil.example"));

    assertThat(far.statusCode()).isEqualTo(403);
    assertThat(far.body()).contains("over https only");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(call("GET /api/v1/runs", token).statusCode()).isEqualTo(200);
  }

  @Test
  void tokens_are_listed_and_revoked_in_chat() {
    ApiTokens.Made made = token("ada", Set.of(Action.START), Set.of(), InstantSource.system());
    String id = made.token().id().value();

    house.play(
        """
        - bob says: revoke-token %1$s
        - bob sees: "I may not do that."
        - ada says: tokens
        - ada sees: "%1$s"
        - ada says: revoke-token %1$s
        - ada sees: "is worth nothing now"
        """
            .formatted(id));

    assertThat(call("POST /api/v1/runs", made.text()).statusCode()).isEqualTo(401);
    assertThat(audit())
        .anyMatch(it -> it.action().equals("token-revoked") && it.object().equals("token/" + id));
  }
}
