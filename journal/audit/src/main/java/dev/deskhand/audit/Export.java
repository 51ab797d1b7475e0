package dev.deskhand.audit;

import dev.deskhand.audit.json.Lines;
import dev.deskhand.audit.json.Trailer;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Writes an export as JSON Lines: a line that says what it is, a line an entry, and a last one with
 * count, head, the digest of everything before it, and a signature. Not thread-safe.
 */
public final class Export {
  private final TenantId tenant;
  private final OutputStream out;
  private final MessageDigest digest = Sha256.digest();
  private long entries;
  private String head = HashChain.GENESIS;

  private Export(TenantId tenant, OutputStream out) {
    this.tenant = tenant;
    this.out = out;
  }

  public static Export begin(TenantId tenant, OutputStream out) throws IOException {
    Export export = new Export(tenant, out);
    export.write(Lines.first(tenant));
    return export;
  }

  public void add(AuditRecord record) throws IOException {
    write(Lines.of(record));
    entries++;
    head = record.hash();
  }

  public void end(Instant at, SigningKey key) throws IOException {
    Trailer unsigned =
        new Trailer(tenant, entries, head, at, HexFormat.of().formatHex(digest.digest()), "", "");
    out.write(Lines.of(unsigned.signedBy(key)));
    out.flush();
  }

  public long entries() {
    return entries;
  }

  private void write(byte[] line) throws IOException {
    digest.update(line);
    out.write(line);
  }
}
