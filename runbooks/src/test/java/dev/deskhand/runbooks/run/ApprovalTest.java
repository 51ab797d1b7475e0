package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.json.RunEventJson;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an approval binds, who else is asked for one, and what may be said instead. */
final class ApprovalTest {
  private final Workshop shop = new Workshop();

  private Run.Phase.AwaitingApproval waiting() {
    return (Run.Phase.AwaitingApproval) shop.run().phase();
  }

  @Test
  void a_question_that_nobody_answers_goes_to_another_role_once() {
    shop.begin(runbook("escalated", step("one", EffectClass.ONCE)));
    shop.work();
    assertThat(shop.store.nextWakeUp()).contains(waiting().escalatesAt().orElseThrow());

    shop.clock.advance(Duration.ofHours(1));
    shop.work();
    shop.work();

    assertThat(shop.history(RunEvent.ApprovalEscalated.class))
        .containsExactly(new RunEvent.ApprovalEscalated(new Role("security")));
    assertThat(shop.store.nextWakeUp()).contains(waiting().until());

    shop.approve("sue");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void what_is_answered_in_time_goes_to_nobody_else() {
    shop.begin(runbook("escalated", step("one", EffectClass.ONCE)));

    shop.approve("bob");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.ApprovalEscalated.class)).isEmpty();
  }

  @Test
  void a_request_for_changes_ends_the_run_without_an_effect() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));

    shop.requestChanges("bob", "one host at a time");
    shop.workThrough();

    assertThat(shop.end())
        .isEqualTo(new Run.Phase.Ended(RunOutcome.REFUSED, "Changes were requested."));
    assertThat(shop.world.received()).isEmpty();
  }

  /** Whatever is changed in the stored plan: it is unreadable, the same plan, or not approved. */
  @Test
  void every_byte_of_a_plan_that_is_flipped_after_its_approval_voids_it() {
    shop.begin(
        runbook("guarded", step("one", EffectClass.ONCE), undoable("two", EffectClass.PROBE)));
    shop.approve("bob");
    Run approved = shop.run();
    RunAccess access = new RunAccess(shop.authorizer, shop.people);
    assertThat(access.start(TENANT, approved)).isInstanceOf(Decision.Allow.class);
    Event stored =
        RunEventJson.write(
            new RunEvent.RunRequested(approved.plan(), approved.digest(), approved.request()));
    byte[] body = stored.body().getBytes(UTF_8);

    int otherPlans = 0;
    for (int at = 0; at < body.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        Optional<RunPlan> plan = flipped(stored, body, at, bit);
        if (plan.isPresent() && !plan.get().equals(approved.plan())) {
          otherPlans++;
          assertThat(access.start(TENANT, with(approved, plan.get())))
              .as("byte %d, bit %d", at, bit)
              .isNotInstanceOf(Decision.Allow.class);
        }
      }
    }
    assertThat(otherPlans).isGreaterThan(500);
  }

  private static Optional<RunPlan> flipped(Event stored, byte[] body, int at, int bit) {
    byte[] other = body.clone();
    other[at] ^= (byte) (1 << bit);
    try {
      RunEvent read =
          RunEventJson.read(new Event(stored.type(), stored.version(), new String(other, UTF_8)));
      return Optional.of(((RunEvent.RunRequested) read).plan());
    } catch (IllegalStateException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Run with(Run run, RunPlan plan) {
    return new Run(
        plan, run.digest(), run.request(), run.approvals(), run.phase(), run.steps(), run.left());
  }
}
