package dev.deskhand.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An issuer of signed tokens that makes every mistake that a test asks it for. */
final class SignedIssuer implements AutoCloseable {
  static final String CLIENT = "deskhand";
  static final String SECRET = "a secret of this test";

  final RSAKey key = fresh("first");
  final URI address;

  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Javalin server;
  private volatile Mint mint = SignedIssuer::signed;

  /** Makes a token from the claims that a good one has. */
  interface Mint {
    String token(SignedIssuer issuer, JWTClaimsSet good) throws JOSEException;
  }

  SignedIssuer() {
    this("127.0.0.1");
  }

  /** One that browsers know by another of this machine's names, and so as another site. */
  SignedIssuer(String host) {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/.well-known/openid-configuration", this::describe);
                  config.routes.get("/keys", this::keys);
                  config.routes.get("/authorize", this::authorize);
                  config.routes.post("/token", this::token);
                })
            .start("127.0.0.1", 0);
    address = URI.create("http://" + host + ":" + server.port());
  }

  /** From now on tokens are made so. */
  void mint(Mint other) {
    mint = other;
  }

  /** What a person comes back with who signs in where a redirection sends them. */
  String signIn(URI sentTo) {
    Map<String, String> asked = values(sentTo.getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    return "code=" + code + "&state=" + asked.get("state");
  }

  /** Where a browser says who it is, by a press. */
  private void authorize(Context context) {
    URI asked = URI.create("?" + context.queryString());
    context.html(
        "<a href=\"%s?%s\">Continue as mia</a>"
            .formatted(context.queryParam("redirect_uri"), signIn(asked)));
  }

  static Map<String, String> values(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void describe(Context context) {
    context
        .contentType("application/json")
        .result(
            """
            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
            "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/end",
            "response_types_supported":["code"],
            "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
            """
                .formatted(address));
  }

  private void keys(Context context) {
    context.contentType("application/json").result(new JWKSet(key.toPublicJWK()).toString());
  }

  private void token(Context context) {
    Map<String, String> form = values(context.body());
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (CLIENT + ":" + SECRET.replace(" ", "+")).getBytes(StandardCharsets.UTF_8));
    if (asked == null
        || !("Basic " + basic).equals(context.header("Authorization"))
        || !asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
        || !asked.getOrDefault("code_challenge_method", "").equals("S256")
        || !asked
            .getOrDefault("code_challenge", "")
            .equals(challenge(form.getOrDefault("code_verifier", "")))) {
      context.status(400).contentType("application/json").result("{\"error\":\"invalid_grant\"}");
      return;
    }
    context
        .contentType("application/json")
        .result(
            "{\"access_token\":\"unused\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                .formatted(minted(asked.getOrDefault("nonce", ""))));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private String minted(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet good =
        new JWTClaimsSet.Builder()
            .issuer(address.toString())
            .subject("mia")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce)
            .build();
    try {
      return mint.token(this, good);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String signed(SignedIssuer issuer, JWTClaimsSet claims) throws JOSEException {
    return signed(issuer.key, claims);
  }

  static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(by.getKeyID())
                .type(JOSEObjectType.JWT)
                .build(),
            claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  static RSAKey fresh(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
