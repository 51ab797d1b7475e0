package dev.deskhand.bot.reply;

import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a run has come, for people. Pure. */
public final class RunProgress {
  private static final int MOST_LINES = 12;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Run run;

  private RunProgress(Run run) {
    this.run = run;
  }

  /** How far a step has come, with all that it contains. */
  public enum Reach {
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

  /**
   * The steps of a run, a line for each, as many as one looks at; those further away are counted.
   *
   * @param since when steps were begun, as far as that is known
   */
  static List<String> list(Run run, Map<StepId, Instant> since) {
    RunProgress progress = new RunProgress(run);
    List<PlannedStep> steps = run.plan().steps();
    int at = progress.current(steps).map(steps::indexOf).orElse(steps.size());
    int from = Math.clamp((long) at - MOST_LINES / 3, 0, Math.max(0, steps.size() - MOST_LINES));
    int to = Math.min(steps.size(), from + MOST_LINES);
    List<String> lines = new ArrayList<>();
    if (from > 0) {
      lines.add("… " + from + " before");
    }
    for (int i = from; i < to; i++) {
      lines.add(progress.line(steps.get(i), i == at || progress.isNext(steps, i, at), since));
    }
    if (to < steps.size()) {
      lines.add("… " + (steps.size() - to) + " more");
    }
    return lines;
  }

  private boolean isNext(List<PlannedStep> steps, int place, int at) {
    return place == at + 1 && reach(steps.get(at)) != Reach.FRESH;
  }

  private String line(PlannedStep step, boolean isNext, Map<StepId, Instant> since) {
    String title = step.title();
    Optional<String> apart = apart(step);
    if (apart.isPresent()) {
      return apart.get().replace("%s", title);
    }
    return switch (reach(step)) {
      case FRESH -> "· " + title + (isNext && !run.hasEnded() ? " — next" : "");
      case GOING ->
          "▸ **"
              + title
              + "** — under way"
              + Optional.ofNullable(since.get(step.id()))
                  .map(it -> " since " + CLOCK.format(it))
                  .orElse("");
      case THROUGH -> "✓ " + title + " — done";
      case FAILED -> "✗ " + title + " — failed";
    };
  }

  /** What is not to be said of a step by how far it has come alone. */
  private Optional<String> apart(PlannedStep step) {
    Optional<StepProgress> done = run.progress(StepRef.forward(step.id()));
    if (run.progress(StepRef.undo(step.id())).orElse(null) instanceof StepProgress.Succeeded) {
      return Optional.of("↶ %s — taken back");
    }
    return switch (done.orElse(null)) {
      case StepProgress.Skipped _ -> Optional.of("· %s — skipped");
      case StepProgress.Uncertain _ -> Optional.of("? %s — unknown whether it happened");
      case StepProgress.GivenUp _ -> Optional.of("? %s — given up, unknown whether it happened");
      case StepProgress.Failed failed
          when failed.retryAt().isEmpty() && step.onFailure() == OnFailure.CONTINUE ->
          Optional.of("✗ %s — failed, the run goes on");
      case null, default -> Optional.empty();
    };
  }

  /** The steps that are under way now. */
  static Set<StepId> going(Run run) {
    RunProgress progress = new RunProgress(run);
    return run.plan().steps().stream()
        .filter(step -> progress.reach(step) == Reach.GOING)
        .map(PlannedStep::id)
        .collect(Collectors.toSet());
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
