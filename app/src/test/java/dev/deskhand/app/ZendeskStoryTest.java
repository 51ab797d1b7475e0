package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of Deskhand beside a stand-in of Zendesk. */
final class ZendeskStoryTest {
  private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
  private static final String TICKET = "35";

  @TempDir private Path data;
  private final ZendeskStandIn zendesk = new ZendeskStandIn();
  private final HttpClient http = HttpClient.newHttpClient();
  private House house;

  @BeforeEach
  void open() throws IOException {
    zendesk.start();
    House.write(data, "token", "token-of-this-test");
    House.write(data, "webhook-secret", SECRET.value());
    Settings.Zendesk settings =
        new Settings.Zendesk(
            "acme",
            zendesk.url(),
            "900",
            "deskhand@example.com",
            "file:token",
            "file:webhook-secret",
            List.of("web"),
            Map.of());
    house =
        House.open(
            data,
            new Doors(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(settings),
                Optional.empty(),
                Optional.empty()),
            Map.of("ada", "zendesk:acme:501"));
  }

  @AfterEach
  void close() {
    http.close();
    house.close();
    zendesk.close();
  }

  private static String created(String channel) {
    return """
    {"type":"zen:event-type:ticket.created","account_id":1,"id":"created-%s",
     "time":"2026-11-20T12:00:00Z","zendesk_event_version":"2022-11-06","subject":"zen:ticket:35",
     "detail":{"id":"%s","actor_id":"501","requester_id":"501","submitter_id":"501","status":"NEW",
               "subject":"VPN says authentication failed","description":"Since this morning.",
               "tags":[],"is_public":true,"via":{"channel":"%s"}},
     "event":{}}\
    """
        .formatted(channel, TICKET, channel);
  }

  private int post(String body, Secret secret) throws IOException, InterruptedException {
    String now = Instant.now().toString();
    String signature =
        new Signature(secret, Base64.getEncoder()::encodeToString).of(now, body.getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(house.at("/hooks/zendesk"))
            .header("X-Zendesk-Webhook-Signature-Timestamp", now)
            .header("X-Zendesk-Webhook-Signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void a_ticket_is_worked_on_documented_once_and_solved() throws Exception {
    assertThat(post(created("web"), SECRET)).isEqualTo(200);
    assertThat(post(created("web"), SECRET)).isEqualTo(200);

    house.play(
        """
        - ada sees: This is about your ticket **zendesk-35**
        - ada presses: It says "Authentication failed"
        - ada presses: Yes, it works
        - ada sees: you are back in
        - the world: the directory was changed once
        """);
    Await.until("the ticket is solved", () -> zendesk.statuses(TICKET).contains("solved"));

    assertThat(zendesk.comments(TICKET, "false")).hasSize(1);
    assertThat(zendesk.comments(TICKET, "true")).hasSize(1);
    assertThat(zendesk.statuses(TICKET)).containsExactly("solved");
    assertThat(zendesk.comments(TICKET, "false").getFirst())
        .contains("has been unlocked", "Asked: VPN says authentication failed");
    assertThat(zendesk.comments(TICKET, "true").getFirst()).doesNotContain("locked");
  }

  @Test
  void a_note_whose_answer_was_lost_is_not_written_twice() throws Exception {
    zendesk.dropNextAnswer();

    assertThat(post(created("email"), SECRET)).isEqualTo(200);
    Await.until("the stand-in was asked for what is there", () -> zendesk.lookups() > 0);

    assertThat(zendesk.comments(TICKET, "false")).hasSize(1);
  }

  @Test
  void what_came_by_mail_is_only_suggested_to_the_desk() throws Exception {
    assertThat(post(created("email"), SECRET)).isEqualTo(200);

    Await.until("a suggestion", () -> zendesk.comments(TICKET, "false").size() == 1);

    assertThat(zendesk.comments(TICKET, "false").getFirst())
        .contains("The sender is not known for certain");
    assertThat(zendesk.comments(TICKET, "true")).isEmpty();
    assertThat(zendesk.statuses(TICKET)).isEmpty();
    assertThat(house.sandbox().directory().changes()).isEmpty();
  }

  @Test
  void what_zendesk_did_not_sign_is_refused_and_leaves_nothing() throws Exception {
    assertThat(post(created("web"), new Secret("another secret, as long as it"))).isEqualTo(401);

    assertThat(house.requests()).isZero();
  }
}
