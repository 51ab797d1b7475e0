package dev.deskhand.audit;

import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * How far a tenant's audit had come at a time, signed. A later chain has to have this very entry at
 * this very place.
 *
 * @param index of the last entry; also how many there ever were
 * @param hash of that entry; hexadecimal
 * @param at when it was signed, in whole microseconds
 * @param key {@link CheckKey#id} of the key
 * @param signature of {@link #signedText}, in base64
 */
public record SignedHead(
    TenantId tenant, long index, String hash, Instant at, String key, String signature) {
  public SignedHead {
    at = Micros.truncate(at);
  }

  /** The head of a chain that ends with this entry. */
  public static SignedHead sign(AuditRecord last, Instant at, SigningKey key) {
    SignedHead unsigned =
        new SignedHead(last.tenant(), last.index(), last.hash(), at, key.check().id(), "");
    return new SignedHead(
        last.tenant(),
        last.index(),
        last.hash(),
        at,
        key.check().id(),
        Base64.getEncoder()
            .encodeToString(key.sign(unsigned.signedText().getBytes(StandardCharsets.UTF_8))));
  }

  /** What is signed: a name of the form, then the fields, a line each. */
  public String signedText() {
    return String.join(
        "\n", "deskhand-audit-head/1", tenant.value(), Long.toString(index), hash, at.toString());
  }

  /** True if this key signed it. */
  public boolean isSignedBy(CheckKey check) {
    return check.fits(key, signedText().getBytes(StandardCharsets.UTF_8), signature);
  }
}
