package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Output;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts: finds the action, keeps the time, and takes secrets out of what comes back. What
 * a target does is a result, never an exception. Thread-safe.
 */
public final class StepPerformer {
  private static final Logger LOG = LoggerFactory.getLogger(StepPerformer.class);

  /** An action keeps its own time-out; this much later it is given up from outside. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Actions actions;
  private final Secrets secrets;
  private final LiveOutputs outputs = new LiveOutputs();

  public StepPerformer(Actions actions, Secrets secrets) {
    this.actions = actions;
    this.secrets = secrets;
  }

  /** What the attempts that are being made say meanwhile. */
  public LiveOutputs outputs() {
    return outputs;
  }

  ActionResult perform(Attempt attempt) {
    StepAction action = actions.find(attempt.action()).orElse(null);
    if (action == null) {
      return new ActionResult.Failed(
          ActionResult.Failed.Cause.PERMANENT, "no action is called '" + attempt.action() + "'");
    }
    Redactor redactor = new Redactor(secrets);
    try (LiveOutputs.Telling live = outputs.of(attempt);
        Redactor.Told told = redactor.telling(live)) {
      ActionCall call = call(attempt, redactor, told);
      return clean(redactor, guarded(attempt, () -> action.perform(call)));
    }
  }

  /** Makes an attempt of an action that changes nothing; any other is refused. */
  ActionResult check(Attempt attempt) {
    boolean readOnly =
        actions
            .find(attempt.action())
            .map(action -> action.signature().effects().equals(Set.of(EffectClass.READ)))
            .orElse(true);
    return readOnly
        ? perform(attempt)
        : new ActionResult.Failed(
            ActionResult.Failed.Cause.PERMANENT,
            "'" + attempt.action() + "' can change something: a check must not");
  }

  ProbeResult probe(Attempt attempt) {
    StepAction action = actions.find(attempt.action()).orElse(null);
    if (action == null) {
      return new ProbeResult.CannotTell("no action is called '" + attempt.action() + "'");
    }
    Redactor redactor = new Redactor(secrets);
    ActionCall call = call(attempt, redactor, Output.NONE);
    try {
      return clean(redactor, within(attempt.timeout(), () -> action.probe(call)));
    } catch (TimeoutException _) {
      return new ProbeResult.CannotTell("no answer within " + attempt.timeout());
    } catch (ExecutionException e) {
      return new ProbeResult.CannotTell(redactor.clean(describe(e.getCause())));
    }
  }

  private static ActionResult guarded(Attempt attempt, Callable<ActionResult> work) {
    try {
      return within(attempt.timeout(), work);
    } catch (TimeoutException _) {
      return new ActionResult.Uncertain("no answer within " + attempt.timeout());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ActionException setUp) {
        return new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, describe(setUp));
      }
      LOG.warn(
          "action={} key={} broke: {}", attempt.action(), attempt.key(), describe(e.getCause()));
      return new ActionResult.Uncertain(describe(e.getCause()));
    }
  }

  private static ActionCall call(Attempt attempt, Redactor redactor, Output told) {
    return new ActionCall(
        attempt.key(),
        attempt.number(),
        attempt.target(),
        attempt.arguments(),
        attempt.lists(),
        attempt.timeout(),
        redactor,
        told);
  }

  private static <T> T within(Duration timeout, Callable<T> work)
      throws TimeoutException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("step").start(task);
    try {
      return task.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException(String.valueOf(e.getMessage()));
    } finally {
      thread.interrupt();
    }
  }

  private static String describe(@Nullable Throwable cause) {
    return cause instanceof ActionException setUp && setUp.getMessage() != null
        ? setUp.getMessage()
        : "the action itself broke: " + (cause == null ? "?" : cause.getClass().getSimpleName());
  }

  private static ActionResult clean(Redactor redactor, ActionResult result) {
    return switch (result) {
      case ActionResult.Done done -> {
        Map<String, String> output = new TreeMap<>();
        done.output().forEach((name, value) -> output.put(name, redactor.clean(value)));
        yield new ActionResult.Done(output, redactor.clean(done.evidence()));
      }
      case ActionResult.Failed failed ->
          new ActionResult.Failed(failed.cause(), redactor.clean(failed.reason()), failed.pause());
      case ActionResult.Uncertain uncertain ->
          new ActionResult.Uncertain(redactor.clean(uncertain.reason()));
    };
  }

  private static ProbeResult clean(Redactor redactor, ProbeResult result) {
    return switch (result) {
      case ProbeResult.Happened happened ->
          new ProbeResult.Happened(clean(redactor, happened.result()));
      case ProbeResult.CannotTell cannot ->
          new ProbeResult.CannotTell(redactor.clean(cannot.reason()));
      case ProbeResult.DidNotHappen _, ProbeResult.StillRunning _ -> result;
    };
  }
}
