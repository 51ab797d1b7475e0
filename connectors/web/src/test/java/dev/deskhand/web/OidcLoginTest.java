package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static dev.deskhand.web.ChatServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.deskhand.web.oidc.OidcSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in at an issuer, and every way in which its answer may be wrong. */
final class OidcLoginTest {
  @TempDir private Path data;
  private final SignedIssuer issuer = new SignedIssuer();
  private ChatServer server;

  /** A browser at the issuer. */
  private record Away(URI sentTo, String cookie) {}

  @BeforeEach
  void start() {
    server = ChatServer.start(data, settings(SignedIssuer.SECRET));
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private OidcSettings settings(String secret) {
    return new OidcSettings(
        "Acme ID",
        issuer.address,
        SignedIssuer.CLIENT,
        secret,
        Duration.ofHours(8),
        Optional.empty());
  }

  private Away begin() {
    HttpResponse<String> answer = server.get("/login/oidc", "");
    assertThat(answer.statusCode()).isEqualTo(303);
    return new Away(
        URI.create(answer.headers().firstValue("Location").orElseThrow()),
        answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
  }

  private HttpResponse<String> back(Away away, String query) {
    return server.get("/login/oidc/callback?" + query, away.cookie());
  }

  private HttpResponse<String> signIn() {
    Away away = begin();
    return back(away, issuer.signIn(away.sentTo()));
  }

  private static Optional<String> session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("deskhand="))
        .map(cookie -> cookie.split(";", 2)[0])
        .findFirst();
  }

  private static void assertNobody(HttpResponse<String> answer, int status) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertThat(session(answer)).isEmpty();
  }

  @Test
  void whoever_the_issuer_vouches_for_is_signed_in_for_as_long_as_is_configured() {
    HttpResponse<String> answer = signIn();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("url=/");
    String cookie = session(answer).orElseThrow();
    assertThat(server.get("/api/me", cookie).body()).contains("\"person\":\"mia\"");
    assertThat(server.store.audit(TENANT, 0, 10).getLast().entry().object())
        .isEqualTo("account/oidc:127.0.0.1%3A" + issuer.address.getPort() + ":mia");

    server.clock.pass(Duration.ofHours(8));
    assertThat(server.get("/api/me", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void the_issuer_is_asked_for_a_code_with_a_challenge_a_state_and_a_nonce() {
    Away away = begin();

    assertThat(SignedIssuer.values(away.sentTo().getRawQuery()))
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid")
        .containsEntry("client_id", SignedIssuer.CLIENT)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", "http://127.0.0.1/login/oidc/callback")
        .hasEntrySatisfying("state", it -> assertThat(it).hasSize(43))
        .hasEntrySatisfying("nonce", it -> assertThat(it).hasSize(43))
        .hasEntrySatisfying("code_challenge", it -> assertThat(it).hasSize(43));
    assertThat(away.cookie()).doesNotContain(away.sentTo().getRawQuery());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void a_token_with_a_defect_signs_nobody_in(String defect, SignedIssuer.Mint mint) {
    issuer.mint(mint);

    HttpResponse<String> answer = signIn();

    assertNobody(answer, 401);
    assertThat(answer.body()).contains("You are not signed in").doesNotContain("Exception");
    assertThat(server.store.audit(TENANT, 0, 10)).as(defect).isEmpty();
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        claim("another issuer", "iss", "https://evil.example"),
        claim("another audience", "aud", "another-client"),
        claim("no audience", "aud", null),
        claim("another nonce", "nonce", "n"),
        claim("no nonce", "nonce", null),
        claim("no subject", "sub", null),
        claim("a subject that is no name", "sub", "mia mallory"),
        claim("expired", "exp", Date.from(Instant.now().minusSeconds(120))),
        claim("never expires", "exp", null),
        claim("not good yet", "nbf", Date.from(Instant.now().plusSeconds(600))),
        claim("issued tomorrow", "iat", Date.from(Instant.now().plusSeconds(86_400))),
        claim("never issued", "iat", null),
        Arguments.of(
            "for several, authorised for another",
            (SignedIssuer.Mint)
                (issuer, good) ->
                    SignedIssuer.signed(
                        issuer,
                        new JWTClaimsSet.Builder(good)
                            .audience(List.of(SignedIssuer.CLIENT, "another"))
                            .claim("azp", "another")
                            .build())),
        claim("for several, authorised for none", "aud", List.of(SignedIssuer.CLIENT, "another")),
        Arguments.of("not signed", (SignedIssuer.Mint) (_, good) -> new PlainJWT(good).serialize()),
        Arguments.of(
            "signed by an unknown key",
            (SignedIssuer.Mint)
                (_, good) -> SignedIssuer.signed(SignedIssuer.fresh("other"), good)),
        Arguments.of(
            "signed by another key of the same name",
            (SignedIssuer.Mint)
                (_, good) -> SignedIssuer.signed(SignedIssuer.fresh("first"), good)),
        Arguments.of(
            "signed with the public key as a shared secret",
            (SignedIssuer.Mint)
                (issuer, good) -> {
                  SignedJWT token =
                      new SignedJWT(
                          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), good);
                  token.sign(new MACSigner(issuer.key.toRSAPublicKey().getEncoded()));
                  return token.serialize();
                }),
        Arguments.of(
            "signed with the client's secret",
            (SignedIssuer.Mint)
                (_, good) -> {
                  SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
                  token.sign(
                      new MACSigner((SignedIssuer.SECRET + " ".repeat(32)).substring(0, 32)));
                  return token.serialize();
                }),
        Arguments.of(
            "a claim changed after it was signed",
            (SignedIssuer.Mint)
                (issuer, good) -> {
                  String[] first = SignedIssuer.signed(issuer, good).split("\\.", -1);
                  String[] second =
                      SignedIssuer.signed(
                              issuer, new JWTClaimsSet.Builder(good).subject("tom").build())
                          .split("\\.", -1);
                  return first[0] + "." + second[1] + "." + first[2];
                }),
        Arguments.of("no token", (SignedIssuer.Mint) (_, _) -> ""));
  }

  private static Arguments claim(String defect, String name, @Nullable Object value) {
    return Arguments.of(
        defect,
        (SignedIssuer.Mint)
            (issuer, good) ->
                SignedIssuer.signed(
                    issuer, new JWTClaimsSet.Builder(good).claim(name, value).build()));
  }

  @Test
  void an_answer_works_once() {
    Away away = begin();
    String answer = issuer.signIn(away.sentTo());
    back(away, answer);

    HttpResponse<String> again = back(away, answer);

    assertNobody(again, 410);
    assertThat(again.body()).contains("used before");
  }

  @Test
  void an_answer_counts_only_in_the_browser_that_asked() {
    Away mine = begin();
    Away others = begin();

    assertNobody(back(others, issuer.signIn(mine.sentTo())), 400);
    assertNobody(server.get("/login/oidc/callback?" + issuer.signIn(mine.sentTo()), ""), 400);
    assertNobody(back(mine, "code=1&state=forged"), 400);
    assertNobody(back(mine, "code=1"), 400);
  }

  @Test
  void an_answer_comes_within_ten_minutes() {
    Away away = begin();
    server.clock.pass(Duration.ofMinutes(10));

    assertNobody(back(away, issuer.signIn(away.sentTo())), 400);
  }

  @Test
  void a_code_of_another_sign_in_is_worth_nothing_since_its_verifier_is_not_known() {
    Away stolen = begin();
    String code = SignedIssuer.values(issuer.signIn(stolen.sentTo())).get("code");
    Away mine = begin();
    String state = SignedIssuer.values(mine.sentTo().getRawQuery()).get("state");

    assertNobody(back(mine, "code=" + code + "&state=" + state), 401);
  }

  @Test
  void what_the_issuer_refuses_signs_nobody_in() {
    Away away = begin();
    String state = SignedIssuer.values(away.sentTo().getRawQuery()).get("state");

    assertNobody(back(away, "error=access_denied&state=" + state), 401);
  }

  @Test
  void an_answer_that_says_it_is_of_another_issuer_counts_for_nothing() {
    Away away = begin();

    assertNobody(back(away, issuer.signIn(away.sentTo()) + "&iss=https%3A%2F%2Fevil.example"), 401);
  }

  @Test
  void a_wrong_client_secret_signs_nobody_in() {
    server.close();
    server = ChatServer.start(data, settings("another"));

    assertNobody(signIn(), 401);
  }

  @Test
  void an_account_that_nobody_knows_is_asked_for_a_code() {
    issuer.mint(
        (it, good) ->
            SignedIssuer.signed(it, new JWTClaimsSet.Builder(good).subject("0-<b>-1").build()));

    HttpResponse<String> answer = signIn();

    assertNobody(answer, 403);
    assertThat(answer.body())
        .contains("I don't know you yet", "0-&lt;b&gt;-1", "/login/oidc/link")
        .doesNotContain("<b>");
  }

  @Test
  void an_issuer_that_is_not_there_is_no_mistake_of_the_person() {
    issuer.close();

    HttpResponse<String> answer = server.get("/login/oidc", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("gives no answer").doesNotContain("Exception");
  }

  @Test
  void the_page_offers_the_issuer_and_signing_out_leads_there() {
    assertThat(server.get("/login", "").body()).contains("Sign in with Acme ID", "/login/oidc");

    HttpResponse<String> out = server.post("/logout", session(signIn()).orElseThrow(), "");

    assertThat(out.body()).contains(issuer.address + "/end?client_id=deskhand");
    assertThat(session(out)).contains("deskhand=");
  }

  @Test
  void links_work_beside_it() {
    assertThat(server.redeem(server.token(MIA)).statusCode()).isEqualTo(303);
  }
}
