package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the audit and of what came in, while the server works. */
final class AuditCommandsTest {
  private static final Pattern DELIVERY = Pattern.compile("inbox=([0-9]+)");
  private static final Pattern RUN = Pattern.compile("r-[0-9a-f]{20}");

  @TempDir private static Path folder;
  private static ServedCompany company;

  @BeforeAll
  static void work() {
    company = new ServedCompany(folder, Map.of());
    company.play(
        """
        - ada says: /desk run clear-vpn-session
        - ada sees: Your old VPN session is gone
        - bob says: The printer sings sea shanties at midnight
        - bob sees: I did not understand that
        """);
  }

  @AfterAll
  static void close() throws IOException {
    company.close();
  }

  private static String publicKey() {
    return folder.resolve("data/audit-signing.pub").toString();
  }

  private static Path export(String name, String... more) {
    Path file = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("audit", "export", file.toString()));
    words.addAll(List.of(more));
    assertThat(company.look(words.toArray(String[]::new)).text()).contains("entries are in");
    return file;
  }

  private static Terminal.Answer offline(String... words) {
    return new Terminal(folder.resolve("home")).call(words);
  }

  @Test
  void the_audit_verifies_and_its_heads_are_witnessed() {
    Await.until(
        "the last entry is witnessed",
        () -> company.look("audit", "verify").text().contains("Unwitnessed: nothing."));

    assertThat(company.look("audit", "verify").code()).isZero();
  }

  @Test
  void an_export_verifies_far_from_its_installation_and_a_forged_one_does_not() throws IOException {
    Path export = export("audit.jsonl");

    Terminal.Answer whole = offline("audit", "verify", export.toString(), "--key", publicKey());
    Files.writeString(
        export, Files.readString(export).replaceFirst("\"actor\":\"ada\"", "\"actor\":\"bob\""));
    Terminal.Answer forged = offline("audit", "verify", export.toString(), "--key", publicKey());

    assertThat(whole.code()).isZero();
    assertThat(whole.text()).contains("The audit verifies: ", "Unwitnessed: all of it.");
    assertThat(forged.code()).isEqualTo(1);
    assertThat(forged.text()).contains("The audit does not verify: entry ", " was altered");
  }

  @Test
  void what_was_signed_before_a_new_key_verifies_after_it_and_the_change_is_in_the_audit()
      throws IOException {
    Path before = export("first-key.jsonl");
    String keyOfBefore = Files.readString(Path.of(publicKey()));

    assertThat(company.look("keys", "rotate", "audit", "--as", "sam").text())
        .contains("Signs from now on: ", "Start the server again");
    Path after = export("second-key.jsonl");

    assertThat(Files.readString(Path.of(publicKey()))).endsWith(keyOfBefore);
    assertThat(company.look("audit", "verify").code()).isZero();
    for (Path export : List.of(before, after)) {
      assertThat(offline("audit", "verify", export.toString(), "--key", publicKey()).code())
          .isZero();
    }
    Path old = Files.writeString(folder.resolve("old.pub"), keyOfBefore);
    assertThat(offline("audit", "verify", after.toString(), "--key", old.toString()).text())
        .contains("its last line is not signed by key");
    assertThat(Files.readString(after)).contains("\"action\":\"key-rotated\"", "key/audit");
  }

  @Test
  void an_export_needs_the_public_key() {
    assertThat(offline("audit", "verify", export("other.jsonl").toString()).text())
        .contains("name the public key with --key");
  }

  @Test
  void a_decision_is_in_the_export_with_all_that_the_audit_has() throws IOException {
    String text = Files.readString(export("all.jsonl"));

    assertThat(text)
        .containsPattern("\"action\":\"run-started\".*\"policies\":\\[\"[a-z-]+@[0-9a-f]{12}\"")
        .contains("\"rationale\":\"", "\"impact\":\"", "\"rollback-plan\":\"", "\"artefacts\":[\"");
    assertThat(Files.readString(export("all.csv", "--format", "csv")))
        .startsWith("\"index\",\"at\",\"actor\"");
  }

  @Test
  void evidence_is_a_folder_with_a_signed_manifest() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    Path bundle = folder.resolve("evidence");

    Terminal.Answer answer =
        company.look("audit", "evidence", bundle.toString(), "--from", today, "--to", today);

    assertThat(answer.text()).contains("The evidence is in");
    assertThat(Files.readString(bundle.resolve("evidence.md")))
        .contains("## Changes and their approvals", "clear-vpn-session", "ada  run-requested");
    assertThat(Files.readAllBytes(bundle.resolve("evidence.pdf")))
        .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.readString(bundle.resolve("MANIFEST.sha256")).lines()).hasSize(5);
    assertThat(
            offline(
                    "audit",
                    "verify",
                    bundle.resolve("audit.jsonl").toString(),
                    "--key",
                    bundle.resolve("audit-signing.pub").toString())
                .code())
        .isZero();
  }

  @Test
  void every_request_says_what_became_of_it_also_where_nothing_happened() {
    List<String> fates = new ArrayList<>();
    for (int number = 1; company.look("why", "inbox=" + number).code() == 0; number++) {
      fates.add(company.look("why", "inbox=" + number).text());
    }

    assertThat(fates).allSatisfy(it -> assertThat(it).containsPattern(DELIVERY));
    assertThat(fates).anySatisfy(it -> assertThat(it).contains("not understood"));
    String began = fates.stream().filter(it -> RUN.matcher(it).find()).findFirst().orElseThrow();
    assertThat(began).contains("came as slash-command", "asked by ada", "allowed: ");
    Matcher run = RUN.matcher(began);
    assertThat(run.find()).isTrue();
    assertThat(company.look("why", run.group()).text()).contains("clear-vpn-session succeeded");
    assertThat(company.look("why", "in-2").text()).contains("post in-2: delivered", "inbox=2");
    assertThat(company.look("why", "no-such-thing").code()).isEqualTo(1);
  }

  @Test
  void a_person_is_erased_and_the_audit_says_who_did_it_and_why_and_verifies() throws IOException {
    Terminal.Answer answer =
        company.look("erase", "bob", "--why", "asked for it, case 12", "--as", "elena");

    assertThat(answer.text()).contains("What bob wrote is erased.");
    assertThat(Files.readString(export("after.jsonl")))
        .containsPattern(
            "\"actor\":\"elena\",\"action\":\"erased\",\"object\":\"person/bob\","
                + "\"rationale\":\"asked for it, case 12\"");
    assertThat(company.look("audit", "verify").code()).isZero();
    assertThat(company.look("erase", "nobody", "--why", "x", "--as", "elena").code()).isEqualTo(1);
  }

  @Test
  void without_a_retention_only_uploads_are_deleted() {
    assertThat(company.look("retain").text())
        .contains("0 uploads deleted.", "All else is kept for ever");
  }
}
