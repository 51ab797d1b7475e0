package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.Started;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.runbooks.RunbookId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much one person may ask for, and that the others don't feel it. */
final class LimitsTest {
  private static final Rate PLENTY = new Rate(1_000, Duration.ofHours(1));
  private static final RunbookId MEND = new RunbookId("mend");

  private static House requests(int most) {
    return House.with(
        new Allowances(new Rate(most, Duration.ofMinutes(1)), PLENTY, PLENTY, Optional.empty()));
  }

  private static House starts(int most) {
    return House.with(
        new Allowances(PLENTY, new Rate(most, Duration.ofHours(1)), PLENTY, Optional.empty()));
  }

  private static Optional<String> became(House house, String delivery) {
    return house.store.outcome(TENANT, "web/office", delivery);
  }

  private static Started start(House house, String person, String cause) {
    return house.console().start(house.principal(person), MEND, Map.of(), cause);
  }

  private static int runs(House house) {
    return house.store.recent(TENANT, "run", 1_000).size();
  }

  @Test
  void what_is_too_much_is_noted_and_said_once_and_works_again_afterwards() {
    House house = requests(2);
    for (int i = 1; i <= 5; i++) {
      house.commands("ada", "d-" + i, "help");
    }

    house.settle();

    assertThat(house.outside.said("ada")).hasSize(3).last().asString().contains("2 in 1m");
    assertThat(List.of("d-3", "d-4", "d-5"))
        .allSatisfy(
            it ->
                assertThat(became(house, it)).get().asString().startsWith("not worked: more than"));
    house.clock.advance(Duration.ofMinutes(1));
    house.commands("ada", "d-6", "help");
    house.settle();
    assertThat(became(house, "d-6")).contains("help");
  }

  @Test
  void one_person_who_asks_too_often_takes_nothing_from_another() {
    House house = requests(2);
    for (int i = 1; i <= 50; i++) {
      house.commands("ada", "d-" + i, "help");
    }
    house.commands("cleo", "c-1", "help");

    house.settle();

    assertThat(became(house, "c-1")).contains("help");
  }

  @Test
  void an_account_that_nobody_knows_is_answered_so_often_and_no_more() {
    House house = requests(2);
    for (int i = 1; i <= 5; i++) {
      house.commands("stranger", "d-" + i, "help");
    }

    house.settle();

    assertThat(house.outside.said("stranger")).hasSize(3);
  }

  @Test
  void effects_can_be_stopped_however_much_was_asked_for() {
    House house = requests(1);
    house.commands("sol", "d-1", "help");
    house.commands("sol", "d-2", "help");
    house.commands("sol", "d-3", "freeze everything it burns");

    house.settle();

    assertThat(house.store.frozen(TENANT)).hasSize(1);
  }

  @Test
  void a_tenants_limit_is_what_all_its_people_have_together() {
    House house =
        House.with(
            new Allowances(PLENTY, PLENTY, new Rate(1, Duration.ofMinutes(1)), Optional.empty()));
    house.commands("ada", "d-1", "help");
    house.commands("cleo", "c-1", "help");

    house.settle();

    assertThat(List.of(became(house, "d-1"), became(house, "c-1")))
        .filteredOn(it -> it.orElseThrow().startsWith("not worked"))
        .hasSize(1);
  }

  @Test
  void a_run_too_many_does_not_start_and_says_when_one_may() {
    House house = starts(2);
    assertThat(start(house, "ada", "1")).isInstanceOf(Begun.Run.class);
    assertThat(start(house, "ada", "2")).isInstanceOf(Begun.Run.class);

    assertThat(start(house, "ada", "3"))
        .isInstanceOfSatisfying(
            Begun.Refused.class,
            it ->
                assertThat(it.decision().reasons().sentence())
                    .contains("You have started 2 in 1h", "Ask again after"));
    assertThat(start(house, "cleo", "1")).isInstanceOf(Begun.Run.class);
    assertThat(runs(house)).isEqualTo(3);
    assertThat(house.store.audit(TENANT, 0, 1_000))
        .anyMatch(it -> it.entry().action().equals("start-denied"));
    house.clock.advance(Duration.ofHours(1));
    assertThat(start(house, "ada", "3")).isInstanceOf(Begun.Run.class);
  }

  @Test
  void starts_are_counted_across_restarts_and_ways() {
    House house = starts(1);
    house.commands("ada", "d-1", "run mend");
    house.settle();

    House after = house.again(Death.never());

    assertThat(start(after, "ada", "1")).isInstanceOf(Begun.Refused.class);
    assertThat(runs(house)).isEqualTo(1);
  }

  @Test
  void a_repeated_call_is_the_same_run_and_counts_once() {
    House house = starts(1);
    start(house, "ada", "1");

    assertThat(start(house, "ada", "1")).isInstanceOf(Begun.Run.class);
    assertThat(runs(house)).isEqualTo(1);
  }

  @Test
  void a_tenant_may_have_a_limit_of_starts() {
    House house =
        House.with(
            new Allowances(PLENTY, PLENTY, PLENTY, Optional.of(new Rate(1, Duration.ofHours(1)))));

    assertThat(start(house, "ada", "1")).isInstanceOf(Begun.Run.class);
    assertThat(start(house, "cleo", "1")).isInstanceOf(Begun.Refused.class);
  }

  @Test
  void tickets_are_nobodys_requests() {
    House house = requests(1);
    house.commands("ada", "d-1", "help");
    house.commands("ada", "d-2", "help");

    house.files("t-1", Ticket.Verification.UNVERIFIED, "VPN says authentication failed");
    house.settle();

    assertThat(house.outside.notes()).hasSize(1);
  }
}
