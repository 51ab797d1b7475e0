package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed while runs stand at every point where a crash matters, and started again.
 * What each effect class promises for that is in docs/runbook-format.md, under Effects.
 */
final class KillTest {
  private static final Duration VERY_LONG = Duration.ofMinutes(10);
  private static final String PAGING =
      """
      runbook: page-on-call
      title: Page whoever is on call
      risk: low
      steps:
        - id: page
          title: Send the page
          action: http.post
          target: pager
          with: { path: /pages }
          effect: once
          timeout: 10m
      tell:
        succeeded: Somebody has been paged.
        failed: Nobody could be paged.
      """;
  private static final String DUTY =
      """
      runbook: take-duty
      title: Take over the duty
      risk: low
      steps:
        - id: take
          title: Put a name on the duty
          action: http.put
          target: pager
          with: { path: /duty }
          effect: idempotent
          timeout: 10m
      tell:
        succeeded: You are on duty.
        failed: The duty could not be taken.
      """;
  private static final String POLICIES =
      """
      @id("paging-for-staff")
      @reason("Staff may page whoever is on call, and be it.")
      @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource
      ) when {
        resource in [Runbook::"page-on-call", Runbook::"take-duty"]
      };

      @id("paging-acts-on-the-pager")
      @reason("Paging acts on the pager.")
      @authority("automatic")
      permit (
        principal in Role::"staff",
        action == Action::"perform",
        resource == Target::"pager"
      );
      """;

  @TempDir private static Path folder;
  private static ServedCompany company;

  @BeforeAll
  static void kill_it_in_the_middle_of_everything_and_start_it_again() {
    company =
        new ServedCompany(
            folder,
            Map.of(
                "page-on-call.runbook.yaml", PAGING,
                "take-duty.runbook.yaml", DUTY,
                "paging.cedar", POLICIES));
    hangAnEffectThatIsKeyed();
    hangTheReadingBeforeAnEffect();
    hangAnEffectAtThePager("/desk run page-on-call", "/pages");
    hangAnEffectAtThePager("/desk run take-duty", "/duty");
    loseTheAnswerToAnEffect();
    company.play("- elena says: /desk help");

    company.kill();

    company.letPagerAnswer();
    company.relay.deliverAnswers();
    company.startAgain();
  }

  @AfterAll
  static void the_audit_verifies_after_all() throws IOException {
    company.kill();

    assertThat(company.run("audit", "verify")).isZero();
    company.close();
  }

  /** The gateway has cleared the session and withholds its answer. */
  private static void hangAnEffectThatIsKeyed() {
    company.sandbox.vpn().hangNext(Duration.ZERO);
    company.sandbox.vpn().hangNext(VERY_LONG);
    company.play("- ada says: /desk run clear-vpn-session");
    Await.until("the session is cleared", () -> company.sandbox.vpn().effects().size() == 1);
  }

  private static void hangTheReadingBeforeAnEffect() {
    int before = company.sandbox.vpn().requests().size();
    company.sandbox.vpn().hangNext(VERY_LONG);
    company.play("- bob says: /desk run clear-vpn-session");
    Await.until(
        "the sessions are read", () -> company.sandbox.vpn().requests().size() == before + 1);
  }

  private static void hangAnEffectAtThePager(String words, String path) {
    company.play("- ada says: " + words);
    Await.until("the pager is called: " + path, () -> company.pages(path) == 1);
  }

  /** The service is restarted, and the host has noted it; nobody hears of it. */
  private static void loseTheAnswerToAnEffect() {
    company.relay.loseAnswersFrom(_ -> company.secondHost.commands().size() == 2);
    company.play("- grace says: /desk run restart-service host=vpn-gw-2 service=print-spooler");
    Await.until("the restart is noted", () -> hasFile(company.secondHost.home(), ".exit"));
  }

  private static boolean hasFile(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(ending));
    } catch (IOException | UncheckedIOException _) {
      // Files come and go while it is looked.
      return false;
    }
  }

  @Test
  void a_keyed_effect_is_asked_for_again_with_its_key_and_made_once() {
    company.play("- ada sees: Your old VPN session is gone");

    assertThat(company.sandbox.vpn().requests())
        .filteredOn("POST /sessions/ada/clear"::equals)
        .hasSize(2);
    assertThat(company.sandbox.vpn().effects())
        .filteredOn(effect -> effect.toString().contains("ada"))
        .hasSize(1);
  }

  @Test
  void what_only_reads_is_done_again_before_the_effect_is_made_once() {
    company.play("- bob sees: Your old VPN session is gone");

    assertThat(company.sandbox.vpn().requests())
        .filteredOn("POST /sessions/bob/clear"::equals)
        .hasSize(1);
  }

  @Test
  void an_idempotent_effect_is_made_again() {
    company.play("- ada sees: You are on duty");

    assertThat(company.pages("/duty")).isEqualTo(2);
  }

  @Test
  void a_probed_effect_that_happened_is_found_out_and_not_made_again() {
    company.play("- grace sees: The service has been restarted and is up");

    assertThat(company.secondHost.restarts("print-spooler")).isEqualTo(1);
  }

  @Test
  void what_nobody_can_know_a_person_is_asked_and_settles() {
    company.play(
        """
        - ada sees: I can't tell whether one step worked
        - elena sees: Did this happen? **Send the page**
        - elena presses: It was done
        - ada sees: Somebody has been paged
        """);

    assertThat(company.pages("/pages")).isEqualTo(1);
  }

  @Test
  void what_was_accepted_in_the_last_moment_is_answered() {
    company.play("- elena sees: Tell me what is wrong, in your own words");
  }
}
