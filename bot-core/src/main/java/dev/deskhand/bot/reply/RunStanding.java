package dev.deskhand.bot.reply;

import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a run stands, in one word, and what it waits for people to say. Derived from the run; pure.
 *
 * @param reason why it ended, or empty
 */
public record RunStanding(Word word, List<Awaited> awaited, String reason) {

  /** Where it stands. */
  public enum Word {
    REQUESTED,
    RUNNING,
    /** Nothing goes on until somebody has said something. */
    WAITING_FOR_PEOPLE,
    PAUSED,
    CANCELLING,
    ROLLING_BACK,
    SUCCEEDED,
    FAILED,
    ROLLED_BACK,
    REFUSED,
    CANCELLED;

    /** Such as {@code waiting-for-people}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What somebody has to say. */
  public enum Kind {
    APPROVAL,
    ANSWER,
    SETTLEMENT
  }

  /**
   * Something that is awaited.
   *
   * @param step which step waits, or empty for the run as a whole
   * @param what in words
   */
  public record Awaited(Kind kind, String step, String what) {}

  public RunStanding {
    awaited = List.copyOf(awaited);
  }

  public static RunStanding of(Run run) {
    return switch (run.phase()) {
      case Run.Phase.Requested _ -> at(Word.REQUESTED, List.of());
      case Run.Phase.AwaitingApproval waiting
          when run.approvals().size() >= waiting.rule().count() ->
          at(Word.REQUESTED, List.of());
      case Run.Phase.AwaitingApproval waiting ->
          at(
              Word.WAITING_FOR_PEOPLE,
              List.of(
                  new Awaited(
                      Kind.APPROVAL,
                      "",
                      "approval by "
                          + waiting.rule().count()
                          + " of role "
                          + waiting.rule().role()
                          + " until "
                          + waiting.until())));
      case Run.Phase.Running _ -> running(run);
      case Run.Phase.Paused _ -> at(Word.PAUSED, awaited(run));
      case Run.Phase.Cancelling _ -> at(Word.CANCELLING, settlements(run));
      case Run.Phase.RollingBack _ -> at(Word.ROLLING_BACK, settlements(run));
      case Run.Phase.Ended ended ->
          new RunStanding(Word.valueOf(ended.outcome().name()), List.of(), ended.reason());
    };
  }

  private static RunStanding running(Run run) {
    List<Awaited> awaited = awaited(run);
    boolean goesOn = run.steps().progress().values().stream().anyMatch(RunStanding::isGoing);
    return at(goesOn || awaited.isEmpty() ? Word.RUNNING : Word.WAITING_FOR_PEOPLE, awaited);
  }

  private static boolean isGoing(StepProgress progress) {
    return switch (progress) {
      case StepProgress.Intended _,
          StepProgress.Dispatched _,
          StepProgress.Unanswered _,
          StepProgress.NotDone _,
          StepProgress.Waiting _ ->
          true;
      case StepProgress.Failed failed -> failed.retryAt().isPresent();
      case StepProgress.Succeeded _,
          StepProgress.Skipped _,
          StepProgress.Uncertain _,
          StepProgress.GivenUp _,
          StepProgress.AwaitingApproval _,
          StepProgress.AwaitingAnswer _ ->
          false;
    };
  }

  private static List<Awaited> awaited(Run run) {
    List<Awaited> all = new ArrayList<>();
    for (StepRef step : run.awaitingApproval()) {
      if (run.plan().step(step.step()).content() instanceof PlannedStep.Approval approval
          && !isComplete(run, step, approval)) {
        all.add(
            new Awaited(
                Kind.APPROVAL,
                step.toString(),
                "approval of the rest by "
                    + approval.rule().count()
                    + " of role "
                    + approval.rule().role()));
      }
    }
    for (StepRef step : run.awaitingAnswer()) {
      if (run.plan().step(step.step()).content() instanceof PlannedStep.Ask ask) {
        all.add(new Awaited(Kind.ANSWER, step.toString(), form(ask)));
      }
    }
    all.addAll(settlements(run));
    return all;
  }

  /** True if all have said yes, and the run only has to go on. */
  private static boolean isComplete(Run run, StepRef step, PlannedStep.Approval approval) {
    return run.progress(step).orElse(null) instanceof StepProgress.AwaitingApproval waiting
        && waiting.by().size() >= approval.rule().count();
  }

  private static String form(PlannedStep.Ask ask) {
    String fields =
        ask.form().stream()
            .map(field -> field.name() + ": " + field.question())
            .collect(Collectors.joining("; "));
    return ask.of().map(role -> "values from role " + role).orElse("values") + ": " + fields;
  }

  private static List<Awaited> settlements(Run run) {
    return run.unsettled().stream()
        .map(
            step ->
                new Awaited(
                    Kind.SETTLEMENT,
                    step.toString(),
                    "somebody to say what became of it: " + reason(run, step)))
        .toList();
  }

  private static String reason(Run run, StepRef step) {
    return switch (run.progress(step).orElse(null)) {
      case StepProgress.Uncertain uncertain -> uncertain.reason();
      case StepProgress.Failed failed -> failed.reason();
      case null, default -> "unknown";
    };
  }

  private static RunStanding at(Word word, List<Awaited> awaited) {
    return new RunStanding(word, awaited, "");
  }
}
