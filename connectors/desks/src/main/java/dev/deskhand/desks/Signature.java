package dev.deskhand.desks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over a prefix and the raw body, compared in constant time. While a secret is changed,
 * both are accepted. Thread-safe.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;
  private final Function<byte[], String> form;

  /**
   * @param form how the desk writes the 32 bytes down, such as {@code sha256=} and hexadecimal
   */
  public Signature(Secret secret, Function<byte[], String> form) {
    this.keys = secret.each().stream().map(bytes -> new SecretKeySpec(bytes, ALGORITHM)).toList();
    this.form = form;
  }

  /** The signature as the desk would send it, by the first secret. */
  public String of(String prefix, byte[] body) {
    return of(keys.getFirst(), prefix, body);
  }

  private String of(SecretKeySpec key, String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return form.apply(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /** True if what was sent is the signature by one of the secrets, to the letter. */
  public boolean matches(String sent, String prefix, byte[] body) {
    return matches(List.of(sent), prefix, body);
  }

  /** True if one of those that were sent is. */
  public boolean matches(List<String> sent, String prefix, byte[] body) {
    boolean matches = false;
    for (SecretKeySpec key : keys) {
      byte[] expected = of(key, prefix, body).getBytes(StandardCharsets.UTF_8);
      for (String one : sent) {
        matches |= MessageDigest.isEqual(expected, one.getBytes(StandardCharsets.UTF_8));
      }
    }
    return matches;
  }
}
