package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue changes while a server runs. */
final class ReloadTest {
  private static final String TREE =
      """
      tree: lamp
      title: The red lamp
      queue: lamps
      start: is-it-red
      nodes:
        is-it-red:
          ask: Is the lamp red%1$s?
          choices:
            it-is: { label: It is, next: does-it-blink }
            it-is-not: { label: It is not, next: fine }
          patience: 1h
          unanswered: gave-up
        does-it-blink:
          ask: Does it blink%1$s?
          choices:
            it-does: { label: It does, next: fine }
          patience: 1h
          unanswered: gave-up
        fine:
          end: solved
          finding: The lamp is fine%1$s.
          say: The lamp is fine%1$s.
        gave-up:
          end: escalated
          finding: Nobody answered.
          say: Somebody looks at it.
      """;
  private static final String OFFER =
      """
      offer: lamp
      title: "A lamp is red"
      about: In any room.
      words: [lamp, red]
      walk: lamp
      owner: elena
      review: 2030-12-31
      """;
  private static final String PAGE =
      """
      runbook: page-on-call
      title: Page whoever is on call
      risk: low
      steps:
        - id: page
          title: Send the page
          action: http.post
          target: pager
          with: { path: /%s }
          effect: once
          timeout: 10m
      tell:
        succeeded: Somebody has been paged%s.
        failed: Nobody could be paged.
      """;
  private static final String POLICIES =
      """
      @id("lamps-for-staff") @reason("Staff may have lamps looked at.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource == Tree::"lamp"
      );
      @id("seeing-for-staff") @reason("Staff may know of paging.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action == Action::"see",
        resource == Runbook::"page-on-call"
      );
      @id("paging-for-staff") @reason("Staff may page whoever is on call, if an approver agrees.")
      @authority("approval")
      @approver("approver") @approvals("1") @valid("PT4H")
      permit (
        principal in Role::"staff",
        action == Action::"start",
        resource == Runbook::"page-on-call"
      );
      @id("paging-acts-on-the-pager") @reason("Paging acts on the pager.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action == Action::"perform",
        resource == Target::"pager"
      );
      """;
  private static final String MORE_POLICIES =
      """
      @id("duty-for-staff") @reason("Staff may be on duty.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource == Runbook::"take-duty"
      );
      """;

  @TempDir private Path folder;
  private ServedCompany company;

  @BeforeEach
  void open() {
    company =
        new ServedCompany(
            folder,
            Map.of(
                "lamp.tree.yaml",
                TREE.formatted(""),
                "lamp.offer.yaml",
                OFFER,
                "page-on-call.runbook.yaml",
                PAGE.formatted("pages", ""),
                "lamps.cedar",
                POLICIES),
            new ServedCompany.Extras(
                "understanding: words\n",
                Map.of(),
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())));
    company.letPagerAnswer();
  }

  @AfterEach
  void close() throws IOException {
    company.close();
  }

  private void write(String name, String text) {
    House.write(folder.resolve("operator"), name, text);
  }

  /** A tree that asks otherwise, a runbook that acts otherwise, and one more. */
  private void writeOthers() {
    write("lamp.tree.yaml", TREE.formatted(" today"));
    write("page-on-call.runbook.yaml", PAGE.formatted("pages-of-today", " today"));
    write(
        "take-duty.runbook.yaml",
        PAGE.formatted("duty", " for duty").replace("page-on-call", "take-duty"));
    write("duty.cedar", MORE_POLICIES);
  }

  private String health() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(company.at("/healthz")).build(), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void append(String name, String line) {
    try {
      Files.writeString(folder.resolve(name), line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beginAWalkAndARun() {
    company.play(
        """
        - ada says: catalogue lamp
        - ada presses: A lamp is red
        - ada sees: Is the lamp red?
        - bob says: /desk run page-on-call
        - grace sees: Page whoever is on call
        """);
  }

  private void bothGoOnAsTheyBegan() {
    company.play(
        """
        - ada presses: It is
        - ada sees: Does it blink?
        - grace presses: Approve
        - bob sees: Somebody has been paged.
        """);
    assertThat(company.pages("/pages")).isEqualTo(1);
    assertThat(company.pages("/pages-of-today")).isZero();
  }

  private void whatIsBegunNowIsNew() {
    company.play(
        """
        - elena says: catalogue lamp
        - elena presses: A lamp is red
        - elena sees: Is the lamp red today?
        - elena says: /desk run take-duty
        - elena sees: Somebody has been paged for duty.
        """);
    assertThat(company.pages("/duty")).isEqualTo(1);
  }

  @Test
  void files_that_nobody_who_may_asks_for_do_not_count() {
    writeOthers();

    Terminal.Answer refused = company.call("reload", "--as", "elena");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text()).contains("have the catalogue read anew");
    beginAWalkAndARun();
    bothGoOnAsTheyBegan();
  }

  @Test
  void a_broken_set_is_refused_as_a_whole_with_all_that_is_wrong() {
    writeOthers();
    write("lamp.tree.yaml", TREE.formatted(" today").replace("next: fine", "next: fin"));
    write("page-on-call.runbook.yaml", "runbook: page-on-call\ntitle: [");

    Terminal.Answer broken = company.call("reload", "--as", "grace");

    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.text())
        .containsPattern("lamp.tree.yaml:10:\\d+: .*'fin'.*did you mean 'fine'")
        .containsPattern("page-on-call.runbook.yaml:2:\\d+: ");
    assertThat(log()).containsPattern("lamp.tree.yaml:10:\\d+: ").contains("stays");
    assertThat(health()).startsWith("200").contains("\"catalogue\":\"stale\"");
    company.play(
        """
        - elena says: /desk run take-duty
        - elena sees: There is no such runbook
        """);
    beginAWalkAndARun();
    write("lamp.tree.yaml", TREE.formatted(" today"));
    write("page-on-call.runbook.yaml", PAGE.formatted("pages-of-today", " today"));
    String stale = health();
    assertThat(company.call("reload", "--as", "grace").text()).startsWith("The catalogue is ");
    assertThat(health()).contains("\"catalogue\":\"ready\"").isNotEqualTo(stale);
    bothGoOnAsTheyBegan();
    whatIsBegunNowIsNew();
    assertThat(company.call("reload", "--as", "grace").text()).startsWith("Nothing has changed");
    company.kill();
    Path export = folder.resolve("audit.jsonl");
    assertThat(company.look("audit", "export", export.toString()).code()).isZero();
    assertThat(export)
        .content()
        .contains("the catalogue stays as it was")
        .contains("this is the catalogue now");
  }

  private void draw(int width) {
    byte[] gif =
        Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    gif[6] = (byte) width;
    try {
      Files.write(folder.resolve("operator/lamp.gif"), gif);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_picture_that_changes_is_read_as_a_text_is_and_a_walk_goes_on_as_it_began() {
    String choices = "    choices:\n      it-is:";
    String picture = "    picture: { file: lamp.gif, shows: The red lamp }\n";
    write("lamp.tree.yaml", TREE.formatted("").replace(choices, picture + choices));
    assertThat(company.call("reload", "--as", "grace").text()).contains("no picture 'lamp.gif'");
    draw(1);
    assertThat(company.call("reload", "--as", "grace").text()).startsWith("The catalogue is ");
    company.play(
        """
        - ada says: catalogue lamp
        - ada presses: A lamp is red
        - ada sees: "[picture: The red lamp]"
        """);

    draw(2);

    assertThat(company.call("reload", "--as", "grace").text()).startsWith("The catalogue is ");
    assertThat(company.call("reload", "--as", "grace").text()).startsWith("Nothing has changed");
    company.play(
        """
        - ada presses: It is
        - ada sees: Does it blink?
        """);
  }

  @Test
  void a_process_that_is_killed_right_after_comes_back_with_both() {
    beginAWalkAndARun();
    writeOthers();
    assertThat(company.call("reload", "--as", "grace").code()).isZero();

    company.kill();
    company.startAgain();

    bothGoOnAsTheyBegan();
    whatIsBegunNowIsNew();
  }

  @Test
  void a_watched_folder_is_read_by_itself_and_a_half_written_file_is_not_taken() {
    company.kill();
    append("deskhand.yaml", "watch-catalog: true\n");
    company.startAgain();
    beginAWalkAndARun();
    String whole = TREE.formatted(" today");

    write("lamp.tree.yaml", whole.substring(0, whole.indexOf("  gave-up:\n")));
    Await.until("the half is refused", () -> health().contains("\"catalogue\":\"stale\""));
    writeOthers();
    Await.until("the whole is taken", () -> health().contains("\"catalogue\":\"ready\""));

    bothGoOnAsTheyBegan();
    whatIsBegunNowIsNew();
  }
}
