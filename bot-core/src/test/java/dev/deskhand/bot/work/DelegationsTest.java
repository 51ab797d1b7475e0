package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.Delegating;
import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.StreamId;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever may approve hands that over while they are away, and gets it back by itself. */
final class DelegationsTest {
  private final House house = new House();
  private int deliveries;

  private String write(String person, String text) {
    house.commands(person, "d-" + ++deliveries, text);
    house.settle();
    return house.outside.last(person).message().text();
  }

  private LocalDate today() {
    return house.clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private String id(String person) {
    return house.console().identity().delegations(house.principal(person)).getFirst().id();
  }

  private String run() {
    return house.store.recent(TENANT, "run", 1).getFirst().stream().key();
  }

  private List<AuditEntry> audit(String action) {
    return house.store.audit(TENANT, 0, 1_000).stream()
        .map(it -> it.entry())
        .filter(it -> it.action().equals(action))
        .toList();
  }

  @Test
  void whoever_stands_in_is_asked_and_their_yes_counts() {
    assertThat(write("bob", "delegate cleo " + today().plusDays(2)))
        .contains("**cleo** approves for **bob**", "undelegate d-");
    assertThat(house.outside.said("cleo").getLast()).contains("approves for **bob**");

    write("sam", "run unlock-account account=ada");
    assertThat(house.outside.said("cleo").getLast()).contains("May this run?");
    write("cleo", "approve " + run());

    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(audit("delegation-made"))
        .singleElement()
        .matches(it -> it.actor().equals("bob") && it.object().equals("person/bob"))
        .matches(it -> it.consequence().rollbackPlan().startsWith("undelegate d-"));
  }

  @Test
  void whoever_stands_in_is_asked_what_is_open_already_and_once() {
    write("sam", "run unlock-account account=ada");

    write("bob", "delegate cleo " + today().plusDays(2));
    assertThat(house.outside.said("cleo").getLast()).contains("May this run?");
    write("bob", "delegate cleo " + today().plusDays(3));
    write("cleo", "approve " + run());

    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(house.outside.said("cleo").stream().filter(it -> it.contains("May this run?")))
        .hasSize(1);
  }

  @Test
  void what_is_open_is_found_however_many_runs_have_ended_since() {
    write("sam", "run unlock-account account=ada");
    StreamId waiting = house.store.recent(TENANT, "run", 1).getFirst().stream();
    for (int i = 1; i <= 50; i++) {
      for (String person : List.of("ada", "bob", "cleo", "dora")) {
        house.commands(person, person + "-" + i, "run unlock-account");
      }
      house.settle();
    }
    assertThat(house.store.recent(TENANT, "run", 1_000)).hasSize(201);
    assertThat(house.store.recent(TENANT, "run", 200)).noneMatch(it -> it.stream().equals(waiting));

    write("bob", "delegate cleo " + today().plusDays(2));

    assertThat(house.outside.said("cleo").getLast()).contains("May this run?");
  }

  @Test
  void whoever_stands_in_later_is_not_asked_yet() {
    write("sam", "run unlock-account account=ada");

    write("bob", "delegate cleo " + today().plusDays(1) + " " + today().plusDays(2));

    assertThat(house.outside.said("cleo")).noneMatch(it -> it.contains("May this run?"));
  }

  @Test
  void it_ends_by_itself_after_its_last_day() {
    write("bob", "delegate cleo " + today());
    write("sam", "run unlock-account account=ada");
    house.pass(Duration.ofDays(1));
    write("sam", "run unlock-account account=ada");

    write("cleo", "approve " + run());

    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(write("bob", "delegations")).contains("Nobody approves for you");
  }

  @Test
  void it_does_not_hold_before_its_first_day() {
    write("bob", "delegate cleo " + today().plusDays(3) + " " + today().plusDays(5));
    write("sam", "run unlock-account account=ada");
    write("cleo", "approve " + run());

    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(write("cleo", "delegations")).contains("**cleo** approves for **bob**");
  }

  @Test
  void either_of_the_two_takes_it_back_and_nobody_else() {
    write("bob", "delegate cleo " + today().plusDays(2));
    String first = id("bob");
    assertThat(write("ada", "undelegate " + first)).contains("There is no delegation");
    assertThat(write("cleo", "undelegate " + first)).contains("cleo approves no more for bob");
    assertThat(house.outside.said("bob").getLast()).contains("Not any more");

    write("bob", "delegate cleo " + today().plusDays(2));
    assertThat(write("bob", "undelegate " + id("bob"))).contains("approves no more");
    assertThat(audit("delegation-ended")).hasSize(2);

    write("sam", "run unlock-account account=ada");
    write("cleo", "approve " + run());
    assertThat(house.outside.isLocked("ada")).isTrue();
  }

  @Test
  void what_the_delegator_asked_for_is_not_the_stand_ins_to_approve() {
    write("bob", "delegate sam " + today().plusDays(2));
    write("sam", "run unlock-account account=ada");

    write("sam", "approve " + run());

    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(audit("approve-denied")).hasSize(1);
  }

  @Test
  void whoever_may_approve_nothing_hands_nothing_over() {
    assertThat(write("ada", "delegate cleo " + today()))
        .contains("Only people with the role approver, security or sre may hand over");
    assertThat(write("bob", "delegate bob " + today())).contains("somebody else");
    assertThat(write("bob", "delegate nobody " + today())).contains("Nobody is called nobody");
    assertThat(write("bob", "delegate desk-triggers " + today())).contains("Nobody is called");
    assertThat(write("bob", "delegate cleo " + today().minusDays(1))).contains("today or later");
    assertThat(write("bob", "delegate cleo " + today().plusYears(2))).contains("for a year");
    assertThat(write("bob", "delegate cleo " + today() + " sre"))
        .contains("bob does not hold the role sre");
    assertThat(write("bob", "delegate cleo tomorrow")).contains("Write `delegate PERSON UNTIL`");
    assertThat(house.console().identity().delegations(house.principal("bob"))).isEmpty();
  }

  @Test
  void security_hands_over_for_somebody_who_is_ill_but_never_to_itself() {
    assertThat(hand("iris", "bob", "iris"))
        .isEqualTo(new Delegating.Heard.Unfit("Nobody hands another's approvals to themselves."));
    assertThat(hand("dora", "bob", "cleo")).isInstanceOf(Delegating.Heard.Refused.class);
    assertThat(hand("iris", "bob", "cleo")).isInstanceOf(Delegating.Heard.Made.class);
    house.settle();

    for (String person : List.of("bob", "cleo")) {
      assertThat(house.outside.said(person).getLast()).contains("**cleo** approves for **bob**");
    }
    assertThat(house.console().identity().delegations(house.principal("ada"))).isEmpty();
    assertThat(house.console().identity().delegations(house.principal("iris")))
        .extracting(Delegation::to)
        .containsExactly(new PersonId("cleo"));
  }

  private Delegating.Heard hand(String by, String of, String to) {
    return house
        .console()
        .identity()
        .delegate(
            house.principal(by),
            new DelegationVerb.Hand(
                Optional.of(new PersonId(of)),
                new PersonId(to),
                Set.of(),
                Optional.empty(),
                today()));
  }
}
