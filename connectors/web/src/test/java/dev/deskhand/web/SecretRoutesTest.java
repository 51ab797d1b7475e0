package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static dev.deskhand.web.ChatServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.RunRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that a step made is shown behind a login, to whom it is for, exactly once. */
final class SecretRoutesTest {
  private static final String PASSWORD = "correct horse battery staple";

  @TempDir private Path data;
  private ChatServer server;
  private String path;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
    RunId run = new RunId("r-1");
    server.store.append(
        Append.in(TENANT)
            .to(run.in(TENANT).stream(), 0, StreamState.live(), List.of(requested()))
            .build());
    path = "/secrets/" + server.secrets.keep(new OneTimeSecret("r-1.password", PASSWORD));
  }

  private static Event requested() {
    RunPlan plan =
        new RunPlan(
            new RunbookId("fix"),
            ContentVersion.of("fix"),
            "Fix",
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            new Runbook.Sayings("", ""));
    return RunEventJson.write(
        new RunEvent.RunRequested(
            plan,
            RunEventJson.digest(plan),
            new RunRequest(MIA, MIA, "w", "conversation/web/mia", Optional.empty(), Map.of())));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> press(String cookie) {
    return server.send(
        server
            .request(path)
            .header("Cookie", cookie)
            .header("Origin", server.base.toString())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void it_is_offered_as_often_as_one_looks_and_shown_on_the_first_press_only() {
    String cookie = server.signIn(MIA);

    for (int look = 0; look < 2; look++) {
      HttpResponse<String> offered = server.get(path, cookie);
      assertThat(offered.statusCode()).isEqualTo(200);
      assertThat(offered.body()).contains("<form").doesNotContain(PASSWORD);
    }
    HttpResponse<String> shown = press(cookie);
    HttpResponse<String> again = press(cookie);

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains(PASSWORD);
    assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.body()).doesNotContain(PASSWORD);
    assertThat(server.get(path, cookie).statusCode()).isEqualTo(404);
  }

  @Test
  void whoever_is_not_signed_in_or_somebody_else_neither_sees_it_nor_uses_it_up() {
    HttpResponse<String> stranger = press("deskhand=none");
    HttpResponse<String> other = press(server.signIn(new PersonId("tom")));

    assertThat(stranger.statusCode()).isBetween(300, 499);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(stranger.body() + other.body()).doesNotContain(PASSWORD);
    assertThat(press(server.signIn(MIA)).body()).contains(PASSWORD);
  }

  @Test
  void a_foreign_page_cannot_press_for_somebody() {
    HttpResponse<String> forged =
        server.send(
            server
                .request(path)
                .header("Cookie", server.signIn(MIA))
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(forged.statusCode()).isBetween(400, 499);
    assertThat(forged.body()).doesNotContain(PASSWORD);
    assertThat(press(server.signIn(MIA)).body()).contains(PASSWORD);
  }
}
