package dev.deskhand.audit;

import dev.deskhand.audit.Fault.Kind;
import dev.deskhand.audit.json.Lines;
import dev.deskhand.audit.json.Trailer;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Checks an export offline: every byte of it is what was signed, and where it is not, the first
 * entry that tells.
 */
public final class ExportCheck {
  private static final String TENANT = "\"tenant\":\"";
  private static final byte[] TRAILER = "{\"entries\":".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final CheckKey key;
  private final List<SignedHead> heads;
  private final MessageDigest digest = Sha256.digest();
  private long entries;
  private Optional<Fault> fault = Optional.empty();
  private Optional<byte[]> last = Optional.empty();

  private ExportCheck(Path file, CheckKey key, List<SignedHead> heads) {
    this.file = file;
    this.key = key;
    this.heads = List.copyOf(heads);
  }

  /**
   * Checks a file.
   *
   * @param key from somebody who is trusted, not from beside the file
   * @param heads that were witnessed, and whose signatures fit
   * @throws IOException if it can't be read
   */
  public static Verification check(Path file, CheckKey key, List<SignedHead> heads)
      throws IOException {
    return new ExportCheck(file, key, heads).check();
  }

  private Verification check() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      Optional<TenantId> tenant = first(lines);
      return tenant.isPresent()
          ? check(tenant.get(), lines)
          : verification(new ChainCheck(TenantId.DEFAULT, List.of()).end());
    }
  }

  private Verification check(TenantId tenant, LineReader lines) throws IOException {
    ChainCheck chain = new ChainCheck(tenant, heads);
    readEntries(tenant, chain, lines);
    Verification found = chain.end();
    if (!found.holds() && found.fault().orElseThrow().kind() != Kind.TRUNCATED) {
      return found;
    }
    if (fault.isEmpty()) {
      fault = ending(tenant, found);
    }
    return verification(found);
  }

  /** With what is wrong with the file itself. */
  private Verification verification(Verification found) {
    return fault.isPresent()
        ? new Verification(
            found.first(), found.last(), found.head(), found.witnessed(), fault, found.notes())
        : found;
  }

  private void readEntries(TenantId tenant, ChainCheck chain, LineReader lines) throws IOException {
    while (fault.isEmpty() && last.isEmpty() && lines.next()) {
      line(tenant, chain, lines);
    }
    if (fault.isEmpty() && last.isPresent() && lines.next()) {
      fault = forged("something stands behind its last line");
    }
  }

  private Optional<TenantId> first(LineReader lines) throws IOException {
    if (lines.next()) {
      String text = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
      int from = text.indexOf(TENANT) + TENANT.length();
      int to = text.indexOf('"', from);
      if (from >= TENANT.length() && to > from && isTenant(text.substring(from, to))) {
        TenantId tenant = new TenantId(text.substring(from, to));
        if (Arrays.equals(Lines.first(tenant), lines.copy())) {
          digest.update(lines.bytes(), 0, lines.length());
          return Optional.of(tenant);
        }
      }
    }
    fault = forged("its first line does not say that it is an export of an audit");
    return Optional.empty();
  }

  private static boolean isTenant(String text) {
    try {
      return !new TenantId(text).value().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void line(TenantId tenant, ChainCheck chain, LineReader lines) {
    if (lines.startsWith(TRAILER)) {
      last = Optional.of(lines.copy());
      return;
    }
    digest.update(lines.bytes(), 0, lines.length());
    entries++;
    if (chain.isDecided()) {
      return;
    }
    try {
      AuditRecord record = Lines.record(tenant, lines.bytes(), 0, lines.length());
      chain.add(record);
    } catch (IOException e) {
      fault =
          Optional.of(
              new Fault(
                  Kind.ALTERED,
                  entries,
                  "line "
                      + (entries + 1)
                      + " is no entry as exports have them: "
                      + firstLineOf(e)));
    }
  }

  private static String firstLineOf(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Optional<Fault> ending(TenantId tenant, Verification found) throws IOException {
    if (last.isEmpty()) {
      return Optional.of(
          new Fault(
              Kind.TRUNCATED,
              entries + 1,
              "it breaks off behind entry " + found.last() + ": its last line is not there"));
    }
    byte[] line = last.orElseThrow();
    Trailer trailer;
    try {
      trailer = Lines.trailer(tenant, line);
    } catch (IOException e) {
      return forged("its last line can't be read: " + firstLineOf(e));
    }
    if (!Arrays.equals(Lines.of(trailer), line)) {
      return forged("its last line was altered");
    }
    if (!trailer.isSignedBy(key)) {
      return forged(
          "its last line is not signed by key " + key.id() + ", but says key " + trailer.key());
    }
    if (trailer.entries() != entries || !trailer.head().equals(found.head())) {
      return Optional.of(
          new Fault(
              Kind.REMOVED,
              entries + 1,
              "it was signed with "
                  + trailer.entries()
                  + " entries and head "
                  + trailer.head()
                  + ", and has "
                  + entries));
    }
    return trailer.digest().equals(HexFormat.of().formatHex(digest.digest()))
        ? Optional.empty()
        : Optional.of(otherwiseWritten(tenant));
  }

  /** The chain holds and the bytes differ: some line means the same and is written otherwise. */
  private Fault otherwiseWritten(TenantId tenant) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      lines.next();
      while (lines.next()) {
        AuditRecord record = Lines.record(tenant, lines.bytes(), 0, lines.length());
        if (!Arrays.equals(Lines.of(record), lines.copy())) {
          return new Fault(
              Kind.ALTERED,
              record.index(),
              "entry " + record.index() + " was altered: it is written otherwise than exported");
        }
      }
    }
    return new Fault(Kind.FORGED, 0, "its bytes are not those that were signed");
  }

  private static Optional<Fault> forged(String told) {
    return Optional.of(new Fault(Kind.FORGED, 0, told));
  }
}
