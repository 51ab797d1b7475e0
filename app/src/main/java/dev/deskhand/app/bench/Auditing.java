package dev.deskhand.app.bench;

import dev.deskhand.audit.Export;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** Verifying an export of a million entries, beside reading and digesting the same file alone. */
final class Auditing {
  private static final int ENTRIES = 1_000_000;
  private static final int BUFFER = 1 << 20;

  private final Path folder;

  Auditing(Path folder) {
    this.folder = folder;
  }

  List<Figure> measure() throws IOException {
    SigningKey key = SigningKey.in(folder);
    Path file = export(key);
    double digesting = digesting(file);
    double verifying = verifying(file);
    return List.of(
        new Figure(
            "audit verify: " + ENTRIES + " entries, offline",
            verifying,
            "s",
            digesting,
            "SHA-256 of the file alone"));
  }

  /** As somebody does it who has the file and the public key: by the command, start included. */
  private double verifying(Path file) throws IOException {
    Path answer = folder.resolve("verified.txt");
    String key = folder.resolve("audit-signing.pub").toString();
    long began = System.nanoTime();
    int exit =
        JavaCommand.launched(answer.toFile(), "audit", "verify", file.toString(), "--key", key);
    double seconds = seconds(began);
    String told = Files.readString(answer);
    if (exit != 0 || !told.contains(Integer.toString(ENTRIES))) {
      throw new IllegalStateException("a fresh export does not verify: " + told);
    }
    return seconds;
  }

  private Path export(SigningKey key) throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      Export export = Export.begin(TenantId.DEFAULT, out);
      String before = HashChain.GENESIS;
      for (long index = 1; index <= ENTRIES; index++) {
        AuditRecord record = HashChain.link(TenantId.DEFAULT, index, entry(index), before);
        export.add(record);
        before = record.hash();
      }
      export.end(Instant.EPOCH, key);
    }
    return file;
  }

  /** As long as entries of steps are. */
  private static AuditEntry entry(long index) {
    return new AuditEntry(
        Instant.EPOCH.plusMillis(index),
        "ada",
        "step-intended",
        "run/r-0123456789abcdef0123/unlock/1 ldap.unlock on company-directory",
        new AuditEntry.Grounds(
            "Staff may have their own account unlocked.",
            List.of("unlock-account-for-oneself@0123456789ab"),
            List.of("grace 87dd292abd4b")),
        new AuditEntry.Consequence("unlocks the account", "nothing to undo", List.of()));
  }

  private static double digesting(Path file) throws IOException {
    long began = System.nanoTime();
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.read(buffer);
      while (read >= 0) {
        digest.update(buffer, 0, read);
        read = in.read(buffer);
      }
    }
    if (digest.digest().length == 0) {
      throw new IllegalStateException("no digest");
    }
    return seconds(began);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
