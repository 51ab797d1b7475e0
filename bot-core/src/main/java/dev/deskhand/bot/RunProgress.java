package dev.deskhand.bot;

import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a run has come, for people. Pure. */
public final class RunProgress {
  private final Run run;

  private RunProgress(Run run) {
    this.run = run;
  }

  /** How far a step has come, with all that it contains. */
  enum Reach {
    FRESH,
    GOING,
    THROUGH,
    FAILED
  }

  /** Where a run is and what comes next, such as {@code step 2 of 5: **Restart it**}. */
  public static String words(Run run) {
    return switch (run.phase()) {
      case Run.Phase.Requested _, Run.Phase.AwaitingApproval _ -> "not begun";
      case Run.Phase.Running _ -> new RunProgress(run).forward();
      case Run.Phase.Paused paused ->
          "paused by " + paused.by() + " at " + new RunProgress(run).forward();
      case Run.Phase.Cancelling _ -> "ends at its next step";
      case Run.Phase.RollingBack _ -> "takes back what was done";
      case Run.Phase.Ended _ -> new RunProgress(run).count();
    };
  }

  /**
   * A step and how far it has come.
   *
   * @param state {@code to come}, {@code going on}, {@code done}, {@code failed}
   */
  public record Line(String title, String state) {}

  /** The steps of a run, in order, without what they contain. */
  public static List<Line> lines(Run run) {
    RunProgress progress = new RunProgress(run);
    return run.plan().steps().stream()
        .map(step -> new Line(step.title(), word(progress.reach(step))))
        .toList();
  }

  private static String word(Reach reach) {
    return switch (reach) {
      case FRESH -> "to come";
      case GOING -> "going on";
      case THROUGH -> "done";
      case FAILED -> "failed";
    };
  }

  private String count() {
    List<PlannedStep> steps = run.plan().steps();
    long through = steps.stream().filter(step -> reach(step) == Reach.THROUGH).count();
    return through + " of " + steps.size() + " steps done";
  }

  private String forward() {
    List<PlannedStep> steps = run.plan().steps();
    Optional<PlannedStep> current = current(steps);
    if (current.isEmpty()) {
      return count();
    }
    int place = steps.indexOf(current.get());
    String next =
        place + 1 < steps.size() ? "\nNext: " + steps.get(place + 1).title() : "\nIt is the last.";
    return "step "
        + (place + 1)
        + " of "
        + steps.size()
        + ": **"
        + current.get().title()
        + "**"
        + details(current.get())
        + next;
  }

  private Optional<PlannedStep> current(List<PlannedStep> steps) {
    return steps.stream().filter(step -> reach(step) != Reach.THROUGH).findFirst();
  }

  /** What goes on inside a step, or what it waits for. */
  private String details(PlannedStep step) {
    return switch (step.content()) {
      case PlannedStep.Group group ->
          current(group.steps()).map(it -> " › **" + it.title() + "**" + details(it)).orElse("");
      case PlannedStep.Each each -> ", " + waves(each);
      case PlannedStep.Act _,
          PlannedStep.Approval _,
          PlannedStep.Ask _,
          PlannedStep.Wait _,
          PlannedStep.Compare _,
          PlannedStep.Finish _ ->
          waits(step);
    };
  }

  private String waits(PlannedStep step) {
    return switch (run.progress(StepRef.forward(step.id())).orElse(null)) {
      case StepProgress.AwaitingApproval _ -> ", waits for an approval";
      case StepProgress.AwaitingAnswer _ -> ", waits for an answer";
      case StepProgress.Waiting waiting -> ", waits until " + waiting.until();
      case StepProgress.Uncertain _ -> ", a colleague looks at it";
      case StepProgress.Failed failed when failed.retryAt().isPresent() -> ", is tried again";
      case StepProgress.Failed _ when step.onFailure() == OnFailure.ASK ->
          ", a colleague looks at it";
      case null, default -> "";
    };
  }

  private String waves(PlannedStep.Each each) {
    List<PlannedStep> items = each.waves().stream().flatMap(wave -> wave.items().stream()).toList();
    long done = items.stream().filter(item -> reach(item) == Reach.THROUGH).count();
    long failed = items.stream().filter(item -> reach(item) == Reach.FAILED).count();
    String counts =
        done + " of " + items.size() + " done" + (failed > 0 ? ", " + failed + " failed" : "");
    if (each.waves().size() < 2) {
      return counts;
    }
    return "wave " + wave(each) + " of " + each.waves().size() + ", " + counts;
  }

  /** The number of the wave that goes on: the last that was begun. */
  private int wave(PlannedStep.Each each) {
    int number = 1;
    for (int i = 0; i < each.waves().size(); i++) {
      boolean isBegun =
          each.waves().get(i).items().stream().anyMatch(item -> reach(item) != Reach.FRESH);
      number = isBegun ? i + 1 : number;
    }
    return number;
  }

  private Reach reach(PlannedStep step) {
    if (run.progress(StepRef.forward(step.id())).orElse(null) instanceof StepProgress.Skipped) {
      return Reach.THROUGH;
    }
    Reach reach =
        switch (step.content()) {
          case PlannedStep.Group group -> all(group.steps());
          case PlannedStep.Each each -> all(each);
          case PlannedStep.Act _,
              PlannedStep.Approval _,
              PlannedStep.Ask _,
              PlannedStep.Wait _,
              PlannedStep.Compare _,
              PlannedStep.Finish _ ->
              leaf(step);
        };
    return reach == Reach.FAILED && step.onFailure() == OnFailure.CONTINUE ? Reach.THROUGH : reach;
  }

  private Reach leaf(PlannedStep step) {
    return switch (run.progress(StepRef.forward(step.id())).orElse(null)) {
      case null -> Reach.FRESH;
      case StepProgress.Succeeded _, StepProgress.Skipped _ -> Reach.THROUGH;
      case StepProgress.Failed failed ->
          failed.retryAt().isEmpty() && step.onFailure() != OnFailure.ASK
              ? Reach.FAILED
              : Reach.GOING;
      case StepProgress.GivenUp _ -> Reach.FAILED;
      case StepProgress.Intended _,
          StepProgress.Dispatched _,
          StepProgress.Unanswered _,
          StepProgress.Uncertain _,
          StepProgress.NotDone _,
          StepProgress.AwaitingApproval _,
          StepProgress.AwaitingAnswer _,
          StepProgress.Waiting _ ->
          Reach.GOING;
    };
  }

  private Reach all(List<PlannedStep> steps) {
    List<Reach> reaches = steps.stream().map(this::reach).toList();
    if (reaches.contains(Reach.FAILED)) {
      return Reach.FAILED;
    }
    return reaches.stream().distinct().count() > 1
        ? Reach.GOING
        : reaches.stream().findFirst().orElse(Reach.THROUGH);
  }

  /** As many may fail as are tolerated. */
  private Reach all(PlannedStep.Each each) {
    List<Reach> items =
        each.waves().stream().flatMap(wave -> wave.items().stream()).map(this::reach).toList();
    if (items.stream().filter(Reach.FAILED::equals).count() > each.limits().tolerated()) {
      return Reach.FAILED;
    }
    List<Reach> after =
        each.waves().stream().flatMap(wave -> wave.after().stream()).map(this::reach).toList();
    if (after.contains(Reach.FAILED)) {
      return Reach.FAILED;
    }
    if (items.stream().allMatch(Reach.FRESH::equals) && !items.isEmpty()) {
      return Reach.FRESH;
    }
    return Stream.concat(items.stream(), after.stream())
            .allMatch(it -> it == Reach.THROUGH || it == Reach.FAILED)
        ? Reach.THROUGH
        : Reach.GOING;
  }
}
