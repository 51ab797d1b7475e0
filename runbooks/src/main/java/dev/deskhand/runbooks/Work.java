package dev.deskhand.runbooks;

import dev.deskhand.content.Expression;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.permissions.Decision.ApprovalRule;
import dev.deskhand.permissions.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step consists of, as a runbook says it. */
public sealed interface Work {

  /**
   * An attempt on a target.
   *
   * @param undo what takes its effect back, if anything does
   * @param output further outputs, computed over {@code result} and all that conditions see
   */
  record Act(
      Call call,
      EffectClass effect,
      Retry retry,
      Duration timeout,
      Optional<Call> undo,
      Map<String, Expression> output)
      implements Work {
    public Act {
      output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
    }
  }

  /** Steps one after the other. */
  record Group(List<Step> steps) implements Work {
    public Group {
      steps = List.copyOf(steps);
    }
  }

  /** Steps at the same time. */
  record Parallel(List<Step> steps, Limits limits) implements Work {
    public Parallel {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The same steps for each of several things; for every combination, where several lists are
   * named.
   *
   * @param over the things, by the name that they have under {@code each}
   * @param tolerated how many may fail, where inputs say it; it counts instead of the limits'
   */
  record ForEach(
      Map<String, Items> over,
      List<Step> steps,
      Limits limits,
      Optional<Template> tolerated,
      Optional<Waves> waves)
      implements Work {
    public ForEach {
      over = Collections.unmodifiableMap(new LinkedHashMap<>(over));
      steps = List.copyOf(steps);
    }
  }

  /** Somebody else has to say yes before the run goes on. */
  record Approval(ApprovalRule rule) implements Work {}

  /**
   * Somebody is asked for values; they become the step's outputs.
   *
   * @param of the role that may answer; the requester if none is named
   */
  record Ask(List<InputDeclaration> form, Optional<Role> of, Duration within) implements Work {
    public Ask {
      form = List.copyOf(form);
    }
  }

  /** Time passes. */
  record Wait(Moment until) implements Work {}

  /**
   * A state is read, steps are done, the state is read again, and the difference is shown.
   *
   * @param expected over {@code before} and {@code after}, the outputs of the two readings
   */
  record Verify(Act read, List<Step> steps, Expression expected) implements Work {
    public Verify {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Another runbook, as a part of this run.
   *
   * @param with values for its inputs; may look up inputs and {@code each}
   * @param at where it is named
   */
  record Child(RunbookId runbook, Map<String, Given> with, SourcePosition at) implements Work {
    public Child {
      with = Map.copyOf(with);
    }

    /** A value, and where it is given. */
    public record Given(Template value, SourcePosition at) {}
  }

  /** The run ends here. */
  record Finish(Ending ending, String because) implements Work {}

  /** How a run may be finished. */
  enum Ending {
    SUCCEEDED,
    FAILED,
    /** Nothing was changed, and the requester reads why; what was changed makes it a failure. */
    REFUSED
  }

  /** What the things are that steps are repeated for. */
  sealed interface Items {
    /** These, each a text that may look up inputs. */
    record Listed(List<Template> texts) implements Items {
      public Listed {
        texts = List.copyOf(texts);
      }
    }

    /** The items of an input. */
    record OfInput(String input) implements Items {}
  }

  /**
   * How much is done at once, and how much may fail.
   *
   * @param together how many at a time, at least 1
   * @param tolerated how many may fail before no further one is begun and the step has failed
   */
  record Limits(int together, int tolerated) {
    /** The most that a step does at a time. */
    public static final int MOST_TOGETHER = 64;

    public Limits {
      if (together < 1 || together > MOST_TOGETHER || tolerated < 0) {
        throw new IllegalArgumentException("expected 1 to 64 at a time, and no negative number");
      }
    }
  }

  /**
   * One part after another.
   *
   * @param canary how many form the first wave; 0 for one like the others
   * @param size how many form each wave
   * @param pause between waves
   * @param verify steps after each wave, before the pause
   */
  record Waves(int canary, Size size, Duration pause, List<Step> verify) {
    public Waves {
      verify = List.copyOf(verify);
    }
  }

  /** How large a wave is. */
  sealed interface Size {
    record Count(int count) implements Size {}

    record Percent(int percent) implements Size {}

    /** How many of so many, at least 1. */
    default int of(int all) {
      return switch (this) {
        case Count(int count) -> Math.max(1, count);
        case Percent(int percent) -> Math.max(1, Math.ceilDiv(all * percent, 100));
      };
    }
  }

  /** When waiting ends. */
  sealed interface Moment {
    record After(Duration length) implements Moment {}

    /** A length such as {@code 15m}; may look up inputs. */
    record Given(Template length) implements Moment {}

    /** A time such as {@code 2027-03-31T22:00:00Z}; may look up inputs and steps. */
    record At(Template time) implements Moment {}

    /** When a maintenance window opens. */
    record Window(String calendar) implements Moment {}
  }
}
