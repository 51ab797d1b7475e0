package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.StepRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be said to be unknown. */
final class StepCheckTest {
  private static final StepRef ONE = StepRef.forward(new StepId("one"));

  private final List<RunEvent> events = new ArrayList<>();

  private StepCheckTest intends(int attempt) {
    events.add(
        new RunEvent.StepIntended(ONE, attempt, new Decision.Reasons(List.of("p"), "Because.")));
    return this;
  }

  private StepCheckTest fails(int attempt) {
    intends(attempt);
    events.add(new RunEvent.StepFailed(ONE, attempt, Cause.TRANSIENT, "busy", Optional.empty()));
    return this;
  }

  @Test
  void an_attempt_without_result_is_in_doubt_however_many_fail_after_it() {
    assertThat(StepCheck.attemptWithoutResult(2, intends(1).intends(2).events)).isTrue();
    assertThat(StepCheck.attemptWithoutResult(4, fails(2).fails(3).intends(4).events)).isTrue();
  }

  @Test
  void where_each_attempt_failed_or_a_person_has_spoken_nothing_is_in_doubt() {
    assertThat(StepCheck.attemptWithoutResult(3, fails(1).fails(2).intends(3).events)).isFalse();

    events.clear();
    intends(1);
    events.add(new RunEvent.StepSettled(ONE, new PersonId("sam"), Settlement.NOT_DONE));
    assertThat(StepCheck.attemptWithoutResult(2, intends(2).events)).isFalse();
  }
}
