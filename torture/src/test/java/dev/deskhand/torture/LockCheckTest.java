package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker of locks sees what it is there to see. */
final class LockCheckTest {
  private static List<Breach> found(String... effects) {
    return LockCheck.breaches(
        Arrays.stream(effects)
            .map(it -> it.split(" ", 2))
            .map(it -> new Received(Kind.EFFECT, it[1], 1, it[0], 1, "engine", Fate.APPLIED))
            .toList(),
        List.of());
  }

  private static List<Breach> told(RunEvent... events) {
    List<RecordedEvent> history = new ArrayList<>();
    for (RunEvent event : events) {
      String run = event instanceof RunEvent.LockTaken taken ? taken.step().toString() : "a";
      history.add(
          new RecordedEvent(
              Position.START,
              new RunId(run).in(Shelf.TENANT),
              1,
              Instant.EPOCH,
              RunEventJson.write(event)));
    }
    return LockCheck.breaches(List.of(), history);
  }

  private static RunEvent takes(String run) {
    return new RunEvent.LockTaken(StepRef.parse(run), "the world");
  }

  @Test
  void a_lock_that_is_taken_from_another_run_is_found() {
    RunEvent released = new RunEvent.LockReleased(StepRef.parse("a"), "the world");

    assertThat(told(takes("a"), released, takes("b"))).isEmpty();
    assertThat(told(takes("a"), takes("b")))
        .singleElement()
        .asString()
        .contains("run b took 'the world', which run a holds");
  }

  @Test
  void a_run_that_fails_under_a_lock_gives_it_back_with_its_end() {
    RunEvent ended = new RunEvent.RunEnded(RunOutcome.FAILED, "refused");

    assertThat(told(takes("a"), ended, takes("b"))).isEmpty();
    assertThat(told(takes("b"), ended, takes("c"))).hasSize(1);
  }

  @Test
  void runs_that_take_turns_are_well() {
    assertThat(found("keyed a.alone", "keyed a.alone-again", "keyed b.alone", "once c.alone"))
        .isEmpty();
  }

  @Test
  void locks_of_other_classes_do_not_matter() {
    assertThat(found("keyed a.alone", "once b.alone", "keyed a.alone-again", "once b.alone-again"))
        .isEmpty();
  }

  @Test
  void a_run_that_goes_on_after_another_has_begun_is_found() {
    assertThat(found("keyed a.alone", "keyed b.alone", "keyed a.alone-again"))
        .singleElement()
        .asString()
        .contains("a.alone-again");
  }
}
