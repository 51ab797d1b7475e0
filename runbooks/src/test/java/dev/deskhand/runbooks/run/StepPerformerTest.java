package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever an action does, its attempt has a result. */
final class StepPerformerTest {
  private static final String SECRET = "correct horse battery";

  /** What an action does. */
  private interface Deed {
    ActionResult with(ActionCall call) throws InterruptedException;
  }

  private record Scripted(Deed deed, Set<EffectClass> effects) implements StepAction {
    @Override
    public String name() {
      return "test.do";
    }

    @Override
    public Signature signature() {
      return new Signature("test", Set.of(), Set.of(), effects, Set.of());
    }

    @Override
    public ActionResult perform(ActionCall call) throws InterruptedException {
      return deed.with(call);
    }

    @Override
    public ProbeResult probe(ActionCall call) throws InterruptedException {
      return new ProbeResult.Happened(deed.with(call));
    }
  }

  private static StepPerformer performer(Deed deed) {
    return performer(Set.of(EffectClass.ONCE), deed);
  }

  private static StepPerformer performer(Set<EffectClass> effects, Deed deed) {
    return new StepPerformer(new Actions(List.of(new Scripted(deed, effects))), _ -> SECRET);
  }

  private static Attempt attempt(Duration timeout) {
    Target target = new Target("here", "test", Map.of("password", "env:PASSWORD"));
    return new Attempt("test.do", "r-1.one", 1, target, Map.of(), Map.of(), timeout, Set.of());
  }

  private static Attempt attempt() {
    return attempt(Duration.ofSeconds(5));
  }

  @Test
  void a_check_that_hangs_is_interrupted_and_uncertain() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    StepPerformer performer =
        performer(
            Set.of(EffectClass.READ),
            _ -> {
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              throw new AssertionError("never");
            });

    ActionResult result = performer.check(attempt(Duration.ZERO));

    assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_worker_that_is_interrupted_leaves_an_uncertain_effect_and_stays_interrupted()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<ActionResult> result = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    StepPerformer performer =
        performer(
            _ -> {
              begun.countDown();
              new CountDownLatch(1).await();
              throw new AssertionError("never");
            });
    Thread worker =
        Thread.ofVirtual()
            .start(
                () -> {
                  result.set(performer.perform(attempt(), Fence.NONE));
                  flag.set(Thread.currentThread().isInterrupted());
                });
    begun.await();

    worker.interrupt();
    worker.join(Duration.ofSeconds(5));

    assertThat(result.get()).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void what_an_action_says_is_seen_while_it_works_without_its_secrets() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    StepPerformer performer =
        performer(
            call -> {
              call.output().text("signing in with " + call.secret("password").substring(0, 9));
              call.output().text(SECRET.substring(9) + "\n");
              said.countDown();
              released.await();
              return new ActionResult.Done(Map.of(), "done");
            });
    Thread worker = Thread.ofVirtual().start(() -> performer.perform(attempt(), Fence.NONE));
    said.await();

    assertThat(performer.outputs().of(new RunId("r-1")))
        .containsExactly(new LiveOutputs.Piece("one", 1, 0, "signing in with [redacted]\n"));
    assertThat(performer.outputs().of(new RunId("r-2"))).isEmpty();
    released.countDown();
    assertThat(worker.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void of_what_an_action_says_the_newest_is_shown_and_no_more_than_a_mebibyte_taken() {
    StepPerformer performer =
        performer(
            call -> {
              for (int i = 0; i < 3_000; i++) {
                call.output().text("%0999d\n".formatted(i));
              }
              return new ActionResult.Done(Map.of(), "done");
            });

    performer.perform(attempt(), Fence.NONE);

    LiveOutputs.Piece piece = performer.outputs().of(new RunId("r-1")).getFirst();
    assertThat(piece.text()).hasSize(1 << 15).endsWith("[cut: no more than 1 MiB is told]\n");
    assertThat(piece.from() + piece.text().length()).isBetween(1L << 20, (1L << 20) + 100);
  }

  @Test
  void an_action_that_throws_is_uncertain_and_shows_nothing_of_the_exception() {
    StepPerformer performer =
        performer(
            _ -> {
              throw new IllegalStateException(SECRET);
            });

    assertThat(performer.perform(attempt(), Fence.NONE))
        .isEqualTo(new ActionResult.Uncertain("the action itself broke: IllegalStateException"));
  }

  @Test
  void an_installation_that_is_set_up_wrongly_has_certainly_had_no_effect() {
    StepPerformer performer =
        performer(
            call -> {
              throw new ActionException("no setting 'x' on " + call.target().name());
            });

    assertThat(performer.perform(attempt(), Fence.NONE))
        .isEqualTo(
            new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "no setting 'x' on here"));
  }

  @Test
  void an_action_that_nobody_has_fails() {
    StepPerformer performer = new StepPerformer(new Actions(List.of()), _ -> SECRET);

    assertThat(performer.perform(attempt(), Fence.NONE)).isInstanceOf(ActionResult.Failed.class);
    assertThat(performer.probe(attempt())).isInstanceOf(ProbeResult.CannotTell.class);
  }

  @Test
  void secrets_are_taken_out_of_everything_that_comes_back() {
    Deed leaking =
        call ->
            new ActionResult.Done(
                Map.of("a", "x" + call.secret("password")), "pw=" + call.secret("password"));
    ActionResult.Done clean = new ActionResult.Done(Map.of("a", "x[redacted]"), "pw=[redacted]");

    assertThat(performer(leaking).perform(attempt(), Fence.NONE)).isEqualTo(clean);
    assertThat(performer(leaking).probe(attempt())).isEqualTo(new ProbeResult.Happened(clean));
    assertThat(
            performer(call -> new ActionResult.Uncertain(call.secret("password")))
                .perform(attempt(), Fence.NONE))
        .isEqualTo(new ActionResult.Uncertain("[redacted]"));
    assertThat(
            performer(
                    call -> {
                      throw new ActionException("tried " + call.secret("password"));
                    })
                .perform(attempt(), Fence.NONE))
        .isEqualTo(
            new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, "tried [redacted]"));
  }

  @Test
  void a_probe_that_throws_can_not_tell() {
    assertThat(
            performer(
                    _ -> {
                      throw new IllegalStateException(SECRET);
                    })
                .probe(attempt()))
        .isEqualTo(new ProbeResult.CannotTell("the action itself broke: IllegalStateException"));
  }

  @Test
  void a_check_makes_no_attempt_of_an_action_that_can_change_something() {
    StepPerformer performer =
        performer(
            _ -> {
              throw new AssertionError("must not be called");
            });

    assertThat(performer.check(attempt())).isInstanceOf(ActionResult.Failed.class);
  }
}
