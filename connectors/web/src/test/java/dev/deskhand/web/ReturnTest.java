package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.oidc.OidcSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever wanted a page and had to sign in first comes back to it, by each way of signing in. */
final class ReturnTest {
  private static final String WANTED = "/tickets/7?from=a%2Fb&x=1";
  private static final Pattern BUTTON = Pattern.compile("href=\"(/login/oidc[^\"]*)\"");
  private static final Pattern ONWARD = Pattern.compile("content=\"0;url=([^\"]+)\"");

  @TempDir private Path data;
  private final SignedIssuer issuer = new SignedIssuer();
  private ChatServer server;

  @BeforeEach
  void start() {
    server =
        ChatServer.start(
            data,
            new OidcSettings(
                "Acme ID",
                issuer.address,
                SignedIssuer.CLIENT,
                SignedIssuer.SECRET,
                Duration.ofHours(8),
                Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private HttpResponse<String> open(String path, Map<String, String> headers) {
    HttpRequest.Builder request = server.request(path).header("Accept", "text/html,*/*;q=0.8");
    headers.forEach(request::setHeader);
    return server.send(request);
  }

  /** The page that asks somebody to sign in who wanted another. */
  private HttpResponse<String> asked(String path) {
    HttpResponse<String> page = open(path, Map.of());
    assertThat(page.statusCode()).as(page.body()).isEqualTo(401);
    return page;
  }

  private static Optional<String> set(HttpResponse<String> answer, String cookie) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith(cookie + "="))
        .findFirst();
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return set(answer, name).orElseThrow().split(";", 2)[0];
  }

  private static String found(Pattern pattern, HttpResponse<String> page) {
    Matcher matcher = pattern.matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group(1).replace("&amp;", "&").replace("&#39;", "'");
  }

  /** At the issuer and back, from a link to where that begins. */
  private HttpResponse<String> signIn(String link, Map<String, String> headers) {
    HttpResponse<String> begun = open(link, headers);
    URI sentTo = URI.create(begun.headers().firstValue("Location").orElseThrow());
    return open(
        "/login/oidc/callback?" + issuer.signIn(sentTo),
        Map.of("Cookie", cookie(begun, "deskhand-intent"), "Sec-Fetch-Site", "cross-site"));
  }

  private static String to(String address) {
    return "/login/oidc?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> redeem(PersonId person, String cookies) {
    return server.send(
        server
            .request("/login")
            .header("Origin", server.base.toString())
            .header("Cookie", cookies)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=" + server.token(person))));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void a_page_asks_to_sign_in_with_a_button_and_says_where_that_leads() {
    HttpResponse<String> page = asked(WANTED);

    assertThat(page.body()).contains("Sign in with Acme ID", "you get to the page that you wanted");
    assertThat(found(BUTTON, page)).isEqualTo(to(WANTED));
    assertThat(server.get("/login", "").body()).contains("href=\"/login/oidc\"");
  }

  @Test
  void the_issuer_sends_somebody_back_to_the_page_that_they_wanted() {
    HttpResponse<String> answer = signIn(found(BUTTON, asked(WANTED)), Map.of());

    assertThat(found(ONWARD, answer)).isEqualTo(WANTED);
    String session = cookie(answer, "deskhand");
    assertThat(open(WANTED, Map.of("Cookie", session)).body()).contains("Ticket 7");
  }

  @Test
  void of_two_pages_each_ones_own_button_leads_back_to_it() {
    String first = found(BUTTON, asked("/tickets/1"));
    asked("/tickets/2");

    assertThat(found(ONWARD, signIn(first, Map.of()))).isEqualTo("/tickets/1");
  }

  @Test
  void a_hostile_address_leads_to_the_conversation_and_nowhere_else() {
    for (String address : DestinationTest.HOSTILE) {
      if (address.length() < 4_000) {
        assertThat(found(ONWARD, signIn(to(address), Map.of()))).as(address).isEqualTo("/");
      }
    }
  }

  @Test
  void a_page_of_somebody_elses_cannot_say_where_a_sign_in_leads() {
    for (String site : List.of("cross-site", "same-site")) {
      HttpResponse<String> answer = signIn(to(WANTED), Map.of("Sec-Fetch-Site", site));

      assertThat(found(ONWARD, answer)).as(site).isEqualTo("/");
    }
    assertThat(found(ONWARD, signIn(to(WANTED), Map.of("Sec-Fetch-Site", "same-origin"))))
        .isEqualTo(WANTED);
  }

  @Test
  void where_it_leads_is_bound_to_the_sign_in_that_was_begun() {
    HttpResponse<String> begun = open(to(WANTED), Map.of());
    URI sentTo = URI.create(location(begun));

    HttpResponse<String> answer =
        open(
            "/login/oidc/callback?" + issuer.signIn(sentTo) + "&to=%2Ftickets%2F666",
            Map.of("Cookie", cookie(begun, "deskhand-intent")));

    assertThat(sentTo.getRawQuery()).doesNotContain("tickets");
    assertThat(found(ONWARD, answer)).isEqualTo(WANTED);
  }

  @Test
  void whoever_is_a_newcomer_keeps_it_for_the_code() {
    issuer.mint(
        (it, good) ->
            SignedIssuer.signed(it, new JWTClaimsSet.Builder(good).subject("nobody").build()));

    HttpResponse<String> answer = signIn(to(WANTED), Map.of());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains("name=\"to\" value=\"" + WANTED.replace("&", "&amp;") + "\"");
  }

  @Test
  void a_login_link_leads_back_to_the_page_once() {
    HttpResponse<String> asked = asked(WANTED);
    assertThat(set(asked, "deskhand-destination").orElseThrow())
        .contains("; HttpOnly", "; SameSite=Strict", "; Max-Age=3600");
    String wanted = cookie(asked, "deskhand-destination");

    HttpResponse<String> answer = redeem(MIA, wanted);

    assertThat(location(answer)).isEqualTo(WANTED);
    assertThat(set(answer, "deskhand-destination").orElseThrow()).contains("Max-Age=0");
    assertThat(location(redeem(MIA, ""))).isEqualTo("/");
  }

  @Test
  void the_conversation_is_where_whoever_wanted_that_last_goes() {
    asked(WANTED);

    HttpResponse<String> answer = open("/", Map.of());

    assertThat(location(answer)).isEqualTo("/login");
    assertThat(set(answer, "deskhand-destination").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void a_planted_or_old_memory_leads_to_the_conversation() {
    String note = cookie(asked(WANTED), "deskhand-destination");
    LoginKey key = LoginKey.in(data);
    String evil =
        new Notes(key, server.clock)
            .write(Notes.Purpose.DESTINATION, "//evil.example", Duration.ofHours(1));
    String other =
        new Notes(key, server.clock)
            .write(Notes.Purpose.NEWCOMER, "/tickets/7", Duration.ofHours(1));

    for (String planted :
        List.of("deskhand-destination=/tickets/7", note + "x", dest(evil), dest(other))) {
      assertThat(location(redeem(MIA, planted))).as(planted).isEqualTo("/");
    }
    server.clock.pass(Duration.ofHours(1));
    assertThat(location(redeem(MIA, note))).isEqualTo("/");
  }

  private static String dest(String note) {
    return "deskhand-destination=" + note;
  }

  @Test
  void what_a_page_loads_is_not_where_somebody_wanted_to_go() {
    for (String accepted : List.of("image/avif,image/*,*/*;q=0.8", "text/event-stream", "*/*")) {
      HttpResponse<String> answer = open(WANTED, Map.of("Accept", accepted));

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(set(answer, "deskhand-destination")).as(accepted).isEmpty();
    }
  }

  @Test
  void
      whoever_sent_a_form_without_a_session_gets_back_to_its_page_and_hears_that_it_did_not_count() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/secrets/abc")
                .header("Accept", "text/html")
                .header("Origin", server.base.toString())
                .header("Referer", server.base + "/secrets/abc?x=1")
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("What you sent was not taken, and nothing was done.");
    assertThat(found(BUTTON, answer)).isEqualTo(to("/secrets/abc?x=1"));
  }

  @Test
  void whoever_comes_from_another_site_is_taken_to_the_same_page_from_ours_first() {
    for (String path : List.of("/", WANTED, "/catalogue/order-software?o=a.b", "/approvals")) {
      HttpResponse<String> hop = open(path, Map.of("Sec-Fetch-Site", "cross-site"));

      assertThat(hop.statusCode()).as(path).isEqualTo(200);
      assertThat(hop.body())
          .contains("content=\"0; url=" + path.replace("&", "&amp;") + "\"")
          .doesNotContain("Sign in");
      assertThat(hop.headers().allValues("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void somebody_else_than_the_page_is_for_is_refused_as_always() {
    String token = "abcdef";
    String wanted = cookie(asked("/secrets/" + token), "deskhand-destination");

    HttpResponse<String> answer = redeem(new PersonId("tom"), wanted);

    assertThat(location(answer)).isEqualTo("/secrets/" + token);
    HttpResponse<String> page =
        open(location(answer), Map.of("Cookie", cookie(answer, "deskhand")));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here for you");
  }

  @Test
  void a_link_that_signs_nobody_in_keeps_the_page_for_the_next() {
    String wanted = cookie(asked(WANTED), "deskhand-destination");
    String foreign =
        server.links.link(server.base, new TenantId("other"), MIA, Duration.ofMinutes(1));

    HttpResponse<String> refused =
        server.send(
            server
                .request("/login")
                .header("Origin", server.base.toString())
                .header("Cookie", wanted)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + ChatServer.tokenOf(foreign))));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(set(refused, "deskhand-destination")).isEmpty();
    assertThat(location(redeem(MIA, wanted))).isEqualTo(WANTED);
  }
}
