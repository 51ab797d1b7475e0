package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar that is closed, and an emergency, at the command line of a running server. */
final class EmergencyTest {
  private static final Pattern RUN = Pattern.compile("r-[0-9a-f]{20}");

  private static final String QUIET =
      """
      runbook: quiet
      title: Look at an account in quiet times only
      risk: low
      calendars: [never]
      steps:
        - id: look
          title: Look at an account
          action: ldap.account-state
          target: company-directory
          with: { account: ada }
      tell: { succeeded: Seen., failed: Not seen. }
      """;

  private static final String NEVER =
      """
      calendar: never
      time-zone: UTC
      blackouts:
        always: { from: 2020-01-01, to: 2099-12-31 }
      """;

  private static final String POLICIES =
      """
      @id("quiet-starts") @reason("Staff may look.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource == Runbook::"quiet");
      @id("quiet-acts") @reason("Looking acts on directories.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"perform", resource is Target)
      when { context has runbook && context.runbook == "quiet" };
      """;

  @TempDir private static Path folder;
  private static ServedCompany company;

  @BeforeAll
  static void serve() {
    company =
        new ServedCompany(
            folder,
            Map.of(
                "quiet.runbook.yaml", QUIET,
                "never.calendar.yaml", NEVER,
                "quiet.cedar", POLICIES));
  }

  @AfterAll
  static void close() throws IOException {
    company.close();
  }

  @Test
  void a_blackout_holds_for_what_somebody_starts_by_hand() {
    for (String person : new String[] {"ada", "sam"}) {
      Terminal.Answer refused = company.call("run", "quiet", "--as", person);

      assertThat(refused.text()).contains("It stands in a calendar that is closed now.", "always");
      assertThat(refused.code()).isEqualTo(1);
    }
  }

  @Test
  void an_emergency_takes_the_right_a_reason_and_a_second_persons_review() throws IOException {
    assertThat(company.call("run", "quiet", "--break-glass", "--as", "sam").code()).isEqualTo(2);
    Terminal.Answer none =
        company.call("run", "quiet", "--break-glass", "--why", "I want to", "--as", "ada");
    assertThat(none.code()).isEqualTo(1);

    Terminal.Answer broken =
        company.call(
            "run", "quiet", "--break-glass", "--why", "all is down", "--as", "sam", "--wait");

    assertThat(broken.text()).contains("succeeded");
    Matcher found = RUN.matcher(broken.text());
    assertThat(found.find()).isTrue();
    String run = found.group();
    assertThat(company.call("reviews", "--as", "grace").text())
        .contains(run, "quiet by sam since", "all is down");
    assertThat(company.call("review", run, "--why", "fine", "--as", "sam").text())
        .contains("Whoever broke the glass can't review it");
    assertThat(company.call("review", run, "--why", "It was right.", "--as", "grace").code())
        .isZero();
    assertThat(company.call("reviews", "--as", "grace").text()).contains("Nothing waits");
    assertThat(exceptions()).contains("break-glass", "all is down", "break-glass-reviewed");
  }

  private static String exceptions() throws IOException {
    Path evidence = folder.resolve("evidence");
    assertThat(
            company
                .look(
                    "audit",
                    "evidence",
                    evidence.toString(),
                    "--from",
                    "2020-01-01",
                    "--to",
                    "2100-01-01")
                .text())
        .contains("The evidence is in");
    try (var files = Files.list(evidence)) {
      Path markdown = files.filter(it -> it.toString().endsWith(".md")).findFirst().orElseThrow();
      String text = Files.readString(markdown);
      return text.substring(text.indexOf("Exceptions"));
    }
  }
}
