package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code retry: on: any} tries again, and what it never does. */
final class RetryOnAnyTest {
  private static final StepRef ONE = StepRef.forward(new StepId("one"));

  private final Workshop shop = new Workshop();

  /** That it failed says that it did not happen, so that any step may be tried again. */
  @ParameterizedTest
  @EnumSource(EffectClass.class)
  void what_failed_for_good_is_tried_again(EffectClass effect) {
    shop.world.script("one", World.broken(), World.broken());

    run(retried(effect, Retry.On.ANY));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one"))
        .extracting(World.Received::attempt)
        .containsExactly(1, 2, 3);
  }

  @Test
  void after_its_last_attempt_it_has_failed() {
    shop.world.script("one", World.broken(), World.broken(), World.broken());

    run(retried(EffectClass.IDEMPOTENT, Retry.On.ANY));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received("one")).hasSize(3);
  }

  @Test
  void of_transient_failures_alone_one_for_good_is_the_last() {
    shop.world.script("one", World.broken());

    run(retried(EffectClass.IDEMPOTENT, Retry.On.TRANSIENT));

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received("one")).hasSize(1);
  }

  @Test
  void a_once_step_whose_result_is_unknown_is_for_a_person() {
    shop.world.script("one", World.cutOff());

    run(retried(EffectClass.ONCE, Retry.On.ANY));

    assertThat(shop.run().progress(ONE).orElseThrow()).isInstanceOf(StepProgress.Uncertain.class);
    assertThat(shop.world.received("one")).hasSize(1);
  }

  @Test
  void a_once_step_that_failed_before_and_is_unknown_now_is_for_a_person() {
    shop.world.script("one", World.broken(), World.cutOff());

    run(retried(EffectClass.ONCE, Retry.On.ANY));

    assertThat(shop.run().progress(ONE).orElseThrow()).isInstanceOf(StepProgress.Uncertain.class);
    assertThat(shop.world.received("one")).hasSize(2);
  }

  private void run(Step step) {
    shop.begin(Workshop.runbook("fix", step));
    shop.workThrough();
  }

  private static Step retried(EffectClass effect, Retry.On on) {
    Retry retry = new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(2), on);
    return Workshop.step("one", effect, retry, Optional.empty(), Optional.empty());
  }
}
