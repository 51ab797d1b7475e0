package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.permissions.Decision.ApprovalRule;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work.Ending;
import dev.deskhand.runbooks.Work.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step with its inputs filled in. Repetitions are written out and other runbooks are taken in, so
 * that whoever reads the plan sees each thing that will be done.
 *
 * @param when the source of its condition
 * @param lock what no other run may hold meanwhile
 * @param ifLocked what to do when one holds it; waits, if nothing is said
 */
public record PlannedStep(
    StepId id,
    String title,
    Optional<String> when,
    OnFailure onFailure,
    Optional<String> lock,
    Optional<IfLocked> ifLocked,
    Content content) {

  /** What a planned step consists of. */
  public sealed interface Content {}

  /**
   * An attempt on a target.
   *
   * @param output the sources of further outputs
   */
  public record Act(
      PlannedCall call,
      EffectClass effect,
      Retry retry,
      Duration timeout,
      Optional<PlannedCall> undo,
      SortedMap<String, String> output)
      implements Content {
    public Act {
      output = new TreeMap<>(output);
    }
  }

  /** Steps one after the other; the scope is theirs if they have one of their own. */
  public record Group(List<PlannedStep> steps, Optional<Scope> scope) implements Content {
    public Group {
      steps = List.copyOf(steps);
    }
  }

  /** Several things at the same time, wave after wave. */
  public record Each(List<Wave> waves, Limits limits) implements Content {
    public Each {
      waves = List.copyOf(waves);
    }

    private List<PlannedStep> steps() {
      List<PlannedStep> steps = new ArrayList<>();
      for (Wave wave : waves) {
        steps.addAll(wave.items());
        steps.addAll(wave.after());
      }
      return steps;
    }
  }

  /** Some of the things, and what is done once they are through. */
  public record Wave(List<PlannedStep> items, List<PlannedStep> after) {
    public Wave {
      items = List.copyOf(items);
      after = List.copyOf(after);
    }
  }

  public record Approval(ApprovalRule rule) implements Content {}

  /** Values that somebody is asked for: the requester, if no role is named. */
  public record Ask(List<Field> form, Optional<Role> of, Duration within) implements Content {
    public Ask {
      form = List.copyOf(form);
    }
  }

  /**
   * One value of a form.
   *
   * @param fallback taken when it is left empty
   */
  public record Field(String name, InputType type, String question, Optional<String> fallback) {
    /** The values that can be offered to choose from; none where it may be anything. */
    public List<String> offered() {
      return type.listed().isEmpty() ? fallback.stream().toList() : type.listed();
    }
  }

  public record Wait(Until until) implements Content {}

  /** The outputs of two readings, and what has to hold of them. */
  public record Compare(StepId before, StepId after, String expected) implements Content {}

  public record Finish(Ending ending, String because) implements Content {}

  /** When waiting ends. */
  public sealed interface Until {
    record After(Duration length) implements Until {}

    record At(PlannedCall.Argument time) implements Until {}

    record Window(String calendar) implements Until {}
  }

  /**
   * What the names in a part of a plan stand for.
   *
   * @param inputs of the runbook that the part belongs to
   * @param each the things that it is repeated for
   * @param child the other runbook that the part was taken from
   */
  public record Scope(
      SortedMap<String, InputValue> inputs, SortedMap<String, String> each, Optional<Child> child) {
    public Scope {
      inputs = new TreeMap<>(inputs);
      each = new TreeMap<>(each);
    }
  }

  /** A runbook that is a part of another one. */
  public record Child(
      RunbookId runbook, ContentVersion version, SortedMap<String, String> attributes) {
    public Child {
      attributes = new TreeMap<>(attributes);
    }
  }

  /** True if whoever finds its lock held is refused. */
  boolean refusesIfLocked() {
    return ifLocked.filter(IfLocked.REFUSE::equals).isPresent();
  }

  /** The steps directly below this one, in order. */
  public List<PlannedStep> below() {
    return switch (content) {
      case Group group -> group.steps();
      case Each each -> each.steps();
      case Act _, Approval _, Ask _, Wait _, Compare _, Finish _ -> List.of();
    };
  }

  /** This step and all below it, in the order in which they may be done. */
  public List<PlannedStep> all() {
    List<PlannedStep> below = below();
    return below.isEmpty() ? List.of(this) : all(List.of(this));
  }

  /** These steps and all below them, in the order in which they may be done. */
  static List<PlannedStep> all(List<PlannedStep> steps) {
    List<PlannedStep> all = new ArrayList<>();
    collect(steps, all);
    return all;
  }

  private static void collect(List<PlannedStep> steps, List<PlannedStep> into) {
    for (PlannedStep step : steps) {
      into.add(step);
      collect(step.below(), into);
    }
  }
}
