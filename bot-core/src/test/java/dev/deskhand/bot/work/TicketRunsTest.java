package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import org.junit.jupiter.api.Test;

/** Runbooks that the desk's people begin for tickets. */
final class TicketRunsTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  private String answer(String person, String command) {
    house.commands(person, "d-" + person + command.length(), command);
    house.settle();
    return outside.said(person).getLast();
  }

  private boolean isAnythingBegun() {
    return !house.store.recent(TENANT, "run", 1).isEmpty()
        || !house.store.recent(TENANT, "walk", 1).isEmpty();
  }

  @Test
  void what_is_begun_for_a_ticket_is_for_whom_it_says_and_is_written_on_the_ticket() {
    house.commands("sam", "d-1", "take rt-42 run unlock-account account=ada");
    house.settle();

    RunId id = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());
    RunRequest request = house.runs.find(TENANT, id).orElseThrow().run().request();
    assertThat(request.ticket()).contains("rt-42");
    assertThat(request.beneficiary()).isEqualTo(new PersonId("ada"));
    assertThat(outside.isLocked("ada")).isTrue();

    house.commands("bob", "d-2", "approve " + id);
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outside.said("sam")).anyMatch(it -> it.startsWith("You work on **rt-42** here."));
    assertThat(outside.notes())
        .filteredOn(it -> it.ticket().equals(House.TICKET))
        .extracting(Outbound.TicketNote::text)
        .anyMatch(it -> it.contains("Resolution"))
        .anyMatch(it -> it.contains("Sam Stone works on this"));
  }

  @Test
  void an_input_that_would_be_the_colleagues_own_has_to_be_given() {
    assertThat(answer("sam", "take rt-42 run unlock-account")).contains("account: is missing");
    assertThat(isAnythingBegun()).isFalse();
  }

  @Test
  void a_sentence_that_means_a_runbook_begins_none_for_a_ticket() {
    assertThat(answer("sam", "take rt-42 unlock my account"))
        .contains("`take rt-42 run unlock-account name=value …`");
    assertThat(answer("sam", "take rt-42 I shall look at it"))
        .contains("Behind `take rt-42` write what it is about");
    assertThat(isAnythingBegun()).isFalse();
  }

  @Test
  void a_ticket_is_worked_on_by_whoever_may_take_it_alone() {
    assertThat(answer("cleo", "take rt-42 run unlock-account account=ada"))
        .startsWith("I may not do that.");
    assertThat(answer("cleo", "take rt-42 walk vpn-not-connecting"))
        .startsWith("I may not do that.");
    assertThat(isAnythingBegun()).isFalse();

    house.commands("sam", "d-9", "take rt-42 walk vpn-not-connecting");
    house.settle();
    assertThat(house.store.recent(TENANT, "walk", 1)).hasSize(1);
  }
}
