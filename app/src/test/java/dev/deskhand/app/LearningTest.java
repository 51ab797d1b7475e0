package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people's sentences teach, from what they said to the catalogue's file, with a yes. */
final class LearningTest {
  private static final Pattern ID = Pattern.compile("(?m)^(h-[0-9a-f]{10}) ");
  private static final String SENTENCE = "gribble the frobnicator of bob@example.test on web-77";
  private static final String LAMP =
      """
      # Written by hand.
      version: "3.1"
      nlu:
        - intent: unlock-account   # the usual
          examples: |
            - please free my login
            - i typed it wrong too often

        # Nothing below is about logins.
        - synonym: cups
          examples: |
            - print spooler
      """;

  private static final String PRINTING =
      """
      version: "3.1"
      nlu:
        - intent: clear-print-queue
          examples: |
            - nothing leaves the plotter any more
      """;

  private static final ServedCompany.Extras EXTRAS =
      new ServedCompany.Extras("understanding: words\n", Map.of(), ProcessBuilder.Redirect.DISCARD);

  @TempDir private Path folder;
  private ServedCompany company;

  @BeforeEach
  void open() {
    company = new ServedCompany(folder, Map.of("printing.intents.yaml", PRINTING), EXTRAS);
  }

  @AfterEach
  void close() throws IOException {
    company.close();
  }

  private Path operators(String name) {
    return folder.resolve("operator").resolve(name);
  }

  /** Somebody says what nobody understands, and starts by a command what they meant. */
  private String hint(String person, String sentence) {
    company.play(
        """
        - %1$s says: "%2$s"
        - %1$s sees: help
        - %1$s says: /desk run unlock-account
        - %1$s sees: Unlock
        """
            .formatted(person, sentence));
    return id();
  }

  private String id() {
    Await.until("a sentence waits", () -> ID.matcher(review()).find());
    Matcher matcher = ID.matcher(review());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private String review() {
    Terminal.Answer answer = company.call("intents", "review", "--as", "elena");
    assertThat(answer.code()).as(answer.text()).isZero();
    return answer.text();
  }

  private Terminal.Answer approve(String id, String... more) {
    return company.call(
        Stream.concat(Stream.of("intents", "approve", id, "--as", "elena"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Terminal.Answer typing(String typed, Supplier<Terminal.Answer> call) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    try {
      return call.get();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void a_sentence_is_learnt_with_a_persons_yes_and_counts_at_once() {
    String id = hint("ada", SENTENCE);

    assertThat(review())
        .contains("\"gribble the frobnicator of name@example.com on host-01\"")
        .contains("started unlock-account");
    Terminal.Answer no = typing("no\n", () -> approve(id));
    assertThat(no.text()).contains("before", "after", "Nothing is changed.");
    assertThat(operators("learnt.intents.yaml")).doesNotExist();

    Terminal.Answer yes = typing("yes\n", () -> approve(id));

    assertThat(yes.code()).as(yes.text()).isZero();
    assertThat(yes.text())
        .contains("+      - gribble the frobnicator of name@example.com on host-01")
        .contains("unlock-account ", "all intents ", "It is written, and counts from now on.");
    assertThat(read(operators("learnt.intents.yaml")))
        .isEqualTo(
            """
            # Sentences that somebody approved.
            version: "3.1"
            nlu:
              - intent: unlock-account
                examples: |
                  - gribble the frobnicator of name@example.com on host-01
            """);
    assertThat(review()).contains("Nothing waits.");
    Terminal.Answer tried =
        company.look("intents", "try", "gribble the frobnicator of eve@example.test on db-12");
    assertThat(tried.text()).contains("unlock-account");
    company.kill();
    Path export = folder.resolve("audit.jsonl");
    assertThat(company.look("audit", "export", export.toString()).code()).isZero();
    assertThat(export)
        .content()
        .contains("teach-approved", "hint/" + id, "written to learnt.intents.yaml; all intents ")
        .doesNotContain("frobnicator");
  }

  @Test
  void an_operators_own_file_keeps_its_comments_and_order() {
    House.write(folder.resolve("operator"), "logins.intents.yaml", LAMP);
    assertThat(company.call("reload", "--as", "grace").code()).isZero();
    String id = hint("ada", SENTENCE);

    assertThat(approve(id, "--yes", "--text", "gribble [ada](account)").code()).isZero();

    assertThat(read(operators("logins.intents.yaml")))
        .isEqualTo(LAMP.replace("too often\n", "too often\n      - gribble [ada](account)\n"));
  }

  @Test
  void without_a_folder_of_the_operators_it_is_shown_as_a_difference() throws IOException {
    company.close();
    company = new ServedCompany(folder.resolve("other"), Map.of(), EXTRAS);
    String id = hint("ada", SENTENCE);

    Terminal.Answer answer = approve(id, "--yes");

    assertThat(answer.text())
        .contains("+++ b/unlock-account.intents.yaml", "+      - gribble", "It is noted. Apply");
    assertThat(review()).contains("Nothing waits.");
  }

  @Test
  void what_is_refused_changes_nothing() {
    String id = hint("ada", SENTENCE);

    assertThat(company.call("intents", "review", "--as", "ada").text()).contains("may teach");
    assertThat(company.call("intents", "approve", id, "--as", "ada", "--yes").code()).isEqualTo(1);
    assertThat(company.call("intents", "reject", id, "--as", "bob").text())
        .contains("say what people's sentences mean");
    assertThat(approve(id, "--yes", "--intent", "unlock-acount").text())
        .contains("did you mean 'unlock-account'");
    assertThat(approve("h-0000000000", "--yes", "--text", "x", "--intent", "unlock-account").text())
        .contains("no such sentence");
    assertThat(approve(id, "--yes", "--text", "a " + "b".repeat(100_000)).text())
        .contains("500 characters");
    assertThat(approve(id, "--yes", "--text", "restart [nginx](").text())
        .contains("an annotation is not finished");
    assertThat(approve(id, "--yes", "--text", "restart the service").text())
        .contains("already teaches", "a sentence can mean one intent only");
    assertThat(operators("learnt.intents.yaml")).doesNotExist();
    assertThat(review()).contains(id);
  }

  @Test
  void whatever_is_written_stays_a_sentence() {
    List<String> hostile =
        List.of(
            "- frobnicate: [the",
            "frob: \"nic\" # ate\n  - intent: restart-service\n    examples: |\n      - x",
            "<script>alert('frob')</script> & co",
            "frob \u202Enicate\u202C \u0000\u001b[31m\u2028 end",
            "| frob > nicate %TAG !x &a *a {b} ,");
    for (int i = 0; i < hostile.size(); i++) {
      String id = hint("ada", "zorble number " + "abcde".charAt(i));

      Terminal.Answer answer = approve(id, "--yes", "--text", hostile.get(i));

      assertThat(answer.text()).as(hostile.get(i)).contains("It is written");
    }
    assertThat(read(operators("learnt.intents.yaml")))
        .isEqualTo(
            """
            # Sentences that somebody approved.
            version: "3.1"
            nlu:
              - intent: unlock-account
                examples: |
                  - - frobnicate: [the
                  - frob: "nic" # ate - intent: restart-service examples: | - x
                  - <script>alert('frob')</script> & co
                  - frob nicate [31m end
                  - | frob > nicate %TAG !x &a *a {b} ,
            """);
  }

  @Test
  void of_two_who_say_yes_at_once_one_is_told_that_it_is_done() {
    String id = hint("ada", SENTENCE);

    List<CompletableFuture<Integer>> both =
        Stream.of("elena", "grace")
            .map(
                person ->
                    CompletableFuture.supplyAsync(
                        () ->
                            company
                                .child(
                                    "intents",
                                    "approve",
                                    id,
                                    "--yes",
                                    "--as",
                                    person,
                                    "--server",
                                    company.address().toString())
                                .code()))
            .toList();

    assertThat(both.stream().map(CompletableFuture::join)).contains(0);
    assertThat(read(operators("learnt.intents.yaml")).split("gribble", -1)).hasSize(2);
    assertThat(approve(id, "--yes").text()).contains("has approved it already");
    assertThat(company.call("intents", "reject", id, "--as", "grace").text())
        .contains("has approved it already");
  }

  @Test
  void what_is_rejected_is_not_asked_again() {
    String id = hint("ada", SENTENCE);

    assertThat(company.call("intents", "reject", id, "--as", "elena").text())
        .contains("Nothing is learnt");
    company.play(
        """
        - bob says: "%s"
        - bob sees: help
        - bob says: /desk run unlock-account
        - bob sees: Unlock
        """
            .formatted(SENTENCE));

    assertThat(review()).contains("Nothing waits.");
    assertThat(operators("learnt.intents.yaml")).doesNotExist();
  }
}
