package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code authority} and {@code explain} say what the policies say; {@code check} misses none. */
final class AuthorityTest {
  private static final String SCALE =
      """
      runbook: scale
      title: Scale a service
      risk: low
      inputs:
        cost: { type: integer, question: What does it cost a day? }
      steps:
        - id: look
          title: Look
          action: ldap.account-state
          target: company-directory
          with: { account: bob }
      tell: { succeeded: Done., failed: Not done. }
      """;
  private static final String LIMITS =
      """
      @id("small-scaling") @reason("Up to 1,000 a day SRE scales at once.")
      @authority("automatic")
      permit (principal in Role::"sre", action == Action::"start", resource == Runbook::"scale")
      when { context.numbers.hasTag("cost") && context.numbers.getTag("cost") < 1000 };
      @id("scaling") @reason("From 1,000 a day scaling takes a second person.")
      @authority("approval") @approver("sre") @approvals("1") @valid("PT4H")
      @escalate("security") @after("PT1H")
      permit (principal in Role::"sre", action == Action::"start", resource == Runbook::"scale");
      """;

  @TempDir private static Path home;
  @TempDir private Path folder;

  @BeforeAll
  static void unpack() {
    Shipped.home(home);
  }

  @BeforeEach
  void write() {
    House.write(folder, "people.yaml", House.people(Map.of()));
    House.write(folder.resolve("operator"), "scale.runbook.yaml", SCALE);
    House.write(
        folder,
        "deskhand.yaml",
        """
        listen: 127.0.0.1:0
        people: people.yaml
        catalog: [operator]
        """);
  }

  private Terminal.Answer call(String words) {
    return new Terminal(home)
        .call((words + " --config " + folder.resolve("deskhand.yaml")).split(" "));
  }

  @Test
  void a_runbook_that_no_policy_classifies_fails_the_check() {
    Terminal.Answer answer = call("check");

    assertThat(answer.text())
        .contains("scale.runbook.yaml:1:1", "no policy says who may start the runbook 'scale'");
    assertThat(answer.code()).isEqualTo(1);

    House.write(folder.resolve("operator"), "limits.cedar", LIMITS);
    assertThat(call("check").code()).isZero();
  }

  @Test
  void the_matrix_has_every_runbook_role_and_way() {
    House.write(folder.resolve("operator"), "limits.cedar", LIMITS);

    Terminal.Answer answer = call("authority");

    assertThat(answer.code()).isZero();
    assertThat(answer.text())
        .containsPattern("scale +sre +automatic +small-scaling +when \\{ context.numbers")
        .containsPattern("scale +sre +1 of sre within 4h, then security +scaling")
        .containsPattern("reset-password +staff +1 of approver within 4h +reset-password-for-one")
        .containsPattern("unlock-account +staff +automatic +unlock-account-for-oneself +when")
        .contains("acting-for-others: Only IT support may ask");
  }

  @Test
  void a_tree_is_drawn_and_an_unknown_one_is_answered_with_those_that_there_are() {
    House.write(folder.resolve("operator"), "limits.cedar", LIMITS);

    assertThat(call("picture vpn-not-connecting").text()).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(call("picture vpn-not-connecting --mermaid").text()).startsWith("flowchart TD\n");
    Terminal.Answer unknown = call("picture vpn");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.text()).contains("No tree is called 'vpn'", "vpn-not-connecting");
  }

  @Test
  void an_explanation_says_what_decided_and_what_would_have_to_be_different() {
    House.write(folder.resolve("operator"), "limits.cedar", LIMITS);

    Terminal.Answer small = call("explain grace start runbook/scale cost=999");
    Terminal.Answer large = call("explain grace start runbook/scale cost=1000");
    Terminal.Answer other = call("explain ada start runbook/unlock-account account=bob");

    assertThat(small.text()).contains("allowed", "decided by small-scaling");
    assertThat(small.code()).isZero();
    assertThat(large.text()).contains("allowed after approval by 1 of sre", "decided by scaling");
    assertThat(large.code()).isEqualTo(3);
    assertThat(other.text())
        .contains(
            "ada start runbook/unlock-account for bob: denied",
            "decided by acting-for-others",
            "It would be different",
            "for themselves: allowed [unlock-account-for-oneself]",
            "with the role it-support: allowed after approval by 1 of approver");
    assertThat(other.code()).isEqualTo(1);
  }

  @Test
  void a_question_that_makes_no_sense_says_what_was_expected() {
    House.write(folder.resolve("operator"), "limits.cedar", LIMITS);

    assertThat(call("explain mallory start runbook/scale").text())
        .contains("whom nobody has mapped may do nothing");
    assertThat(call("explain ada begin runbook/scale").text()).contains("no verb 'begin'");
    assertThat(call("explain ada start runbook/scal").text()).contains("scale");
    assertThat(call("explain ada start runbook/scale costs=1").text())
        .contains("nothing is known as 'costs'", "cost");
  }
}
