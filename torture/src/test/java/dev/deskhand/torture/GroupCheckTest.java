package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.RunPlanner;
import dev.deskhand.runbooks.run.StepRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checker of groups and waves sees what it is there to see. */
final class GroupCheckTest {
  private final RunPlan plan = plan("fleet-once");
  private final List<RunEvent> events = new ArrayList<>();

  private static RunPlan plan(String runbook) {
    Shelf shelf = new Shelf();
    RunPlanner planner =
        new RunPlanner(
            new Targets(List.of(new Target("world", Deed.KIND, Map.of()))),
            id -> shelf.runbooks().find(id));
    return ((Planning.Planned)
            planner.plan(
                shelf.runbooks().find(new RunbookId(runbook)).orElseThrow(),
                Map.of(),
                new PersonId("ada")))
        .plan();
  }

  private GroupCheckTest intends(String step) {
    events.add(
        new RunEvent.StepIntended(
            StepRef.parse(step), 1, new Decision.Reasons(List.of("p"), "Because.")));
    return this;
  }

  private GroupCheckTest does(String... steps) {
    for (String step : steps) {
      intends(step);
      events.add(new RunEvent.StepSucceeded(StepRef.parse(step), 1, Map.of(), ""));
    }
    return this;
  }

  private GroupCheckTest fails(String step) {
    intends(step);
    events.add(
        new RunEvent.StepFailed(
            StepRef.parse(step), 1, Cause.PERMANENT, "broken", Optional.empty()));
    return this;
  }

  private GroupCheckTest item(int number) {
    return does("flawed." + number + ".first", "flawed." + number + ".second");
  }

  private List<String> found() {
    return new GroupCheck("r-1", plan, events).breaches().stream().map(Breach::toString).toList();
  }

  private List<String> foundAtEnd(RunOutcome outcome) {
    events.add(new RunEvent.RunEnded(outcome, "so it is"));
    return found();
  }

  @Test
  void a_run_that_keeps_to_its_waves_is_well() {
    item(1).does("flawed.wave-1.seen").intends("flawed.2.first").intends("flawed.3.first");

    assertThat(found()).isEmpty();
  }

  @Test
  void a_wave_that_does_not_wait_for_the_one_before_is_found() {
    item(1).intends("flawed.2.first");

    assertThat(found()).singleElement().asString().contains("before flawed.wave-1 ended");
  }

  @Test
  void more_than_together_is_found() {
    item(1).does("flawed.wave-1.seen").item(2).item(3).does("flawed.wave-2.seen");
    intends("flawed.4.first").intends("flawed.5.first");
    assertThat(found()).isEmpty();

    events.clear();
    intends("flawed.1.first").intends("flawed.2.first").intends("flawed.3.first");
    assertThat(found()).anyMatch(it -> it.contains("while 2 were under way"));
  }

  @Test
  void what_is_begun_after_too_many_failures_is_found() {
    item(1).does("flawed.wave-1.seen").fails("flawed.2.first").fails("flawed.3.first");
    does("flawed.wave-2.seen").intends("flawed.4.first");

    assertThat(found()).singleElement().asString().contains("after 2 had failed");
  }

  @Test
  void what_is_not_taken_back_or_in_another_order_is_found() {
    item(1).does("flawed.1.second.undo", "flawed.1.first.undo");
    assertThat(foundAtEnd(RunOutcome.ROLLED_BACK)).isEmpty();

    events.clear();
    item(1).does("flawed.1.first.undo", "flawed.1.second.undo");
    assertThat(foundAtEnd(RunOutcome.ROLLED_BACK)).isNotEmpty();

    events.clear();
    item(1).does("flawed.1.second.undo");
    assertThat(foundAtEnd(RunOutcome.ROLLED_BACK)).isNotEmpty();

    events.clear();
    item(1).does("flawed.1.second.undo");
    assertThat(foundAtEnd(RunOutcome.SUCCEEDED)).isNotEmpty();
  }
}
