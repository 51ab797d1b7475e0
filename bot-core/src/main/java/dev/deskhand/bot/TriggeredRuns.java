package dev.deskhand.bot;

import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins runs that nobody asked for in a conversation, so that nobody can be asked back. */
public final class TriggeredRuns {
  private final RunStarter starter;

  public TriggeredRuns(RunStarter starter) {
    this.starter = starter;
  }

  /** A run that a trigger wants. */
  record Wanted(
      RunId id,
      RunbookId runbook,
      Map<String, String> given,
      Principal service,
      RunRequest request) {}

  /**
   * What came of it.
   *
   * @param run empty where nothing was begun
   * @param outcome in words
   */
  record Result(Optional<RunId> run, String outcome) {
    private static Result none(String outcome) {
      return new Result(Optional.empty(), outcome);
    }
  }

  /** Begins a run in an append, as far as its inputs and the policies allow. */
  Result begin(Append.Builder into, Wanted wanted) {
    RunStarter.Begun begun =
        starter.begin(
            into,
            wanted.id(),
            wanted.runbook(),
            wanted.given(),
            wanted.service(),
            wanted.request());
    return switch (begun) {
      case RunStarter.Begun.Run run -> new Result(Optional.of(run.id()), "run " + run.id());
      case RunStarter.Begun.Refused refused ->
          Result.none("refused: " + refused.decision().reasons().sentence());
      case RunStarter.Begun.Incomplete incomplete ->
          Result.none("no value for " + names(incomplete.missing()));
      case RunStarter.Begun.Unfit unfit ->
          Result.none("inputs don't fit: " + String.join("; ", unfit.reasons()));
      case RunStarter.Begun.NoSuchRunbook _ ->
          Result.none("no runbook is called '" + wanted.runbook() + "'");
    };
  }

  private static String names(List<InputDeclaration> inputs) {
    return String.join(", ", inputs.stream().map(InputDeclaration::name).toList());
  }
}
