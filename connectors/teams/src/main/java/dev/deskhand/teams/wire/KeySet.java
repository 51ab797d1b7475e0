package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that the Bot Connector signs with (RFC 7517), by their ids. What is no RSA key of 2,048
 * bits or more is left out.
 */
public record KeySet(Map<String, Key> keys) {
  private static final int LEAST_BITS = 2048;

  /**
   * A key.
   *
   * @param endorsements the channels, such as {@code msteams}, that it may speak for
   */
  public record Key(RSAPublicKey key, Set<String> endorsements) {
    public Key {
      endorsements = Set.copyOf(endorsements);
    }
  }

  public KeySet {
    keys = Map.copyOf(keys);
  }

  /**
   * Where the keys are, out of the OpenID metadata.
   *
   * @throws MalformedException if it doesn't say
   */
  public static URI address(String metadata) {
    try {
      return URI.create(Json.textOf(object(metadata), "jwks_uri"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the OpenID metadata's jwks_uri is no address");
    }
  }

  /**
   * Reads a key set.
   *
   * @throws MalformedException if it is none
   */
  public static KeySet read(String json) {
    Map<String, Key> keys = new HashMap<>();
    for (JsonNode node : object(json).path("keys")) {
      String id = Json.textOf(node, "kid");
      key(node).filter(key -> !id.isEmpty()).ifPresent(key -> keys.put(id, key));
    }
    return new KeySet(keys);
  }

  private static Optional<Key> key(JsonNode node) {
    if (!Json.textOf(node, "kty").equals("RSA")) {
      return Optional.empty();
    }
    try {
      BigInteger modulus = number(node, "n");
      if (modulus.bitLength() < LEAST_BITS) {
        return Optional.empty();
      }
      var spec = new RSAPublicKeySpec(modulus, number(node, "e"));
      var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
      Set<String> endorsements = new HashSet<>();
      node.path("endorsements").forEach(each -> endorsements.add(each.asText()));
      return Optional.of(new Key(key, endorsements));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static BigInteger number(JsonNode node, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(Json.textOf(node, field)));
  }

  private static ObjectNode object(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
