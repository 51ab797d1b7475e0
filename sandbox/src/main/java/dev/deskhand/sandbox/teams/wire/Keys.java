package dev.deskhand.sandbox.teams.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of every simulated Bot Connector of this process: making them takes a while. */
public final class Keys {
  public static final String ENDORSED = "practice-key-1";
  public static final String UNENDORSED = "practice-key-2";
  public static final String SHORT = "practice-key-3";

  private static final Keys PRACTICE = new Keys();

  private final Map<String, KeyPair> pairs = new LinkedHashMap<>();
  private final KeyPair stranger = pair(2048);

  private Keys() {
    pairs.put(ENDORSED, pair(2048));
    pairs.put(UNENDORSED, pair(2048));
    pairs.put(SHORT, pair(1024));
  }

  public static Keys practice() {
    return PRACTICE;
  }

  private static KeyPair pair(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** The key set as it is published. */
  String published() {
    var keys = Json.array();
    pairs.forEach(
        (id, pair) -> {
          RSAPublicKey key = (RSAPublicKey) pair.getPublic();
          var json = keys.addObject().put("kty", "RSA").put("use", "sig").put("kid", id);
          json.put("n", number(key.getModulus().toByteArray()));
          json.put("e", number(key.getPublicExponent().toByteArray()));
          var endorsements = json.putArray("endorsements");
          (id.equals(UNENDORSED) ? List.of("webchat") : List.of("msteams", "webchat"))
              .forEach(endorsements::add);
        });
    return Json.object().set("keys", keys).toString();
  }

  /** Without the sign's leading zero. */
  private static String number(byte[] bytes) {
    byte[] magnitude =
        bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return encoded(magnitude);
  }

  byte[] sign(String algorithm, String key, String text) {
    return sign(algorithm, named(key), text);
  }

  private KeyPair named(String id) {
    return Objects.requireNonNull(pairs.get(id), "no key is called so");
  }

  /** Signs by a key that nobody knows. */
  byte[] signStrangely(String text) {
    return sign("SHA256withRSA", stranger, text);
  }

  private static byte[] sign(String algorithm, KeyPair pair, String text) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /** What a forger can do who knows the public key. */
  byte[] macByPublicKey(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(named(ENDORSED).getPublic().getEncoded(), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC", e);
    }
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
