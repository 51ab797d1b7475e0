package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} tells everything that is wrong, and {@code serve} does not start on it. */
final class CheckTest {
  private static final String GOOD =
      """
      listen: 127.0.0.1:0
      people: people.yaml
      """;
  private static final String BROKEN =
      """
      listen: nowhere
      databse: {}
      people: people.yaml
      catalog: [operator]
      slack:
        team: T0ACME
        signing-secret: a-secret-in-the-clear
        bot-token: env:DESKHAND_NO_SUCH_VARIABLE
      """;

  @TempDir private static Path home;
  @TempDir private Path folder;

  @BeforeAll
  static void unpack() {
    Shipped.home(home);
  }

  private Terminal.Answer call(String command, String configuration) {
    Path file = House.write(folder, "deskhand.yaml", configuration);
    return new Terminal(home).call(command, "--config", file.toString());
  }

  private void writeBrokenContent() {
    House.write(
        folder,
        "people.yaml",
        """
        people:
          ada:
            name: Ada
            rolls: [staff]
        """);
    House.write(
        folder.resolve("operator"),
        "reboot.runbook.yaml",
        """
        runbook: reboot
        title: Reboot
        risk: gigantic
        steps:
          - id: go
            title: Go
            action: ssh.restart-servce
            target: vpn-gw-1
        tell: { succeeded: done, failed: not done }
        """);
    House.write(
        folder.resolve("operator"),
        "reboot.cedar",
        """
        permit (principal, action == Action::"explode", resource);
        """);
  }

  private void assertAllIsTold(String text) {
    assertThat(text)
        .containsPattern("deskhand\\.yaml:1:\\d+: 'listen': expected host:port")
        .containsPattern("deskhand\\.yaml:2:\\d+: .*databse.*did you mean 'database'")
        .containsPattern("deskhand\\.yaml:7:\\d+: 'signing-secret': expected a reference")
        .containsPattern("deskhand\\.yaml:8:\\d+: .*DESKHAND_NO_SUCH_VARIABLE is not set")
        .containsPattern("people\\.yaml:4:\\d+: .*rolls")
        .containsPattern("reboot\\.runbook\\.yaml:3:\\d+: .*risk")
        .containsPattern("reboot\\.runbook\\.yaml:7:\\d+: .*did you mean 'ssh.restart-service'")
        .containsPattern("reboot\\.cedar:1:\\d+: ")
        .doesNotContain("a-secret-in-the-clear", "\tat ");
  }

  @Test
  void check_tells_everything_at_once_with_its_place() {
    writeBrokenContent();

    Terminal.Answer answer = call("check", BROKEN);

    assertAllIsTold(answer.text());
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void serve_refuses_with_the_same() {
    writeBrokenContent();

    Terminal.Answer answer = call("serve", BROKEN);

    assertAllIsTold(answer.text());
    assertThat(answer.text()).contains("nothing was started");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void serve_does_not_start_on_a_broken_catalogue_alone() {
    writeBrokenContent();
    House.write(folder, "people.yaml", House.people(Map.of()));

    Terminal.Answer answer = call("serve", GOOD + "catalog: [operator]\n");

    assertThat(answer.text()).contains("reboot.runbook.yaml:3", "nothing was started");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void a_connector_without_its_secret_does_not_start() {
    House.write(folder, "people.yaml", House.people(Map.of()));

    Terminal.Answer answer =
        call(
            "serve",
            GOOD
                + """
                slack:
                  team: T0ACME
                  signing-secret: file:no-such-file
                  bot-token: file:people.yaml
                """);

    assertThat(answer.text()).contains("no-such-file can't be read").doesNotContain("bot-token");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void what_is_in_order_is_said_to_be() {
    House.write(folder, "people.yaml", House.people(Map.of()));

    Terminal.Answer answer = call("check", GOOD);

    assertThat(answer).isEqualTo(new Terminal.Answer(0, "Everything is in order.\n"));
    assertThat(Files.exists(folder.resolve("data"))).isFalse();
  }

  private String offer(String owner, LocalDate review) {
    House.write(folder, "people.yaml", House.people(Map.of()));
    House.write(
        folder.resolve("operator"),
        "unlock-my-account.offer.yaml",
        """
        offer: unlock-my-account
        title: Unlock my account
        start: unlock-account
        locked: { account: requester }
        owner: %s
        review: %s
        """
            .formatted(owner, review));
    return GOOD + "catalog: [operator]\n";
  }

  @Test
  void an_offers_owner_has_to_be_somebody_who_may_answer_for_it() {
    LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(300);

    assertThat(call("check", offer("elen", later)).text())
        .contains("unlock-my-account.offer.yaml:5:8: 'owner': nobody is called 'elen'")
        .contains("did you mean 'elena'?");
    assertThat(call("check", offer("ada", later)).text())
        .contains(
            "offer.yaml:5:8: 'owner': 'ada' may not answer for it. Only people with the role"
                + " it-support or");
    assertThat(call("check", offer("desk-triggers", later)).text())
        .contains("offer.yaml:5:8: 'owner': 'desk-triggers' is a service");
    assertThat(call("check", offer("elena", later)))
        .isEqualTo(new Terminal.Answer(0, "Everything is in order.\n"));
  }

  private String offered(String offer) {
    House.write(
        folder.resolve("operator"),
        "answered.trigger.yaml",
        """
        trigger: answered
        title: Offer it
        on: { event: created }
        offer: %s
        inputs: { account: ada }
        as: desk-triggers
        """
            .formatted(offer));
    return call("check", offer("elena", LocalDate.now(ZoneOffset.UTC).plusDays(300))).text();
  }

  @Test
  void a_trigger_that_offers_what_nobody_is_shown_or_asked_for_is_told_at_its_place() {
    assertThat(offered("unlock-my-acount"))
        .contains(
            "answered.trigger.yaml:4:8: 'offer': no offer is called 'unlock-my-acount': did you"
                + " mean 'unlock-my-account'?");
    assertThat(offered("larger-mailbox"))
        .contains(
            "answered.trigger.yaml:4:8: 'offer': 'larger-mailbox' is a draft",
            "answered.trigger.yaml:5:11: 'account': the offer locks it already; take it out");
    assertThat(offered("unlock-my-account"))
        .contains("answered.trigger.yaml:5:11: 'account': the offer locks it already")
        .endsWith("1 problem(s).\n");
  }

  @Test
  void a_tree_that_hands_a_runbook_what_does_not_fit_is_told_at_its_place() {
    House.write(
        folder.resolve("operator"),
        "locked-out.tree.yaml",
        """
        tree: locked-out
        title: Locked out
        start: unlock
        nodes:
          unlock:
            hand-over: unlock-account
            with: { account: Ada Lovelace }
            succeeded: back-in
            otherwise: back-in
          back-in:
            end: solved
            finding: Done.
            say: You are back in.
        """);

    assertThat(call("check", GOOD + "catalog: [operator]\n").text())
        .containsPattern("locked-out\\.tree\\.yaml:7:\\d+: 'account': ");
  }

  @Test
  void a_link_to_an_offer_is_printed_for_what_it_asks_for_and_nothing_else() {
    call("check", offer("elena", LocalDate.now(ZoneOffset.UTC).plusDays(300)));
    String file = folder.resolve("deskhand.yaml").toString();
    Terminal terminal = new Terminal(home);

    assertThat(terminal.call("offer", "link", "unlock-my-account", "--config", file).text())
        .startsWith("http://127.0.0.1:0/catalogue/unlock-my-account?o=");
    assertThat(
            terminal
                .call("offer", "link", "unlock-my-account", "--button", "--config", file)
                .text()
                .strip())
        .startsWith("offered:")
        .hasSizeLessThanOrEqualTo(255);
    assertThat(
            terminal
                .call("offer", "link", "unlock-my-account", "account=bob", "--config", file)
                .text())
        .contains("the offer does not ask for 'account'");
    assertThat(
            terminal
                .call("offer", "link", "unlock-my-account", "acc=bob", "who=x", "--config", file)
                .text())
        .contains("the offer does not ask for 'acc'", "the offer does not ask for 'who'");
    assertThat(terminal.call("offer", "link", "unlock-my-acount", "--config", file).text())
        .contains("did you mean 'unlock-my-account'?");
  }

  @Test
  void a_review_is_a_notice_ahead_and_a_problem_once_it_is_over() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Terminal.Answer due = call("check", offer("elena", today.plusDays(20)));
    Terminal.Answer over = call("check", offer("elena", today.minusDays(2)));

    assertThat(due.text())
        .contains("unlock-my-account.offer.yaml:6:9: notice: has to be looked at again by then")
        .endsWith("Everything is in order.\n");
    assertThat(due.code()).isZero();
    assertThat(over.text())
        .contains("unlock-my-account.offer.yaml:6:9: was not looked at again by then, and is not")
        .endsWith("1 problem(s).\n");
    assertThat(over.code()).isEqualTo(1);
    assertThat(
            new Terminal(home)
                .call("offer", "list", "--config", folder.resolve("deskhand.yaml").toString())
                .text())
        .containsPattern(
            "unlock-my-account +runbook unlock-account +elena +\\S+ +hidden, review missed")
        .containsPattern("vpn-does-not-connect +tree vpn-not-connecting +- +- +draft");
  }

  @Test
  void without_a_configuration_it_is_told_how_to_have_one() {
    Terminal.Answer answer =
        new Terminal(home).call("check", "--config", folder.resolve("none.yaml").toString());

    assertThat(answer.text()).contains("none.yaml:1:1: the configuration can't be read: write it");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void a_risk_that_is_none_is_told_where_it_stands() {
    House.write(folder, "people.yaml", House.people(Map.of()));

    Terminal.Answer answer =
        call("check", GOOD + "targets:\n  chat: { kind: message, risk: High }\n");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text())
        .containsPattern(
            "deskhand\\.yaml:4:32: 'risk': expected low, medium or high, found 'High'");
  }

  @Test
  void what_a_target_needs_is_told_at_check() {
    House.write(folder, "people.yaml", House.people(Map.of()));
    House.write(folder, "secret", "of the directory");

    Terminal.Answer answer =
        call(
            "check",
            GOOD
                + """
                targets:
                  directory: { kind: ldap, bind-dn: x, password: "file:secret", base-dn: "dc=x" }
                  vpn: { kind: http, base-url: "not a url" }
                  open: { kind: http, base-url: "https://x.example.com", private: sure }
                  plain: { kind: http, base-url: "https://x.example.com", token: hunter2 }
                  mail: { kind: mail, host: x, from: a@example.com, tls: maybe }
                  host: { kind: ssh, host: x, user: y, port: abc }
                """);

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text())
        .contains(
            "target 'directory' has no setting 'url'",
            "target 'vpn': base-url: expected one like",
            "target 'open': private: expected allow or block, found 'sure'",
            "target 'plain': a secret is written as a reference",
            "target 'mail': tls: expected start, at-once or none, found 'maybe'",
            "target 'host': port: expected a number, found 'abc'")
        .doesNotContain("hunter2")
        .containsPattern("deskhand\\.yaml:5:16: target 'vpn'");
  }

  @Test
  void a_target_of_a_kind_that_nothing_works_on_is_told_where_it_stands() {
    House.write(folder, "people.yaml", House.people(Map.of()));

    Terminal.Answer answer = call("check", GOOD + "targets:\n  front: { kind: dor, url: x }\n");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text())
        .containsPattern("deskhand\\.yaml:4:18: target 'front': no action works on the kind 'dor'");
  }
}
