package dev.deskhand.bot;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins runs that nobody asked for in a conversation, so that nobody can be asked back; and leaves
 * them to the desk's people, when those have the ticket. Thread-safe.
 */
public final class TriggeredRuns {
  private final RunStarter starter;
  private final RunStore runs;
  private final RunbookEngine engine;

  public TriggeredRuns(RunStarter starter, RunStore runs, RunbookEngine engine) {
    this.starter = starter;
    this.runs = runs;
    this.engine = engine;
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
      case RunStarter.Begun.Run run -> new Result(Optional.of(run.id()), begun(run.id()));
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

  /** The run that a delivery leads to, if it leads to one: the same, however often it is worked. */
  static RunId runOf(TenantId tenant, InboxRow row) {
    return RunId.causedBy(tenant + "|inbox|" + row.id().value());
  }

  /** The outcome of a delivery that led to this run. */
  static String begun(RunId run) {
    return "run " + run;
  }

  /**
   * A run that is left.
   *
   * @param run as it stands then
   * @param isNews false where it was left before, and went on since
   */
  record Left(StoredRun run, boolean isNews) {}

  /** Leaves those that go on. */
  List<Left> leave(Append.Builder into, List<RunId> begun, String because) {
    return begun.stream()
        .flatMap(id -> runs.find(into.tenant(), id).stream())
        .flatMap(
            stored ->
                engine.leave(into, stored, because).stream()
                    .map(left -> new Left(left, stored.run().left().isEmpty())))
        .toList();
  }

  /** Lets those go on that were left; returns them as they stand then. */
  List<StoredRun> takeUp(Append.Builder into, List<RunId> begun, String because) {
    return begun.stream()
        .flatMap(id -> runs.find(into.tenant(), id).stream())
        .flatMap(stored -> engine.takeUp(into, stored, because).stream())
        .toList();
  }

  private static String names(List<InputDeclaration> inputs) {
    return String.join(", ", inputs.stream().map(InputDeclaration::name).toList());
  }
}
