package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static dev.deskhand.web.ChatServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginTest {
  @TempDir private Path data;
  private ChatServer server;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_link_signs_its_person_in() {
    HttpResponse<String> answer = server.redeem(server.token(MIA));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/");
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200")
        .doesNotContain("Secure");
    assertThat(server.get("/api/me", cookie.substring(0, cookie.indexOf(';'))).body())
        .contains("\"person\":\"mia\"", "The person mia");
  }

  @Test
  void over_https_the_cookie_is_secure_and_bound_to_the_host() {
    server.close();
    server = ChatServer.start(data, "https://127.0.0.1");

    HttpResponse<String> answer =
        server.send(
            server
                .request("/login")
                .header("Origin", server.base.toString().replace("http:", "https:"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + server.token(MIA))));

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-deskhand=")
        .endsWith("; Secure");
  }

  @Test
  void a_link_works_once() {
    String token = server.token(MIA);
    server.redeem(token);

    HttpResponse<String> again = server.redeem(token);

    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(again.body()).contains("was used before", "deskhand login");
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void looking_at_a_link_does_not_use_it() {
    String token = server.token(MIA);

    HttpResponse<String> preview = server.get("/login?token=" + token, "");
    HttpResponse<String> answer = server.redeem(token);

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("Continue as mia", "method=\"post\"");
    assertThat(preview.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void a_link_expires() {
    String token = server.token(MIA);
    server.clock.pass(Duration.ofMinutes(15));

    HttpResponse<String> answer = server.redeem(token);

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("too old");
  }

  @Test
  void a_forged_link_is_refused() {
    String token = server.token(MIA);
    String payload = payloadOf(token);

    List<String> forgeries =
        List.of(
            "",
            ".",
            "%%%.%%%",
            payload,
            payload + ".",
            payload + "." + "A".repeat(43),
            payloadOf(server.token(new PersonId("tom"))) + token.substring(payload.length()),
            "x" + token,
            "x".repeat(5_000) + "." + "y");

    for (String forgery : forgeries) {
      HttpResponse<String> answer = server.redeem(forgery);
      assertThat(answer.statusCode()).as(forgery).isEqualTo(401);
      assertThat(answer.body()).contains("not a login link");
    }
  }

  @Test
  void a_token_shown_back_stays_text() {
    HttpResponse<String> answer = server.get("/login?token=%22%3E%3Cscript%3Ealert(1)", "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("<script");
  }

  @Test
  void a_link_of_another_tenant_or_for_a_stranger_signs_nobody_in() {
    TenantId other = new TenantId("other");
    Duration valid = Duration.ofMinutes(1);

    String foreign = server.links.link(server.base, other, MIA, valid);
    String stranger = server.links.link(server.base, TENANT, new PersonId("eve"), valid);

    for (String link : List.of(foreign, stranger)) {
      HttpResponse<String> answer = server.redeem(ChatServer.tokenOf(link));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("Nobody is known");
    }
  }

  @Test
  void a_session_is_no_link_and_a_link_is_no_session() {
    String session = server.signIn(MIA);
    String value = session.substring(session.indexOf('=') + 1);

    assertThat(server.redeem(value).statusCode()).isEqualTo(401);
    assertThat(server.get("/api/me", "deskhand=" + server.token(MIA)).statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_ends_after_twelve_hours() {
    String cookie = server.signIn(MIA);

    server.clock.pass(Duration.ofHours(12));

    assertThat(server.get("/api/me", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_ends_when_the_directory_forgets_the_person() {
    String cookie = server.signIn(MIA);

    server.people.remove(MIA);

    assertThat(server.get("/api/me", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void a_login_is_in_the_audit() {
    server.signIn(MIA);

    List<AuditRecord> audit = server.store.audit(TENANT, 0, 10);

    assertThat(audit).hasSize(1);
    assertThat(audit.getFirst().entry().actor()).isEqualTo("mia");
    assertThat(audit.getFirst().entry().action()).isEqualTo("login");
    assertThat(audit.getFirst().entry().object()).startsWith("login/");
  }

  @Test
  void signing_out_clears_the_cookie() {
    HttpResponse<String> answer = server.post("/logout", server.signIn(MIA), "");

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("deskhand=;")
        .contains("Max-Age=0");
  }

  @Test
  void a_session_that_was_ended_is_over_for_a_copy_of_its_cookie_too() {
    String cookie = server.signIn(MIA);
    server.post("/logout", cookie, "");

    assertThat(server.get("/api/me", cookie).statusCode()).isEqualTo(401);
    assertThat(server.store.audit(TENANT, 0, 10).getLast().entry().action()).isEqualTo("logout");
    assertThat(server.get("/api/me", server.signIn(MIA)).statusCode()).isEqualTo(200);
  }

  private static String payloadOf(String token) {
    return token.substring(0, token.indexOf('.'));
  }
}
