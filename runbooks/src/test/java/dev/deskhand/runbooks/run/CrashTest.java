package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stops the worker after every event in turn, and before every commit, and after every effect, and
 * expects the same end: what came about in the world is what the effect class promises, and what
 * nobody can know is said to be unknown, no more and no less.
 */
final class CrashTest {
  private static final List<String> STEPS = List.of("one", "two", "three");

  /** Where the process dies for the n-th time that it comes there. */
  private enum Death {
    AFTER_A_COMMIT,
    BEFORE_A_COMMIT,
    BETWEEN_EFFECT_AND_RESULT
  }

  @ParameterizedTest
  @EnumSource
  void a_run_ends_the_same_wherever_the_process_stops(EffectClass effect) {
    Runbook runbook =
        runbook(
            "fix", step("one", EffectClass.READ), undoable("two", effect), step("three", effect));
    for (Death death : Death.values()) {
      int n = 1;
      while (isKilled(runbook, effect, death, n, RunOutcome.SUCCEEDED)) {
        n++;
      }
      assertThat(n).as("ways to die %s", death).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_run_that_fails_is_taken_back_the_same_wherever_the_process_stops(EffectClass effect) {
    Runbook runbook =
        runbook("fix", undoable("one", effect), undoable("two", effect), step("fails", effect));
    for (Death death : Death.values()) {
      int n = 1;
      while (isKilled(runbook, effect, death, n, RunOutcome.ROLLED_BACK)) {
        n++;
      }
      assertThat(n).as("ways to die %s", death).isGreaterThan(3);
    }
  }

  /** Plays a run with one death in it; false if it ended before. */
  private static boolean isKilled(
      Runbook runbook, EffectClass effect, Death death, int n, RunOutcome expected) {
    Workshop shop = new Workshop();
    shop.world.script("fails", World.broken(), World.broken(), World.broken());
    shop.begin(runbook);

    boolean killed = diesIn(shop, death, n);
    Set<StepRef> doubtful = unknowable(shop);
    healAndSettle(shop);

    String where = effect + " " + death + " " + n;
    assertThat(shop.end().outcome()).as(where).isEqualTo(expected);
    requireApplied(shop, where);
    requireUnknownWhereTrue(shop, doubtful, where);
    requireOneIntentForEachAttempt(shop, where);
    return killed;
  }

  private static boolean diesIn(Workshop shop, Death death, int n) {
    AtomicInteger effects = new AtomicInteger();
    Trouble trouble =
        switch (death) {
          case AFTER_A_COMMIT -> Trouble.killedAfter(n);
          case BEFORE_A_COMMIT -> Trouble.killedBefore(n);
          case BETWEEN_EFFECT_AND_RESULT -> Trouble.none();
        };
    InstantSource clock =
        () -> {
          if (death == Death.BETWEEN_EFFECT_AND_RESULT && effects.get() >= n) {
            throw new Trouble.Killed();
          }
          return shop.clock.instant();
        };
    shop.world.afterEffect(effects::incrementAndGet);
    try {
      shop.worker(shop.watched(trouble), clock).work(RUN.in(TENANT), shop.lease());
      return false;
    } catch (Trouble.Killed _) {
      return true;
    } finally {
      shop.world.afterEffect(() -> {});
    }
  }

  /** A new process goes on; a person who has looked says what became of doubtful effects. */
  private static void healAndSettle(Workshop shop) {
    shop.workThrough();
    while (!shop.run().hasEnded()) {
      assertThat(shop.run().unsettled()).isNotEmpty();
      for (StepRef step : shop.run().unsettled()) {
        boolean done = shop.world.applied(step.toString()) > 0;
        shop.settle(step, done ? Settlement.DONE : Settlement.NOT_DONE);
      }
      shop.workThrough();
    }
  }

  /**
   * What nobody can know: an effect that was dispatched and can't be repeated, and one that may
   * have happened although the attempts that follow all fail.
   */
  private static Set<StepRef> unknowable(Workshop shop) {
    return shop.run().steps().progress().entrySet().stream()
        .filter(entry -> isUnknowable(shop.run(), entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isUnknowable(Run run, StepRef step, StepProgress progress) {
    EffectClass effect = run.plan().effect(step);
    boolean repeated = effect.isRepeatable() && effect != EffectClass.READ;
    return progress instanceof StepProgress.Dispatched
        || (progress instanceof StepProgress.Intended
            && repeated
            && step.toString().equals("fails"));
  }

  private static void requireApplied(Workshop shop, String where) {
    for (String step : STEPS) {
      if (shop.run().progress(StepRef.forward(new StepId(step))).isEmpty()) {
        continue;
      }
      long applied = shop.world.applied(step);
      EffectClass promised = shop.run().plan().act(new StepId(step)).effect();
      switch (promised) {
        case READ, IDEMPOTENT -> assertThat(applied).as(where + " " + step).isPositive();
        case KEYED, TX, PROBE, ONCE -> assertThat(applied).as(where + " " + step).isEqualTo(1);
      }
    }
    assertThat(shop.world.applied("fails")).as(where).isZero();
  }

  private static void requireUnknownWhereTrue(Workshop shop, Set<StepRef> doubtful, String where) {
    assertThat(shop.history(RunEvent.StepUncertain.class))
        .as(where)
        .extracting(RunEvent.StepUncertain::step)
        .containsExactlyInAnyOrderElementsOf(doubtful);
  }

  private static void requireOneIntentForEachAttempt(Workshop shop, String where) {
    List<String> received =
        shop.world.received().stream().map(it -> it.key() + " " + it.attempt()).toList();
    assertThat(shop.intents()).as(where).doesNotHaveDuplicates().containsAll(received);
    assertThat(received).as(where).doesNotHaveDuplicates();
    assertThat(
            shop.audit().stream()
                .filter(it -> it.entry().action().equals("step-intended"))
                .map(it -> it.entry().object().split(" ", 2)[0]))
        .as(where)
        .containsExactlyElementsOf(
            shop.history(RunEvent.StepIntended.class).stream()
                .map(it -> "run/" + RUN + "/" + it.step() + "/" + it.attempt())
                .toList());
  }
}
