package dev.deskhand.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Binds each audit entry to all entries before it.
 *
 * <p>An entry's hash is SHA-256 over the previous hash, the tenant, the index and every field in
 * declaration order. Each text goes in as its length in bytes (4 bytes, big-endian) and its UTF-8
 * form, each list as its size and its texts, so no two different entries have the same encoding.
 */
public final class HashChain {
  /** Stands before the first entry: 64 zeros. */
  public static final String GENESIS = "0".repeat(64);

  private HashChain() {}

  /** The hash of an entry at its place; hexadecimal, 64 characters. */
  public static String hash(TenantId tenant, long index, AuditEntry entry, String previousHash) {
    MessageDigest into = Sha256.digest();
    text(into, previousHash);
    text(into, tenant.value());
    number(into, index);
    instant(into, entry.at());
    text(into, entry.actor());
    text(into, entry.action());
    text(into, entry.object());
    text(into, entry.grounds().rationale());
    texts(into, entry.grounds().policies());
    texts(into, entry.grounds().approvals());
    text(into, entry.consequence().impact());
    text(into, entry.consequence().rollbackPlan());
    texts(into, entry.consequence().artefacts());
    return HexFormat.of().formatHex(into.digest());
  }

  /** The entry as it stands in the chain directly after {@code previousHash}. */
  public static AuditRecord link(
      TenantId tenant, long index, AuditEntry entry, String previousHash) {
    return new AuditRecord(
        tenant, index, entry, previousHash, hash(tenant, index, entry, previousHash));
  }

  /**
   * Checks one record against the one before it.
   *
   * @param before the record at the index before, or empty for the first
   * @return what is wrong, in words, or empty when the link holds
   */
  public static Optional<String> fault(Optional<AuditRecord> before, AuditRecord record) {
    long expectedIndex = before.map(AuditRecord::index).orElse(0L) + 1;
    if (record.index() != expectedIndex) {
      return Optional.of(
          "entry " + expectedIndex + " is missing or out of place: found " + record.index());
    }
    String expectedPrevious = before.map(AuditRecord::hash).orElse(GENESIS);
    if (!record.previousHash().equals(expectedPrevious)) {
      return Optional.of("entry " + record.index() + " does not follow the entry before it");
    }
    String expected = hash(record.tenant(), record.index(), record.entry(), expectedPrevious);
    if (!record.hash().equals(expected)) {
      return Optional.of("entry " + record.index() + " was altered: its hash does not fit");
    }
    return Optional.empty();
  }

  private static void texts(MessageDigest into, List<String> values) {
    number(into, values.size());
    for (String value : values) {
      text(into, value);
    }
  }

  private static void text(MessageDigest into, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    into.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    into.update(bytes);
  }

  private static void instant(MessageDigest into, Instant value) {
    number(into, value.getEpochSecond());
    number(into, value.getNano() / 1_000);
  }

  private static void number(MessageDigest into, long value) {
    into.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }
}
