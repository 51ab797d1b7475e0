package dev.deskhand.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.audit.ChainCheck;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditEntry.Consequence;
import dev.deskhand.journal.AuditEntry.Grounds;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor gets of a period. */
final class EvidenceTest {
  private static final Period DAY =
      new Period(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20));

  @TempDir private Path folder;

  private final ChainCheck check = new ChainCheck(TenantId.DEFAULT, List.of());
  private final Evidence evidence = new Evidence(DAY);
  private long index;
  private String before = HashChain.GENESIS;

  private void happened(String day, String actor, String action, String object, String why) {
    AuditEntry entry =
        new AuditEntry(
            Instant.parse(day + "T10:00:00Z"),
            actor,
            action,
            object,
            new Grounds(why, List.of("a-policy"), List.of()),
            Consequence.NONE);
    AuditRecord record = HashChain.link(TenantId.DEFAULT, ++index, entry, before);
    before = record.hash();
    check.add(record);
    evidence.add(record);
  }

  private Document aDay() {
    happened("2026-11-19", "ada", "login", "login/1", "too early");
    happened("2026-11-20", "ada", "run-requested", "run/r1 unlock-account", "for ada, plan 87dd");
    happened("2026-11-20", "grace", "approved", "run/r1 unlock-account", "plan 87dd");
    happened("2026-11-20", "ada", "step-succeeded", "run/r1/add/1 ldap.group-add on dir", "");
    happened("2026-11-20", "ada", "run-ended", "run/r1 unlock-account", "succeeded");
    happened("2026-11-20", "bob", "run-requested", "run/r2 restart-service", "for bob");
    happened("2026-11-20", "elena", "frozen", "tenant/default", "ransomware?");
    happened("2026-11-20", "bob", "start-denied", "runbook/wipe <all> *now*", "Nobody may.");
    happened("2026-11-21", "elena", "erased", "person/bob", "too late");
    return evidence.document(check.end());
  }

  private static String part(String text, String heading) {
    int from = text.indexOf("## " + heading);
    int to = text.indexOf("\n## ", from + 1);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  @Test
  void it_has_changes_with_approvals_accesses_exceptions_refusals_and_gaps_of_the_period_alone() {
    String text = aDay().markdown();

    assertThat(part(text, "Integrity")).contains("The audit verifies: 9 entries");
    assertThat(part(text, "Changes")).contains("grace  approved", "[3\\]", "policies: a-policy");
    assertThat(part(text, "Access")).contains("ldap.group-add on dir").doesNotContain("login/1");
    assertThat(part(text, "Exceptions")).contains("ransomware?").doesNotContain("erased");
    assertThat(part(text, "Refused")).contains("runbook/wipe \\<all\\> \\*now\\*");
    assertThat(part(text, "Gaps")).contains("Run r2 has no end").doesNotContain("Run r1");
    assertThat(part(text, "Gaps")).contains("witnessed the chain beyond entry 0");
  }

  @Test
  void it_is_printed_whole_with_question_marks_for_what_the_fonts_lack() throws IOException {
    happened("2026-11-20", "ada", "frozen", "x", "Schlüssel 鍵 " + "long ".repeat(600));

    Bundle.begin(folder.resolve("bundle")).write(evidence.document(check.end()));

    try (PDDocument pdf = Loader.loadPDF(folder.resolve("bundle/evidence.pdf").toFile())) {
      String text = new PDFTextStripper().getText(pdf);
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(text).contains("Audit evidence, 2026-11-20", "Schlüssel ?", "Entries by kind");
      assertThat(text.split("long", -1)).hasSize(601);
    }
  }

  @Test
  void a_manifest_has_the_digest_of_every_file_and_is_signed() throws IOException {
    SigningKey key = SigningKey.in(folder);
    Bundle bundle = Bundle.begin(folder.resolve("bundle"));
    bundle.write(aDay());
    bundle.end(key);

    byte[] manifest = Files.readAllBytes(folder.resolve("bundle/MANIFEST.sha256"));
    byte[] markdown = Files.readAllBytes(folder.resolve("bundle/evidence.md"));
    assertThat(new String(manifest, java.nio.charset.StandardCharsets.UTF_8))
        .contains(HexFormat.of().formatHex(Sha256.of(markdown)) + "  evidence.md\n")
        .contains("  evidence.pdf\n");
    assertThat(
            key.check()
                .fits(manifest, Files.readAllBytes(folder.resolve("bundle/MANIFEST.sha256.sig"))))
        .isTrue();
    assertThatThrownBy(() -> Bundle.begin(folder.resolve("bundle")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void a_period_ends_after_it_begins() {
    assertThatThrownBy(() -> new Period(DAY.from(), DAY.from().minusDays(1)))
        .hasMessageContaining("before it begins");
  }
}
