package dev.deskhand.sandbox.teams.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.teams.TokenDefect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** Makes the tokens that the Bot Connector shows, right ones and others. Thread-safe. */
public final class Tokens {
  private static final long TEN_MINUTES = 600;

  private final Keys keys;
  private final String appId;
  private final String issuer;
  private final String service;
  private final InstantSource clock;

  public Tokens(Keys keys, String appId, String issuer, String service, InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.appId = appId;
    this.service = service;
    this.clock = clock;
  }

  /** The header {@code Authorization}; empty when there is to be none. */
  public String authorization(TokenDefect defect) {
    return switch (defect) {
      case NO_HEADER -> "";
      case ANOTHER_SCHEME -> "Basic " + token(defect);
      case NO_TOKEN -> "Bearer ";
      default -> "Bearer " + token(defect);
    };
  }

  private String token(TokenDefect defect) {
    String text = part(header(defect).toString()) + "." + part(claims(defect));
    String signature = Keys.encoded(signature(defect, text));
    return switch (defect) {
      case TWO_PARTS -> text;
      case UNSIGNED, ALGORITHM_NONE -> text + ".";
      case CHANGED_CLAIMS ->
          part(header(defect).toString())
              + "."
              + part(claims(defect).replace("\"iat\":", "\"was\":"))
              + "."
              + signature;
      case CHANGED_HEADER ->
          part(header(defect).put("x", 1).toString())
              + "."
              + part(claims(defect))
              + "."
              + signature;
      default -> text + "." + signature;
    };
  }

  private static String part(String json) {
    return Keys.encoded(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode header(TokenDefect defect) {
    ObjectNode header =
        Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", Keys.ENDORSED);
    switch (defect) {
      case UNKNOWN_KEY -> header.put("kid", "a-key-of-nobody");
      case NO_KEY_ID -> header.remove("kid");
      case UNENDORSED_KEY -> header.put("kid", Keys.UNENDORSED);
      case SHORT_KEY -> header.put("kid", Keys.SHORT);
      case ALGORITHM_NONE -> header.put("alg", "none");
      case ALGORITHM_HS256 -> header.put("alg", "HS256");
      case ALGORITHM_RS512 -> header.put("alg", "RS512");
      case CRITICAL_EXTENSION -> header.putArray("crit").add("exp");
      default -> {}
    }
    return header;
  }

  private String claims(TokenDefect defect) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims =
        Json.object()
            .put("serviceurl", service)
            .put("nbf", now)
            .put("iat", now)
            .put("exp", now + TEN_MINUTES)
            .put("iss", issuer)
            .put("aud", appId);
    switch (defect) {
      case ANOTHER_ISSUER -> claims.put("iss", issuer + ".evil.example");
      case NO_ISSUER -> claims.remove("iss");
      case ANOTHER_AUDIENCE -> claims.put("aud", "99999999-0000-0000-0000-000000000000");
      case NO_AUDIENCE -> claims.remove("aud");
      case SEVERAL_AUDIENCES -> claims.putArray("aud").add(appId).add("another");
      case EXPIRED -> claims.put("exp", now - TEN_MINUTES).put("nbf", now - 2 * TEN_MINUTES);
      case NO_EXPIRY -> claims.remove("exp");
      case EXPIRY_AS_TEXT -> claims.put("exp", Instant.ofEpochSecond(now + TEN_MINUTES).toString());
      case NOT_YET_GOOD -> claims.put("nbf", now + TEN_MINUTES);
      case ANOTHER_SERVICE_URL -> claims.put("serviceurl", "https://evil.example/");
      case NO_SERVICE_URL -> claims.remove("serviceurl");
      default -> {}
    }
    String json = claims.toString();
    return defect == TokenDefect.CLAIM_TWICE ? "{\"aud\":\"other\"," + json.substring(1) : json;
  }

  private byte[] signature(TokenDefect defect, String text) {
    return switch (defect) {
      case ANOTHER_KEY, UNKNOWN_KEY -> keys.signStrangely(text);
      case UNENDORSED_KEY -> keys.sign("SHA256withRSA", Keys.UNENDORSED, text);
      case SHORT_KEY -> keys.sign("SHA256withRSA", Keys.SHORT, text);
      case ALGORITHM_HS256 -> keys.macByPublicKey(text);
      case ALGORITHM_RS512 -> keys.sign("SHA512withRSA", Keys.ENDORSED, text);
      default -> keys.sign("SHA256withRSA", Keys.ENDORSED, text);
    };
  }
}
