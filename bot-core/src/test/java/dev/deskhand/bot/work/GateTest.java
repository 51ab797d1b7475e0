package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every decision is audited, in the commit of what it leads to, with its reasons. */
final class GateTest {
  private final House house = new House();

  private List<AuditEntry> audit() {
    return house.store.audit(TENANT, 0, 1_000).stream().map(AuditRecord::entry).toList();
  }

  private AuditEntry only(String action) {
    List<AuditEntry> found = audit().stream().filter(it -> it.action().equals(action)).toList();
    assertThat(found).as(action + " in " + audit()).hasSize(1);
    return found.getFirst();
  }

  @Test
  void a_walk_that_is_allowed_is_audited_with_the_policy_that_allowed_it() {
    house.says("ada", "d-1", "VPN fails");
    house.settle();

    AuditEntry entry = only("start-allowed");
    assertThat(entry.actor()).isEqualTo("ada");
    assertThat(entry.object()).isEqualTo("tree/vpn-not-connecting");
    assertThat(entry.grounds().policies())
        .singleElement()
        .asString()
        .startsWith("trees-for-staff@");
  }

  @Test
  void a_check_is_audited() {
    house.says("ada", "d-1", "VPN fails");
    house.settle();
    house.says("ada", "d-2", "1");
    house.settle();

    assertThat(only("perform-allowed").object()).isEqualTo("target/company-directory");
  }

  @Test
  void a_run_that_starts_or_waits_is_audited_once_and_one_that_is_denied_too() {
    house.commands("ada", "d-1", "run unlock-account");
    house.commands("cleo", "d-2", "run unlock-account account=ada");
    house.commands("sam", "d-3", "run unlock-account account=ada");
    house.settle();

    assertThat(only("run-started").grounds().policies())
        .singleElement()
        .asString()
        .startsWith("unlock-account-for-oneself@");
    assertThat(only("start-denied").actor()).isEqualTo("cleo");
    assertThat(only("approval-asked").actor()).isEqualTo("sam");
  }

  @Test
  void a_yes_and_a_no_to_a_run_are_audited_with_whoever_said_so() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    var approve = house.outside.last("bob").message().buttons().getFirst().action();
    house.clicks("cleo", "d-2", approve);
    house.settle();
    house.clicks("bob", "d-3", approve);
    house.settle();

    assertThat(only("approve-denied").actor()).isEqualTo("cleo");
    assertThat(only("approved").actor()).isEqualTo("bob");
    assertThat(only("run-started").grounds().approvals())
        .singleElement()
        .asString()
        .startsWith("bob ");
  }

  @Test
  void another_plan_is_asked_for_by_a_button_and_the_next_sentence_says_which() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    house.presses("bob", "d-2", "Ask for another plan");
    house.settle();
    assertThat(house.outside.said("bob").getLast()).contains("What has to be different");

    house.says("bob", "d-3", "Ask ada first, please");
    house.settle();

    assertThat(only("changes-requested").actor()).isEqualTo("bob");
    assertThat(house.outside.said("sam"))
        .anyMatch(it -> it.contains("Ask ada first, please") && it.contains("run unlock-account"))
        .noneMatch(it -> it.contains("bob"));
    for (String asked : List.of("bob", "dora")) {
      assertThat(house.outside.last(asked).message().buttons()).as(asked).isEmpty();
    }
    assertThat(house.outside.isLocked("ada")).isTrue();
  }

  @Test
  void whoever_may_not_approve_is_asked_for_no_changes_and_an_approver_may_let_it_be() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    var changes = house.outside.last("bob").message().buttons().get(1).action();
    for (String person : List.of("cleo", "sam")) {
      house.clicks(person, "c-" + person, changes);
      house.settle();
      assertThat(house.outside.said(person).getLast()).doesNotContain("What has to be different");
    }
    house.clicks("bob", "d-2", changes);
    house.settle();
    house.says("bob", "d-3", "never mind");
    house.settle();

    house.clicks("dora", "d-4", house.outside.last("dora").message().buttons().getFirst().action());
    house.settle();

    assertThat(house.outside.isLocked("ada")).isFalse();
    house.clicks("bob", "d-5", changes);
    house.settle();
    assertThat(house.outside.said("bob").getLast()).doesNotContain("What has to be different");
  }

  @Test
  void a_cancellation_that_is_refused_or_allowed_is_audited() {
    house.commands("sam", "d-1", "run unlock-account account=ada");
    house.settle();
    String run = house.store.recent(TENANT, "run", 1).getFirst().stream().key();
    house.commands("cleo", "d-2", "cancel " + run);
    house.settle();
    house.commands("sam", "d-3", "cancel " + run);
    house.settle();

    assertThat(only("cancel-denied").actor()).isEqualTo("cleo");
    assertThat(only("cancel").actor()).isEqualTo("sam");
    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(house.outside.last("bob").message().buttons()).isEmpty();
  }
}
