package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.journal.TenantId;
import dev.deskhand.sandbox.teams.TeamsSender.Answer;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.TokenDefect;
import dev.deskhand.teams.TeamsSettings.Trust;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom the route believes to be the Bot Connector. */
final class TeamsTokensTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private String message() {
    return town.sender.message(TeamsSimulator.personal(ADA), "unlock my account");
  }

  private void assertForbidden(Answer answer) {
    assertThat(answer).isEqualTo(new Answer(403, ""));
    assertThat(town.reception.accepted()).isEmpty();
    assertThat(town.journal.recent(TenantId.DEFAULT, "teams-reference", 10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_token_with_any_defect_is_refused_and_leaves_nothing(TokenDefect defect) {
    assertForbidden(town.sender.send(message(), defect));

    assertThat(town.teams.count(Call.LOGIN)).isZero();
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
  }

  @Test
  void a_right_token_is_none_for_another_service_url_channel_or_tenant() {
    String right = message();
    String service = town.teams.service().toString();

    assertForbidden(town.sender.send(right.replace(service, "https://evil.example/teams/")));
    assertForbidden(town.sender.send(right.replace(service, service + "other/")));
    assertForbidden(town.sender.send(right.replace("\"msteams\"", "\"webchat\"")));
    assertForbidden(town.sender.send(right.replace("\"msteams\"", "\"directline\"")));
    assertForbidden(town.sender.send(right.replace(TENANT, UUID.randomUUID().toString())));
    assertForbidden(town.sender.send(right.replace(TENANT, "")));
  }

  @Test
  void two_tenants_in_one_activity_are_refused() {
    String two = message().replaceFirst(TENANT + "\"", "99999999-aaaa-4bbb-8ccc-000000000001\"");

    assertThat(town.sender.send(two).status()).isEqualTo(400);
    assertThat(town.reception.accepted()).isEmpty();
  }

  @Test
  void a_service_url_that_is_not_on_the_list_is_refused_even_with_a_right_token() {
    TeamsSettings strict =
        new TeamsSettings(
            TenantId.DEFAULT,
            Set.of(TENANT),
            town.settings.trust(),
            List.of(URI.create("https://smba.trafficmanager.net/teams/")));
    Javalin server = town.serve(strict);
    try (var sender = town.teams.sender(at(server))) {
      assertForbidden(sender.send(message()));
    } finally {
      server.stop();
    }
  }

  @Test
  void in_another_cloud_its_tokens_are_believed_and_asked_for_and_no_others() {
    try (TeamsTown government = new TeamsTown(Cloud.US_GCC_HIGH)) {
      String message = government.sender.message(TeamsSimulator.personal(ADA), "unlock my account");

      assertThat(government.sender.send(message).status()).isEqualTo(200);
      assertThat(new AccessTokens(government.settings.trust(), new TeamsHttp(), town.clock).token())
          .isPresent();

      Javalin server = government.serve(inPublic(government.settings));
      try (var sender = government.teams.sender(at(server))) {
        assertForbidden(sender.send(message));
      } finally {
        server.stop();
      }
    }
  }

  private static TeamsSettings inPublic(TeamsSettings settings) {
    Trust.Tokens trust = (Trust.Tokens) settings.trust();
    return new TeamsSettings(
        settings.organisation(),
        settings.tenants(),
        new Trust.Tokens(
            trust.appId(), trust.password(), Cloud.PUBLIC, trust.login(), trust.openId()),
        settings.services());
  }

  @Test
  void several_tenants_are_served_and_each_is_its_own() {
    String other = "99999999-aaaa-4bbb-8ccc-000000000001";
    try (TeamsTown both = new TeamsTown(Set.of(TENANT, other.toUpperCase(Locale.ROOT)))) {
      String here = both.sender.message(TeamsSimulator.personal(ADA), "help");

      assertThat(both.sender.send(here).status()).isEqualTo(200);
      assertThat(both.sender.send(here.replace(TENANT, other)).status()).isEqualTo(200);
      assertThat(both.reception.accepted())
          .extracting(it -> it.envelope().sender().scope())
          .containsExactly(TENANT, other);
    }
  }

  @Test
  void a_clock_that_is_a_little_off_is_borne() {
    String authorization = town.sender.authorization();
    town.clock.pass(Duration.ofMinutes(14));

    assertThat(post(town.server, Map.of("Authorization", authorization))).isEqualTo(200);

    town.clock.pass(Duration.ofMinutes(2));
    assertThat(post(town.server, Map.of("Authorization", authorization))).isEqualTo(403);
  }

  @Test
  void keys_are_fetched_once_a_day_and_made_up_key_ids_have_them_fetched_seldom() {
    for (int i = 0; i < 5; i++) {
      assertThat(town.sender.send(message()).status()).isEqualTo(200);
      assertThat(town.sender.send(message(), TokenDefect.UNKNOWN_KEY).status()).isEqualTo(403);
    }
    assertThat(town.teams.count(Call.KEYS)).isEqualTo(1);

    town.clock.pass(Duration.ofMinutes(5));
    for (int i = 0; i < 5; i++) {
      assertThat(town.sender.send(message(), TokenDefect.UNKNOWN_KEY).status()).isEqualTo(403);
    }
    assertThat(town.teams.count(Call.KEYS)).isEqualTo(2);

    town.clock.pass(HOUR.multipliedBy(23));
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
    assertThat(town.teams.count(Call.KEYS)).isEqualTo(2);
    town.clock.pass(HOUR.multipliedBy(2));
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
    assertThat(town.teams.count(Call.KEYS)).isEqualTo(3);
  }

  @Test
  void without_keys_nothing_is_believed_and_it_is_asked_to_come_again() {
    town.teams.failNext(Call.METADATA, 500, 0);

    assertThat(town.sender.send(message()).status()).isEqualTo(503);
    town.clock.pass(Duration.ofSeconds(6));
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
  }

  @Test
  void keys_that_can_not_be_renewed_are_good_for_two_days() {
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
    for (int i = 0; i < 2; i++) {
      town.teams.failNext(Call.KEYS, 503, 0);
    }
    town.clock.pass(HOUR.multipliedBy(30));
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
    town.clock.pass(HOUR.multipliedBy(20));
    assertThat(town.sender.send(message()).status()).isEqualTo(503);
    town.clock.pass(Duration.ofSeconds(6));
    assertThat(town.sender.send(message()).status()).isEqualTo(200);
  }

  @Test
  void without_authentication_only_this_machine_is_heard_and_no_page_in_a_browser() {
    Javalin server = town.serve(withoutAuthentication());
    try {
      assertThat(post(server, Map.of())).isEqualTo(200);
      assertThat(post(server, Map.of("X-Forwarded-For", "192.0.2.7"))).isEqualTo(403);
      assertThat(post(server, Map.of("Forwarded", "for=192.0.2.7"))).isEqualTo(403);
      assertThat(post(server, Map.of("Origin", "https://evil.example"))).isEqualTo(403);
      assertThat(post(server, Map.of("Content-Type", "text/plain"))).isEqualTo(403);
      assertThat(town.reception.accepted()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  /** Its own address is one that others have, too. */
  @Test
  void without_authentication_whoever_comes_by_another_address_is_refused() throws IOException {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
            .findFirst();
    assumeTrue(own.isPresent(), "this machine has the loopback address alone");
    Javalin server = town.serve(withoutAuthentication(), "0.0.0.0");
    try {
      String host = own.orElseThrow().getHostAddress();
      assertThat(post(at(host, server), Map.of())).isEqualTo(403);
      assertThat(post(at("127.0.0.1", server), Map.of())).isEqualTo(200);
      assertThat(town.reception.accepted()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  private TeamsSettings withoutAuthentication() {
    return new TeamsSettings(
        TenantId.DEFAULT, Set.of(TENANT), new Trust.LocalTestTool(), List.of(town.teams.service()));
  }

  private static URI at(Javalin server) {
    return at("127.0.0.1", server);
  }

  private static URI at(String host, Javalin server) {
    return URI.create("http://" + host + ":" + server.port() + "/teams/messages");
  }

  private int post(Javalin server, Map<String, String> headers) {
    return post(at(server), headers);
  }

  private int post(URI at, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message()));
    headers.forEach(request::setHeader);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
