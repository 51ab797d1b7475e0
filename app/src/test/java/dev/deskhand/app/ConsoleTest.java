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

/** Runs on the command line and in chat, against {@code deskhand serve} as a process of its own. */
final class ConsoleTest {
  private static final Pattern RUN = Pattern.compile("r-[0-9a-f]{20}");

  private static final String AGREE =
      """
      runbook: agree
      title: Agree in the middle
      risk: low
      steps:
        - id: look
          title: Look at the account
          action: ldap.account-state
          target: company-directory
          with: { account: ada }
        - id: yes
          title: Somebody agrees
          approval: { role: sre, within: 4h }
        - id: unlock
          title: Unlock the account
          action: ldap.unlock
          target: company-directory
          with: { account: ada }
          effect: idempotent
      tell: { succeeded: All agreed and done., failed: It was not done. }
      """;

  private static final String FORM =
      """
      runbook: form
      title: Fill in a form
      risk: low
      steps:
        - id: details
          title: Ask for details
          ask:
            within: 2h
            form:
              size: { type: choice, values: [small, large], question: How large is it? }
              count: { type: integer, question: How many? }
        - id: check
          title: Look at an account
          when: steps.details.count == "3"
          action: ldap.account-state
          target: company-directory
          with: { account: bob }
      tell: { succeeded: The form is filled in., failed: It was not filled in. }
      """;

  private static final String SLEEP =
      """
      runbook: sleep
      title: Wait for an hour
      risk: low
      steps:
        - id: first
          title: Look at an account
          action: ldap.account-state
          target: company-directory
          with: { account: bob }
        - id: rest
          title: Let time pass
          wait: { for: 1h }
        - id: last
          title: Look again
          action: ldap.account-state
          target: company-directory
          with: { account: "{{ inputs.account }}" }
      inputs:
        account: { type: person, question: Whose?, default: requester }
      tell: { succeeded: An hour has passed., failed: It was cut short. }
      """;

  private static final String TALK =
      """
      runbook: talk
      title: Say much
      risk: low
      steps:
        - id: count
          title: Count
          action: command.run
          target: here
          with: { argv: [/bin/sh, -c, "echo here we go; until test -e go; do sleep 0.05; done; seq 5000"] }
          effect: once
          timeout: 2m
        - id: compare
          title: See that all of it is known
          when: steps.count.output.endsWith("5000")
          finish: succeeded
          because: It was heard to the end.
      tell: { succeeded: It is said., failed: It was not said. }
      """;

  private static final String STUCK =
      """
      runbook: stuck
      title: Do what fails
      risk: low
      steps:
        - id: fail
          title: Fail
          action: command.run
          target: here
          with: { argv: [/bin/sh, -c, "exit 7"] }
          effect: once
          on-failure: ask
      tell: { succeeded: Somebody says that it is done., failed: It was not done. }
      """;

  private static final String POLICIES =
      """
      @id("tests-are-started") @reason("Staff may start what is tested.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource)
      when { resource in [Runbook::"agree", Runbook::"form", Runbook::"sleep", Runbook::"stuck",
        Runbook::"talk"] };
      @id("tests-act") @reason("What is tested acts on directories.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"perform", resource is Target)
      when { context has runbook && ["agree", "form", "sleep", "stuck", "talk"].contains(context.runbook) };
      """;

  @TempDir private static Path folder;
  private static ServedCompany company;

  @BeforeAll
  static void serve() {
    company =
        new ServedCompany(
            folder,
            Map.of(
                "agree.runbook.yaml", AGREE,
                "form.runbook.yaml", FORM,
                "sleep.runbook.yaml", SLEEP,
                "stuck.runbook.yaml", STUCK,
                "talk.runbook.yaml", TALK,
                "tests.cedar", POLICIES));
  }

  @AfterAll
  static void the_audit_verifies_after_all() throws IOException {
    company.kill();

    assertThat(company.run("audit", "verify")).isZero();
    company.close();
  }

  private static Terminal.Answer call(String words) {
    return company.call(words.split(" "));
  }

  private static String run(Terminal.Answer answer) {
    Matcher found = RUN.matcher(answer.text());
    assertThat(found.find()).as(answer.text()).isTrue();
    return found.group();
  }

  @Test
  void what_a_command_says_is_seen_while_it_works_and_kept_whole_by_its_digest() throws Exception {
    String run = run(call("run talk --as ada"));
    Await.until(
        "the first line",
        () -> call("show " + run + " --as ada").text().contains("      | here we go"));
    assertThat(call("show " + run + " --as ada").text()).doesNotContain("succeeded");

    Files.createFile(folder.resolve("go"));
    Terminal.Answer followed = call("show " + run + " --as ada --wait");

    assertThat(followed.text()).contains("      | 4711\n", "It was heard to the end.");
    Matcher artefact = Pattern.compile("artefact ([0-9a-f]{64})").matcher(followed.text());
    assertThat(artefact.find()).as(followed.text()).isTrue();
    Terminal.Answer whole = call("show " + run + " --as ada --artefact " + artefact.group(1));
    assertThat(whole.text()).contains("it ended with 0\nhere we go\n1\n", "\n2500\n", "\n5000");
    assertThat(call("show " + run + " --as cleo --artefact " + artefact.group(1)).code())
        .isNotZero();
    assertThat(call("show " + run + " --as ada --artefact " + "0".repeat(64)).code()).isNotZero();
  }

  @Test
  void a_run_is_followed_to_its_end_step_by_step() {
    Terminal.Answer answer = call("run clear-vpn-session --as ada --wait");

    assertThat(answer.text()).contains("asked", "done", "succeeded").doesNotContain("\tat ");
    assertThat(answer.code()).isZero();
    assertThat(call("show " + run(answer) + " --as ada").text()).contains("all steps done");
    assertThat(call("runs --as ada").text()).contains(run(answer));
    assertThat(call("runs --as bob").text()).doesNotContain(run(answer));
  }

  @Test
  void a_dry_run_prints_the_plan_and_the_decision_and_leaves_no_run() {
    Terminal.Answer plan =
        call("run restart-service host=vpn-gw-1 service=vpn-gateway --as elena --dry-run");

    assertThat(plan.text())
        .contains(
            "Restart a service (restart-service), nothing is done",
            "host = vpn-gw-1",
            "ssh.restart-service on vpn-gw-1 {service=vpn-gateway}",
            "effect: probe",
            "undo: nothing",
            "digest    ",
            "decision  needs-approval by 1 of role sre: IT support may restart a service once");
    assertThat(plan.code()).isEqualTo(3);
    assertThat(call("runs --as elena").text()).doesNotContain("Restart a service");
    assertThat(call("run unlock-account account=ada --as bob --dry-run").code()).isEqualTo(1);
  }

  @Test
  void a_dry_run_tells_what_would_be_undone_and_how() {
    Terminal.Answer plan =
        call("run add-to-group account=ada group=vpn-users --as elena --dry-run");

    assertThat(plan.text()).contains("undo: ldap.remove-from-group");
  }

  @Test
  void who_may_not_is_refused_in_words() {
    Terminal.Answer refused = call("run unlock-account account=ada --as bob");
    Terminal.Answer unknown = call("runs --as mallory");

    assertThat(refused.text()).contains("Only IT support may ask for something on somebody else's");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(unknown.text())
        .contains("Nobody is called 'mallory': name a person")
        .doesNotContain("\tat ");
    assertThat(unknown.code()).isEqualTo(1);
  }

  @Test
  void a_wrong_call_says_what_was_expected() {
    Terminal.Answer runbook = call("run unlock-acount --as ada");
    Terminal.Answer input = call("run unlock-account acount=ada --as ada");

    assertThat(runbook.text()).contains("There is no runbook 'unlock-acount'", "unlock-account");
    assertThat(runbook.code()).isEqualTo(2);
    assertThat(input.text()).contains("acount: no such input");
    assertThat(input.code()).isEqualTo(2);
    assertThat(call("show r-00000000000000000000 --as ada").code()).isEqualTo(2);
    assertThat(call("run unlock-account --as nobody").text())
        .contains("Nobody is called 'nobody': name a person of the people file with --as.");
    Terminal.Answer twice = call("run unlock-account account=ada account=bob --as ada");
    assertThat(twice.text()).contains("account is given twice");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(call("tokens create --name x --verbs strt --as ada").text())
        .contains("no verb 'strt': did you mean 'start'?");
  }

  @Test
  void an_approval_in_the_middle_is_waited_for_and_given() {
    Terminal.Answer waiting = call("run agree --as elena --wait");
    String run = run(waiting);

    assertThat(waiting.text())
        .contains("waits for approval of the rest by 1 of role sre (step yes)");
    assertThat(waiting.code()).isEqualTo(3);
    assertThat(call("approve " + run + " --as elena").text()).contains("Whoever asked");
    assertThat(call("approve " + run + " --as ada").code()).isEqualTo(1);

    Terminal.Answer done = call("approve " + run + " --as grace --wait");

    assertThat(done.text()).contains("yes: approved by grace", "succeeded");
    assertThat(done.code()).isZero();
    assertThat(call("approve " + run + " --as grace").code()).isEqualTo(2);
  }

  @Test
  void changes_are_requested_instead_of_an_approval() {
    String run =
        run(call("run restart-service host=vpn-gw-1 service=vpn-gateway --as elena --wait"));

    assertThat(call("request-changes " + run + " tonight, please --as elena").code()).isEqualTo(1);
    assertThat(call("request-changes " + run + " tonight, please --as grace").code()).isZero();

    Terminal.Answer ended = call("show " + run + " --as elena");
    assertThat(ended.text()).contains("changes requested by grace: tonight, please");
    assertThat(ended.code()).isEqualTo(1);
    company.play(
        """
        - elena sees: "It was asked to be changed: tonight, please"
        """);
  }

  @Test
  void a_form_is_answered() {
    Terminal.Answer waiting = call("run form --as elena --wait");
    String run = run(waiting);

    assertThat(waiting.text()).contains("size: How large is it?");
    assertThat(waiting.code()).isEqualTo(3);
    Terminal.Answer wrong = call("answer " + run + " details size=huge --as elena");
    assertThat(wrong.text()).contains("size: expected one of small, large", "count: is missing");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(call("answer " + run + " details size=small count=3 --as bob").code()).isEqualTo(1);

    Terminal.Answer done = call("answer " + run + " details size=small count=3 --as elena --wait");

    assertThat(done.text()).contains("succeeded");
    assertThat(done.code()).isZero();
  }

  @Test
  void a_run_is_paused_resumed_and_cancelled() {
    Terminal.Answer begun = call("run sleep --as elena");
    String run = run(begun);

    assertThat(begun.code()).isZero();
    assertThat(call("pause " + run + " --as bob").code()).isEqualTo(1);
    assertThat(call("pause " + run + " --as elena").text()).contains("pause: noted");
    assertThat(call("show " + run + " --as elena").code()).isEqualTo(3);
    assertThat(call("resume " + run + " --as elena").code()).isZero();
    Terminal.Answer ended = call("cancel " + run + " --as elena --wait");
    assertThat(ended.text()).contains("cancelled by elena");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void a_person_says_what_became_of_a_step_that_failed() {
    Terminal.Answer stuck = call("run stuck --as elena --wait");
    String run = run(stuck);
    String resolve = "resolve " + run + " fail ";

    assertThat(stuck.code()).isEqualTo(3);
    assertThat(call(resolve + "done --as bob").code()).isEqualTo(1);
    assertThat(call(resolve + "perhaps --as elena").code()).isEqualTo(2);
    Terminal.Answer done = call(resolve + "done --as elena --wait");

    assertThat(done.text()).contains("decided  fail: elena says done", "stuck succeeded");
    assertThat(done.code()).isZero();
  }

  @Test
  void a_freeze_holds_a_run_until_a_second_person_lifts_it() {
    assertThat(call("freeze --why drill --as ada").text()).contains("Only people with the role");
    assertThat(call("freeze runbok/sleep --why drill --as sam").code()).isEqualTo(2);
    Terminal.Answer frozen = call("freeze runbook/clear-vpn-session --why drill --as sam");
    assertThat(frozen.text())
        .contains("frozen     runbook/clear-vpn-session since", "by sam: drill");
    assertThat(frozen.code()).isZero();
    String run = run(call("run clear-vpn-session --as ada"));
    assertThat(call("run agree --as elena --wait").code()).isEqualTo(3);
    assertThat(call("show " + run + " --as ada").text()).doesNotContain("done");

    Terminal.Answer alone = call("unfreeze runbook/clear-vpn-session --why over --as sam");
    assertThat(alone.text()).contains("Whoever stopped it can't let it go on");
    assertThat(alone.code()).isEqualTo(1);
    assertThat(call("unfreeze runbook/clear-vpn-session --why over --as grace").text())
        .contains("Nothing is frozen.");
    assertThat(call("show " + run + " --as ada --wait").text()).contains("succeeded");
  }

  @Test
  void a_freeze_of_what_there_is_not_holds_and_says_what_may_be_meant() {
    Terminal.Answer frozen = call("freeze runbook/clear-vpn-sesion --why drill --as sam");

    assertThat(frozen.text())
        .contains(
            "frozen     runbook/clear-vpn-sesion since",
            "no runbook is called 'clear-vpn-sesion': did you mean 'clear-vpn-session'?");
    assertThat(frozen.code()).isEqualTo(1);
    assertThat(call("unfreeze runbook/clear-vpn-sesion --why over --as grace").code()).isZero();
  }

  @Test
  void a_token_is_shown_once_listed_and_revoked() {
    String token = call("tokens create --name nightly --verbs start --as ada").text().strip();
    assertThat(token).matches("dht_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");
    String id = token.substring(4, 20);
    Terminal.Answer listed = call("tokens list --as ada");
    assertThat(listed.text())
        .contains(id + "  nightly: acts as ada for start until", "never used")
        .doesNotContain(token);
    assertThat(call("tokens list --as bob").text()).doesNotContain(id);
    assertThat(call("tokens revoke " + id + " --as bob").code()).isEqualTo(1);
    assertThat(call("tokens revoke " + id + " --as ada").text()).contains("is worth nothing now");
    assertThat(call("tokens list --as ada").text()).doesNotContain(id);

    assertThat(call("tokens create --name x --verbs fly --as ada").code()).isEqualTo(2);
    assertThat(call("tokens create --name x --verbs manage-tokens --as ada").code()).isEqualTo(2);
    assertThat(call("tokens create --name x --verbs start --days 400 --as ada").code())
        .isEqualTo(2);
    assertThat(call("tokens create --name x --verbs start --for desk-triggers --as ada").code())
        .isEqualTo(1);
    assertThat(call("tokens create --name x --verbs start --for desk-triggers --as sam").code())
        .isZero();
  }

  @Test
  void accounts_are_listed_and_a_code_is_made_for_ones_own_only() {
    assertThat(call("accounts list --as ada").text()).contains("web:local:ada", "people file");
    assertThat(call("accounts list --of ada --as bob").code()).isEqualTo(1);
    assertThat(call("accounts list --of ada --as sam").text()).contains("web:local:ada");
    assertThat(call("accounts link --as ada").text())
        .containsPattern("link [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    Terminal.Answer unknown = call("accounts unlink slack:T1:U1 --as ada");
    assertThat(unknown.text()).contains("not linked to anybody");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(call("accounts unlink slack --as ada").code()).isEqualTo(2);
  }

  @Test
  void a_freeze_goes_in_chat_too_and_support_hears_of_it() {
    company.play(
        """
        - bob says: /desk freeze everything nobody knows why
        - bob sees: "I may not do that. Only people with the role"
        - grace says: /desk freeze target/nothing a drill
        - grace sees: "no target is called 'nothing'"
        - elena sees: "`target/nothing` is frozen since"
        - bob says: /desk frozen
        - bob sees: "by grace: a drill"
        - grace says: /desk unfreeze target/nothing over
        - grace sees: "I may not do that. Whoever stopped it"
        - sam says: /desk unfreeze target/nothing over
        - sam sees: "`target/nothing` goes on."
        - sam says: /desk frozen
        - sam sees: "Nothing is frozen."
        """);
  }

  @Test
  void the_same_goes_in_chat_with_buttons_sentences_and_progress() {
    company.play(
        """
        - elena says: run agree
        - elena sees: "Working on it: **Agree in the middle**"
        - elena sees: "**Somebody agrees**: Somebody with the role **sre** has to say yes"
        - grace sees: "May this go on? **Somebody agrees**"
        - grace presses: Approve
        - elena sees: All agreed and done.
        - grace cannot press: Approve
        - elena says: run form
        - elena sees: "**Fill in a form** asks: How large is it?"
        - elena presses: large
        - elena sees: How many?
        - elena says: many
        - elena sees: "That does not fit: expected a whole number."
        - elena says: "3"
        - elena sees: The form is filled in.
        - elena cannot press: large
        - elena says: run sleep
        - elena sees: "step 2 of 3: **Let time pass**, waits until"
        """);
  }
}
