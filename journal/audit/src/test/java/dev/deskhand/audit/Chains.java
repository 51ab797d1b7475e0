package dev.deskhand.audit;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Chains and exports for tests. */
final class Chains {
  static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");

  private Chains() {}

  static AuditEntry entry(int number) {
    return new AuditEntry(
        TIME.plusSeconds(number),
        "person-" + number,
        "approved",
        "run/r" + number + " unlock-account",
        new AuditEntry.Grounds(
            "because of \"ä\" \\ 日本 " + number, List.of("a-policy@1"), List.of("grace plan-1")),
        new AuditEntry.Consequence("changes ada", "nothing to undo", List.of("ab".repeat(32))));
  }

  static List<AuditRecord> of(int length) {
    List<AuditEntry> entries = new ArrayList<>();
    for (int i = 1; i <= length; i++) {
      entries.add(entry(i));
    }
    return of(entries);
  }

  static List<AuditRecord> of(List<AuditEntry> entries) {
    List<AuditRecord> chain = new ArrayList<>();
    String before = HashChain.GENESIS;
    for (AuditEntry entry : entries) {
      AuditRecord record = HashChain.link(TenantId.DEFAULT, chain.size() + 1L, entry, before);
      chain.add(record);
      before = record.hash();
    }
    return chain;
  }

  static Path export(Path file, List<AuditRecord> chain, SigningKey key) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Export export = Export.begin(TenantId.DEFAULT, out);
      for (AuditRecord record : chain) {
        export.add(record);
      }
      export.end(TIME, key);
    }
    return file;
  }
}
