package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.BreakGlass.Heard;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.Started;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done in an emergency: allowed, loud, short, and looked at afterwards. */
final class BreakGlassTest {
  private static final RunbookId MEND = new RunbookId("mend");

  private final House house = new House();

  private Started breaks(String person) {
    return house
        .console()
        .startBreakingGlass(house.principal(person), MEND, Map.of(), "1", "all is down");
  }

  private RunId broken() {
    return ((Begun.Run) breaks("otto")).id();
  }

  private Run.Phase phase(RunId run) {
    return house.runs.find(TENANT, run).orElseThrow().run().phase();
  }

  private List<String> audited() {
    return house.store.audit(TENANT, 0, 1_000).stream()
        .map(it -> it.entry().actor() + " " + it.entry().action())
        .toList();
  }

  private List<RunId> open(String person) {
    return house.console().reviews(house.principal(person)).stream().map(Emergency::run).toList();
  }

  @Test
  void what_a_policy_lets_somebody_do_in_an_emergency_only_is_done() {
    assertThat(house.console().start(house.principal("otto"), MEND, Map.of(), "0"))
        .isInstanceOf(Begun.Refused.class);

    RunId run = broken();
    house.settle();

    assertThat(phase(run))
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class, it -> assertThat(it.outcome()).isEqualTo(RunOutcome.SUCCEEDED));
  }

  @Test
  void whoever_may_start_it_may_not_break_glass_for_it_unless_a_policy_says_so() {
    assertThat(breaks("ada"))
        .isInstanceOfSatisfying(
            Begun.Refused.class, it -> assertThat(it.decision().reasons().sentence()).isNotBlank());
    assertThat(audited()).contains("ada break-glass-denied");
    assertThat(open("sol")).isEmpty();
  }

  @Test
  void security_and_support_hear_of_it_at_once_and_the_audit_has_it_as_an_exception() {
    RunId run = broken();
    house.settle();

    for (String person : List.of("sol", "sam")) {
      assertThat(house.outside.said(person))
          .anyMatch(it -> it.contains("Broken glass") && it.contains("all is down"))
          .anyMatch(it -> it.contains(run.value()));
    }
    assertThat(audited()).contains("otto break-glass");
  }

  private String write(String person, String delivery, String text) {
    house.commands(person, delivery, text);
    house.settle();
    return house.outside.said(person).getLast();
  }

  @Test
  void in_chat_the_same_rules_hold_with_a_reason_and_a_review_by_somebody_else() {
    assertThat(write("otto", "d-0", "break-glass mend")).contains("why it is an emergency");
    assertThat(write("ada", "d-1", "break-glass mend all is down")).doesNotContain("run `");
    assertThat(house.store.recent(House.TENANT, "run", 10)).isEmpty();

    write("otto", "d-2", "break-glass mend all is down, since 9=nine");
    RunId run = RunId.of(house.store.recent(House.TENANT, "run", 1).getFirst());

    assertThat(house.outside.said("iris"))
        .anyMatch(it -> it.contains("Broken glass") && it.contains("all is down, since 9=nine"));
    assertThat(house.runs.find(House.TENANT, run).orElseThrow().run().request().glassUntil())
        .isPresent();
    assertThat(audited()).contains("otto break-glass");
    assertThat(write("sol", "d-3", "reviews")).contains(run.value(), "all is down");
    assertThat(write("otto", "d-4", "review " + run + " it was needed"))
        .contains("somebody else has to");
    assertThat(open("sol")).containsExactly(run);
    write("sol", "d-5", "review " + run + " it was needed");
    assertThat(open("sol")).isEmpty();
    assertThat(audited()).contains("sol break-glass-reviewed");
    assertThat(write("sol", "d-6", "review " + run + " again")).contains("Nothing of");
  }

  @Test
  void it_stays_open_until_somebody_else_who_may_has_reviewed_it() {
    RunId run = broken();

    assertThat(house.console().review(house.principal("otto"), run, "fine"))
        .isInstanceOf(Heard.Refused.class);
    assertThat(house.console().review(house.principal("ada"), run, "fine"))
        .isInstanceOf(Heard.Refused.class);
    assertThat(open("sol")).containsExactly(run);
    assertThat(open("otto")).containsExactly(run);
    assertThat(open("ada")).isEmpty();

    assertThat(house.console().review(house.principal("sol"), run, "It was needed."))
        .isInstanceOf(Heard.Noted.class);

    assertThat(open("sol")).isEmpty();
    assertThat(audited()).contains("sol break-glass-reviewed");
    assertThat(house.console().review(house.principal("sol"), run, "again"))
        .isInstanceOf(Heard.NoSuchReview.class);
  }

  @Test
  void it_is_over_after_an_hour_and_what_was_not_done_by_then_is_not_done() {
    RunId run = broken();
    house.clock.advance(Duration.ofMinutes(61));

    house.settle();

    assertThat(phase(run))
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class, it -> assertThat(it.outcome()).isEqualTo(RunOutcome.REFUSED));
    assertThat(house.outside.isLocked("ada")).isTrue();
  }

  @Test
  void a_freeze_holds_in_an_emergency_too() {
    house.commands("sol", "d-1", "freeze everything it burns");
    house.settle();

    RunId run = broken();
    house.settle();

    assertThat(phase(run)).isNotInstanceOf(Run.Phase.Ended.class);
    assertThat(house.outside.isLocked("ada")).isTrue();
  }
}
