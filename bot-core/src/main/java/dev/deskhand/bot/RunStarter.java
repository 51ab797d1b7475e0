package dev.deskhand.bot;

import dev.deskhand.bot.limit.StartLimits;
import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.calendar.Permission;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.RunPlanner;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunbookEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans runs, asks the gate, and begins them. Thread-safe. */
public final class RunStarter {
  private final Library library;
  private final RunPlanner planner;
  private final RunbookEngine engine;
  private final Gate gate;
  private final StartLimits limits;
  private final InstantSource clock;

  public RunStarter(
      Library library,
      RunPlanner planner,
      RunbookEngine engine,
      Gate gate,
      StartLimits limits,
      InstantSource clock) {
    this.library = library;
    this.planner = planner;
    this.engine = engine;
    this.gate = gate;
    this.limits = limits;
    this.clock = clock;
  }

  /** What came of wanting a run. */
  public sealed interface Begun extends Started {
    /** It runs, or waits for approval. */
    record Run(RunId id) implements Begun {}

    record Refused(Decision decision) implements Begun {}

    record Incomplete(List<InputDeclaration> missing) implements Begun {}

    record Unfit(List<String> reasons) implements Begun {}

    record NoSuchRunbook() implements Begun {}
  }

  /** What a run would do, and whether it might start. */
  public sealed interface Preview {
    /**
     * All of it is known.
     *
     * @param request as it would be made: for whom, and with what is known about it
     */
    record Seen(Planning.Planned planned, Decision decision, RunRequest request)
        implements Preview {}

    record Unfit(List<String> reasons) implements Preview {}

    record NoSuchRunbook() implements Preview {}
  }

  /** Begins a run in an append, as far as its inputs and the policies allow. */
  Begun begin(
      Append.Builder into,
      RunId id,
      RunbookId name,
      Map<String, String> given,
      Principal requester,
      RunRequest request) {
    return library
        .runbooks()
        .find(name)
        .map(runbook -> begin(into, id, runbook, given, requester, request))
        .orElseGet(Begun.NoSuchRunbook::new);
  }

  /** Begins a run of a runbook, as it is or as an offer has it. */
  Begun begin(
      Append.Builder into,
      RunId id,
      Runbook runbook,
      Map<String, String> given,
      Principal requester,
      RunRequest request) {
    return switch (planner.plan(runbook, given, request.beneficiary())) {
      case Planning.Missing missing -> new Begun.Incomplete(missing.inputs());
      case Planning.Unfit unfit -> new Begun.Unfit(unfit.reasons());
      case Planning.Planned planned ->
          decided(into, id, planned, requester, completed(request, planned));
    };
  }

  /** Whether a plan is that of this runbook with these values. */
  boolean isPlanOf(RunPlan plan, RunbookId name, Map<String, String> given, PersonId beneficiary) {
    return plan.runbook().equals(name)
        && library
            .runbooks()
            .find(name)
            .filter(
                runbook ->
                    planner.plan(runbook, given, beneficiary) instanceof Planning.Planned planned
                        && planned.plan().inputs().equals(plan.inputs()))
            .isPresent();
  }

  /** Plans a run and asks the policies, without any effect or record. */
  Preview preview(
      RunbookId name, Map<String, String> given, Principal requester, RunRequest request) {
    return library
        .runbooks()
        .find(name)
        .map(runbook -> preview(runbook, given, requester, request))
        .orElseGet(Preview.NoSuchRunbook::new);
  }

  /** The same for a runbook as an offer has it. */
  Preview preview(
      Runbook runbook, Map<String, String> given, Principal requester, RunRequest request) {
    return switch (planner.plan(runbook, given, request.beneficiary())) {
      case Planning.Missing(List<InputDeclaration> missing) -> new Preview.Unfit(missing(missing));
      case Planning.Unfit(List<String> reasons) -> new Preview.Unfit(reasons);
      case Planning.Planned planned -> {
        RunRequest whole = completed(request, planned);
        Decision decision = withHours(gate.wouldStart(requester, planned, whole), planned);
        yield new Preview.Seen(planned, decision, whole);
      }
    };
  }

  /** A sentence for each input that has to be given. */
  public static List<String> missing(List<InputDeclaration> inputs) {
    return inputs.stream()
        .map(input -> input.name() + ": is missing (" + input.question() + ")")
        .toList();
  }

  private Begun decided(
      Append.Builder into,
      RunId id,
      Planning.Planned planned,
      Principal requester,
      RunRequest request) {
    Decision decision = mayBegin(into, planned, requester, request);
    Optional<String> tooMany =
        decision instanceof Decision.Allow || decision instanceof Decision.NeedsApproval
            ? limits.count(into, requester, request.beneficiary(), clock.instant())
            : Optional.empty();
    if (tooMany.isPresent()) {
      return new Begun.Refused(gate.refuseStart(into, requester, planned, request, tooMany.get()));
    }
    return switch (decision) {
      case Decision.Allow allow -> {
        engine.start(into, id, planned, request, allow.grant());
        yield new Begun.Run(id);
      }
      case Decision.NeedsApproval needs -> {
        engine.ask(into, id, planned, request, needs);
        yield new Begun.Run(id);
      }
      case Decision.HumanOnly _ -> new Begun.Refused(decision);
      case Decision.Deny deny -> new Begun.Refused(withHours(deny, planned));
    };
  }

  /** Breaking the glass is asked for first: whoever may start it need not be let past its rules. */
  private Decision mayBegin(
      Append.Builder into, Planning.Planned planned, Principal requester, RunRequest request) {
    if (request.glassUntil().isPresent()) {
      Decision broken = gate.mayBreakGlass(into, requester, planned, request);
      if (!(broken instanceof Decision.Allow)) {
        return new Decision.Deny(broken.reasons());
      }
    }
    return gate.mayStart(into, requester, planned, request);
  }

  /** Why its calendars keep a plan from starting now. */
  private Optional<String> closed(Planning.Planned planned) {
    return library.runbooks().calendars().permits(planned.plan().calendars(), clock.instant())
            instanceof Permission.Closed closed
        ? Optional.of(closed.reason())
        : Optional.empty();
  }

  /** Whoever is refused while a calendar is closed reads which one, and when it opens. */
  private Decision withHours(Decision decision, Planning.Planned planned) {
    return decision instanceof Decision.Deny(Decision.Reasons reasons)
        ? closed(planned)
            .<Decision>map(
                hours ->
                    new Decision.Deny(
                        new Decision.Reasons(reasons.policies(), reasons.sentence() + " " + hours)))
            .orElse(decision)
        : decision;
  }

  /** The person whom a run is for is the value of its person input; its risk is its targets'. */
  private RunRequest completed(RunRequest request, Planning.Planned planned) {
    Runbook runbook = library.runbooks().find(planned.plan().runbook()).orElseThrow();
    PersonId beneficiary =
        runbook.inputs().stream()
            .filter(input -> input.type() instanceof InputType.PersonInput)
            .flatMap(
                input -> Optional.ofNullable(planned.plan().inputs().get(input.name())).stream())
            .map(InputValue::text)
            .filter(PersonId::isValid)
            .findFirst()
            .map(PersonId::new)
            .orElse(request.beneficiary());
    Map<String, String> circumstances = new TreeMap<>(request.circumstances());
    planned.plan().risk().ifPresent(risk -> circumstances.put("risk", risk));
    closed(planned).ifPresent(_ -> circumstances.put(RunRequest.CALENDAR, RunRequest.CLOSED));
    return new RunRequest(
        request.requester(),
        beneficiary,
        request.origin(),
        request.conversation(),
        request.ticket(),
        circumstances);
  }
}
