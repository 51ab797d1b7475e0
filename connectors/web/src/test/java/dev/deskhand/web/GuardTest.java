package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardTest {
  private static final String MESSAGE = "{\"id\":\"00000000-0001\",\"text\":\"hello\"}";

  @TempDir private static Path data;
  private static ChatServer server;

  @BeforeAll
  static void start() {
    server = ChatServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_foreign_host_name_is_refused_on_every_route() throws IOException {
    for (String path : List.of("/", "/login", "/api/me", "/api/chat/events", "/assets/main.js")) {
      for (String host : List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example")) {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host)).as(path).contains(" 421 ");
      }
    }
  }

  @Test
  void our_own_host_names_are_served_whatever_their_case() throws IOException {
    assertThat(raw("GET /login HTTP/1.1\r\nHost: LocalHost:1234")).contains(" 200 ");
  }

  @Test
  void a_post_has_to_come_from_our_own_page() {
    String ours = server.base.toString();

    Map<Map<String, String>, Integer> expected =
        Map.of(
            Map.of(), 403,
            Map.of("Origin", "null"), 403,
            Map.of("Origin", "https://evil.example"), 403,
            Map.of("Origin", "http://127.0.0.1:1"), 403,
            Map.of("Origin", ours, "Sec-Fetch-Site", "cross-site"), 403,
            Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "same-origin"), 403,
            Map.of("Sec-Fetch-Site", "same-site"), 403,
            Map.of("Origin", ours), 202,
            Map.of("Sec-Fetch-Site", "same-origin"), 202,
            Map.of("Origin", ours, "Sec-Fetch-Site", "same-origin"), 202);

    String cookie = server.signIn(MIA);
    expected.forEach(
        (headers, status) ->
            assertThat(say(cookie, headers).statusCode()).as("%s", headers).isEqualTo(status));
  }

  @Test
  void without_a_session_nothing_is_told() {
    assertThat(server.get("/", "").headers().firstValue("Location")).hasValue("/login");
    assertThat(server.get("/login", "").body()).contains("Sign in with a link");
    for (String path : List.of("/api/me", "/api/chat/events", "/api/anything", "/tickets/7")) {
      assertThat(server.get(path, "deskhand=forged").statusCode()).as(path).isEqualTo(401);
    }
    assertThat(server.get("/api/me", "").body()).contains("\"error\"", "login link");
    assertThat(say("deskhand=forged", Map.of("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_link_on_another_site_leads_to_its_own_address_as_it_is() {
    Map.of(
            "/catalogue/order-software", "url=/catalogue/order-software\"",
            "/catalogue/order-software?o=1&x=2", "url=/catalogue/order-software?o=1&amp;x=2\"")
        .forEach(
            (link, address) -> {
              HttpRequest.Builder request = server.request(link);
              request.header("Accept", "text/html").header("Sec-Fetch-Site", "cross-site").GET();

              assertThat(server.send(request).body()).contains("0; " + address);
            });
  }

  @Test
  void every_answer_carries_the_strict_headers() {
    for (String path : List.of("/", "/login", "/api/me", "/assets/main.js", "/assets/none")) {
      var headers = server.get(path, "").headers();

      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
  }

  /** The client waits for leave to send: a body that nobody reads could break off the answer. */
  @Test
  void a_body_over_one_mebibyte_or_of_unknown_length_is_refused() {
    String cookie = server.signIn(MIA);
    byte[] large = new byte[1024 * 1024 + 1];

    assertThat(statusOf(cookie, HttpRequest.BodyPublishers.ofByteArray(large))).isEqualTo(413);
    assertThat(
            statusOf(
                cookie,
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[10]))))
        .isEqualTo(411);
  }

  private static int statusOf(String cookie, HttpRequest.BodyPublisher body) {
    return server
        .send(
            server
                .request("/api/chat/messages")
                .header("Cookie", cookie)
                .header("Origin", server.base.toString())
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(body))
        .statusCode();
  }

  @Test
  void assets_are_cached_by_their_content_only() {
    String tag = server.get("/assets/main.js", "").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        server.send(server.request("/assets/main.js").header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(server.get("/assets/..%2Findex.html", "").statusCode()).isIn(400, 404);
  }

  private static HttpResponse<String> say(String cookie, Map<String, String> headers) {
    HttpRequest.Builder request =
        server
            .request("/api/chat/messages")
            .header("Cookie", cookie)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(MESSAGE));
    headers.forEach(request::header);
    return server.send(request);
  }

  @Test
  void a_request_that_is_cut_off_is_a_bad_one_and_no_fault_of_the_server() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base.getPort())) {
      String head =
          "POST /login HTTP/1.1\r\nHost: "
              + server.base.getAuthority()
              + "\r\nOrigin: "
              + server.base
              + "\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 1000\r\n\r\n";
      socket.getOutputStream().write((head + "token=abc").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400");
    }
  }

  /** The JDK's client doesn't let one lie about the host. */
  private static String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base.getPort())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
