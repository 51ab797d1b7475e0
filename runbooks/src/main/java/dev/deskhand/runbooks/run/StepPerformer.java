package dev.deskhand.runbooks.run;

import dev.deskhand.content.Lengths;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.FencedException;
import dev.deskhand.runbooks.action.Output;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts: finds the action, and takes secrets out of what comes back. What a target does is
 * a result, never an exception. Thread-safe.
 */
public final class StepPerformer {
  private static final Logger LOG = LoggerFactory.getLogger(StepPerformer.class);

  /** An action keeps its own time-out; this much later it is given up from outside. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private final Actions actions;
  private final Redactor redactor;
  private final LiveOutputs outputs = new LiveOutputs();

  public StepPerformer(Actions actions, Secrets secrets) {
    this(actions, new Redactor(secrets));
  }

  /**
   * One that shares what is known of secrets.
   *
   * @param redactor hands them out
   */
  public StepPerformer(Actions actions, Redactor redactor) {
    this.actions = actions;
    this.redactor = redactor;
  }

  /** What the attempts that are being made say meanwhile. */
  public LiveOutputs outputs() {
    return outputs;
  }

  /**
   * Makes an attempt, for as long as it takes: an action keeps its own time-out.
   *
   * @throws FencedException if the fence stopped it before its effect
   */
  ActionResult perform(Attempt attempt, Fence fence) {
    StepAction action = actions.find(attempt.action()).orElse(null);
    if (action == null) {
      return new ActionResult.Failed(
          ActionResult.Failed.Cause.PERMANENT, "no action is called '" + attempt.action() + "'");
    }
    try (LiveOutputs.Telling live = outputs.of(attempt);
        Redactor.Told told = redactor.telling(live)) {
      return clean(redactor, guarded(attempt, action, () -> call(attempt, redactor, told, fence)));
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
        ? inTime(attempt)
        : new ActionResult.Failed(
            ActionResult.Failed.Cause.PERMANENT,
            "'" + attempt.action() + "' can change something: a check must not");
  }

  ProbeResult probe(Attempt attempt) {
    StepAction action = actions.find(attempt.action()).orElse(null);
    if (action == null) {
      return new ProbeResult.CannotTell("no action is called '" + attempt.action() + "'");
    }
    try {
      return clean(redactor, action.probe(call(attempt, redactor, Output.NONE, Fence.NONE)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProbeResult.CannotTell("interrupted");
    } catch (Throwable e) {
      return new ProbeResult.CannotTell(redactor.clean(describe(e)));
    }
  }

  /** What an attempt comes to that took too long. */
  static ActionResult late(Attempt attempt) {
    return new ActionResult.Uncertain(noAnswer(attempt));
  }

  static String noAnswer(Attempt attempt) {
    return "no answer within " + Lengths.text(attempt.timeout());
  }

  private static ActionResult guarded(
      Attempt attempt, StepAction action, Supplier<ActionCall> call) {
    try {
      ActionCall made = call.get();
      made.fence().pass();
      return action.perform(made);
    } catch (FencedException e) {
      throw e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return late(attempt);
    } catch (ActionException setUp) {
      return new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, describe(setUp));
    } catch (Throwable e) {
      LOG.warn("action={} key={} broke: {}", attempt.action(), attempt.key(), describe(e));
      return new ActionResult.Uncertain(describe(e));
    }
  }

  private static ActionCall call(Attempt attempt, Redactor redactor, Output told, Fence fence) {
    return new ActionCall(
        attempt.key(),
        attempt.number(),
        attempt.target(),
        known(attempt, redactor),
        attempt.lists(),
        attempt.timeout(),
        new ActionCall.Services(redactor, told, fence));
  }

  /** The arguments, with the secrets that some of them refer to. */
  private static Map<String, String> known(Attempt attempt, Redactor redactor) {
    Map<String, String> known = new TreeMap<>(attempt.arguments());
    attempt
        .secrets()
        .forEach(name -> known.computeIfPresent(name, (_, at) -> redactor.resolve(at)));
    return known;
  }

  /** Makes an attempt on a thread of its own, and gives it up when its time is over. */
  private ActionResult inTime(Attempt attempt) {
    FutureTask<ActionResult> task = new FutureTask<>(() -> perform(attempt, Fence.NONE));
    Thread thread = Thread.ofVirtual().name("check").start(task);
    try {
      return task.get(attempt.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return late(attempt);
    } catch (TimeoutException | ExecutionException _) {
      return late(attempt);
    } finally {
      thread.interrupt();
    }
  }

  private static String describe(Throwable cause) {
    return cause instanceof ActionException setUp && setUp.getMessage() != null
        ? setUp.getMessage()
        : "the action itself broke: " + cause.getClass().getSimpleName();
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
      case ProbeResult.DidNotHappen _, ProbeResult.NotThere _, ProbeResult.StillRunning _ -> result;
    };
  }
}
