package dev.deskhand.audit;

import dev.deskhand.journal.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public half of the key that heads are signed with (Ed25519, RFC 8032), and of those that they
 * were signed with before it. Whoever is to trust an export needs it from somebody they trust, not
 * from the export.
 */
public final class CheckKey {
  static final String ALGORITHM = "Ed25519";
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final int ID_CHARACTERS = 16;

  private final List<PublicKey> keys;

  /** A key, and those before it. */
  CheckKey(PublicKey key, List<CheckKey> before) {
    this.keys =
        Stream.concat(Stream.of(key), before.stream().flatMap(it -> it.keys.stream()))
            .distinct()
            .toList();
  }

  /**
   * A key as PEM (RFC 7468), as {@code openssl pkey -pubout} writes it; behind it those before it,
   * in the same form.
   *
   * @throws AuditException if it is none
   */
  public static CheckKey parse(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new AuditException("expected a public key in PEM, which begins with " + BEGIN);
    }
    int end = text.indexOf(END);
    String rest = text.substring(end + END.length());
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), end));
      return new CheckKey(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)),
          rest.isBlank() ? List.of() : List.of(parse(rest)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new AuditException("the public key is no Ed25519 key: " + e.getMessage(), e);
    }
  }

  /** The keys as PEM, the one that signs now first. */
  public String pem() {
    return keys.stream().map(CheckKey::pem).collect(Collectors.joining());
  }

  private static String pem(PublicKey key) {
    return BEGIN
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n"
        + END
        + "\n";
  }

  /**
   * Names the key that signs now: the first 16 hexadecimal characters of the SHA-256 of its DER
   * form.
   */
  public String id() {
    return id(keys.getFirst());
  }

  private static String id(PublicKey key) {
    return HexFormat.of().formatHex(Sha256.of(key.getEncoded())).substring(0, ID_CHARACTERS);
  }

  /**
   * True if the private half of the key of that name signed exactly these bytes, and this is how
   * the signature is written: the last digit of base64 has bits that mean nothing, and they are
   * zero.
   *
   * @param signer one of these keys, as {@link #id} names it
   */
  public boolean fits(String signer, byte[] signed, String base64) {
    try {
      byte[] signature = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(signature).equals(base64)
          && keys.stream().anyMatch(key -> id(key).equals(signer) && fits(key, signed, signature));
    } catch (IllegalArgumentException _) {
      // No base64 is no signature.
      return false;
    }
  }

  /** True if the private half of one of these keys signed exactly these bytes. */
  public boolean fits(byte[] signed, byte[] signature) {
    return keys.stream().anyMatch(key -> fits(key, signed, signature));
  }

  private static boolean fits(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      // A signature of the wrong length or form is one that does not fit.
      return false;
    }
  }
}
