package dev.deskhand.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.audit.Fault.Kind;
import dev.deskhand.journal.AuditRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing can be done to an export that its check does not find. The short form tries one other
 * value for each byte; {@code -Ddeskhand.proof=long} tries all 255, and a longer export.
 */
final class ExportCheckTest {
  private static final boolean LONG = "long".equals(System.getProperty("deskhand.proof"));
  private static final int LENGTH = LONG ? 20 : 2;

  @TempDir private Path folder;
  private SigningKey key;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    key = SigningKey.in(folder);
    file = Chains.export(folder.resolve("audit.jsonl"), Chains.of(LENGTH), key);
    whole = Files.readAllBytes(file);
  }

  private Verification check(byte[] bytes, SignedHead... heads) throws IOException {
    Files.write(file, bytes);
    return ExportCheck.check(file, key.check(), List.of(heads));
  }

  private void assertFound(byte[] bytes, String what) throws IOException {
    assertThat(check(bytes).holds()).as(what).isFalse();
  }

  private List<String> lines() {
    return new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void an_export_verifies() throws IOException {
    assertThat(check(whole).fault()).isEmpty();
    assertThat(check(whole).last()).isEqualTo(LENGTH);
  }

  @Test
  void every_change_of_a_single_byte_is_found() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      for (byte other : others(whole[at])) {
        byte[] forged = whole.clone();
        forged[at] = other;
        assertFound(forged, "byte " + at + " set to " + other);
      }
    }
  }

  private static byte[] others(byte was) {
    if (LONG) {
      byte[] all = new byte[255];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) (was + i + 1);
      }
      return all;
    }
    return new byte[] {(byte) (was + 1)};
  }

  @Test
  void every_byte_taken_out_or_put_in_is_found() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] without = new byte[whole.length - 1];
      System.arraycopy(whole, 0, without, 0, at);
      System.arraycopy(whole, at + 1, without, at, without.length - at);
      assertFound(without, "without byte " + at);

      byte[] doubled = new byte[whole.length + 1];
      System.arraycopy(whole, 0, doubled, 0, at);
      System.arraycopy(whole, at, doubled, at + 1, whole.length - at);
      doubled[at] = whole[at];
      assertFound(doubled, "with byte " + at + " doubled");
    }
  }

  @Test
  void every_truncation_is_found() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      assertFound(Arrays.copyOf(whole, length), "cut to " + length);
    }
  }

  @Test
  void every_two_lines_that_change_places_are_found() throws IOException {
    for (int one = 0; one < lines().size(); one++) {
      for (int other = one + 1; other < lines().size(); other++) {
        List<String> swapped = lines();
        Collections.swap(swapped, one, other);
        assertFound(bytes(swapped), "lines " + one + " and " + other);
      }
    }
  }

  @Test
  void every_line_taken_out_or_doubled_is_found_and_named() throws IOException {
    for (int line = 0; line < lines().size(); line++) {
      List<String> removed = lines();
      removed.remove(line);
      assertFound(bytes(removed), "without line " + line);
      List<String> doubled = lines();
      doubled.add(line, doubled.get(line));
      assertFound(bytes(doubled), "line " + line + " doubled");
    }
    List<String> removed = lines();
    removed.remove(2);
    assertThat(check(bytes(removed)).fault()).map(Fault::kind).contains(Kind.REMOVED);
    assertThat(check(bytes(removed)).fault()).map(Fault::index).contains(2L);
  }

  @Test
  void what_means_the_same_and_is_written_otherwise_is_named() throws IOException {
    List<String> lines = lines();
    lines.set(2, lines.get(2).replace("approved", "appr\\u006fved"));

    Fault fault = check(bytes(lines)).fault().orElseThrow();

    assertThat(fault.kind()).isEqualTo(Kind.ALTERED);
    assertThat(fault.index()).isEqualTo(2);
  }

  @Test
  void somebody_else_s_signature_is_none() throws IOException {
    SigningKey other = SigningKey.in(folder.resolve("other"));
    Chains.export(file, Chains.of(LENGTH), other);

    Verification found = ExportCheck.check(file, key.check(), List.of());

    assertThat(found.lines().getFirst()).contains("not signed by key " + key.check().id());
  }

  @Test
  void an_export_of_a_shortened_chain_is_found_by_a_witnessed_head() throws IOException {
    List<AuditRecord> chain = Chains.of(LENGTH);
    Chains.export(file, chain.subList(0, 1), key);

    Verification found =
        ExportCheck.check(
            file, key.check(), List.of(SignedHead.sign(chain.get(1), Chains.TIME, key)));

    assertThat(found.fault()).map(Fault::kind).contains(Kind.TRUNCATED);
  }

  @Test
  void a_table_for_spreadsheets_has_every_field_and_no_formula() throws IOException {
    StringWriter out = new StringWriter();
    CsvExport csv = CsvExport.begin(out);
    csv.add(Chains.of(1).getFirst());

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString())
        .contains("\"index\",\"at\",\"actor\"", "\"because of \"\"ä\"\" \\ 日本 1\"", "a-policy@1");
  }
}
