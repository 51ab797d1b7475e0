package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database takes nothing, every door says so in its own form, and health too. */
final class PulseTest {
  @TempDir private Path data;
  private House house;
  private HttpClient http;

  @BeforeEach
  void open() {
    house = House.open(data, Doors.NONE, Map.of());
    http = HttpClient.newHttpClient();
    Await.until("the catalogue", () -> health().body().contains("\"catalogue\":\"ready\""));
    house.deskhand().stores().close();
  }

  @AfterEach
  void close() {
    http.close();
    try {
      house.close();
    } catch (JournalException _) {
      // Its store is closed already.
    }
  }

  private HttpResponse<String> health() {
    return send(HttpRequest.newBuilder(house.at("/healthz")));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void health_says_so_once_the_leases_are_over() {
    Await.until("health to fail", () -> health().statusCode() == 503);

    assertThat(health().body()).contains("\"status\":\"stalled\"", "\"database\":\"stalled\"");
  }

  @Test
  void programs_are_told_by_a_problem() {
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(data), InstantSource.system());

    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(house.at("/api/v1/runs"))
                .header("Authorization", tokens.header(TenantId.DEFAULT, new PersonId("ada")))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"id\": \"x\", \"runbook\": \"clear-vpn-session\", \"inputs\": {}}")));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("not-stored", "so nothing was done");
  }
}
