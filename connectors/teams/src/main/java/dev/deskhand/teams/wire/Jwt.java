package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed token in its compact form (RFC 7515, RFC 7519), taken apart and not yet believed. Every
 * part has to be encoded in the one canonical way, so that no two texts are the same token.
 */
public final class Jwt {
  private static final int LONGEST = 16_384;

  private final ObjectNode header;
  private final ObjectNode claims;
  private final String signed;
  private final byte[] signature;

  private Jwt(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @throws MalformedException if it is none
   */
  public static Jwt parse(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (compact.length() > LONGEST || parts.length != 3) {
      throw new MalformedException("it is no signed token");
    }
    ObjectNode header = Json.read(decoded(parts[0]));
    if (header.has("crit")) {
      throw new MalformedException("it asks for extensions that are not known here");
    }
    return new Jwt(
        header, Json.read(decoded(parts[1])), parts[0] + "." + parts[1], decoded(parts[2]));
  }

  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (part.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a part of the token is no base64url");
    }
    throw new MalformedException("a part of the token is not encoded canonically");
  }

  public String algorithm() {
    return Json.textOf(header, "alg");
  }

  public String keyId() {
    return Json.textOf(header, "kid");
  }

  public String issuer() {
    return Json.textOf(claims, "iss");
  }

  /** The one audience; empty where there is none or are several. */
  public String audience() {
    return Json.textOf(claims, "aud");
  }

  /** The address that the activity's sender is answered at. */
  public String serviceUrl() {
    return Json.textOf(claims, "serviceurl");
  }

  public Optional<Instant> expires() {
    return time("exp");
  }

  public Optional<Instant> notBefore() {
    return time("nbf");
  }

  private Optional<Instant> time(String claim) {
    JsonNode seconds = claims.path(claim);
    return seconds.isIntegralNumber() && seconds.canConvertToInt()
        ? Optional.of(Instant.ofEpochSecond(seconds.intValue()))
        : Optional.empty();
  }

  /** Checks the signature as RS256, whatever the header says. */
  public boolean isSignedBy(RSAPublicKey key) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(signed.getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
