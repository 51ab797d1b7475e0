package dev.deskhand.audit.json;

import dev.deskhand.audit.CheckKey;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What an export ends with: how much it is, and the signature that it is all of it.
 *
 * @param entries how many stand before it
 * @param head the hash of the last of them, or of nothing
 * @param digest SHA-256 of every byte before this line; hexadecimal
 * @param key {@link CheckKey#id} of the key
 * @param signature over all the rest, in base64
 */
public record Trailer(
    TenantId tenant,
    long entries,
    String head,
    Instant at,
    String digest,
    String key,
    String signature) {
  public Trailer {
    at = Micros.truncate(at);
  }

  /** The same, signed. */
  public Trailer signedBy(SigningKey signer) {
    Trailer unsigned = new Trailer(tenant, entries, head, at, digest, signer.check().id(), "");
    return new Trailer(
        tenant,
        entries,
        head,
        at,
        digest,
        signer.check().id(),
        Base64.getEncoder().encodeToString(signer.sign(unsigned.signedBytes())));
  }

  /** True if this key signed it. */
  public boolean isSignedBy(CheckKey check) {
    return check.fits(key, signedBytes(), signature);
  }

  private byte[] signedBytes() {
    return String.join(
            "\n",
            "deskhand-audit-export/1",
            tenant.value(),
            Long.toString(entries),
            head,
            at.toString(),
            digest)
        .getBytes(StandardCharsets.UTF_8);
  }
}
