package dev.deskhand.runbooks.run;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AccessRequest;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Authorities;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.json.RunEventJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks the policies on behalf of runs: may it start, may this step act now? Thread-safe. */
public final class RunAccess {
  private final Authorizer authorizer;
  private final IdentityDirectory people;

  public RunAccess(Authorizer authorizer, IdentityDirectory people) {
    this.authorizer = authorizer;
    this.people = people;
  }

  /** Whether a run may go on as a whole: requester and runbook, with the approvals that it has. */
  Decision start(TenantId tenant, Run run) {
    Optional<Principal> requester = people.principal(tenant, run.request().requester());
    if (requester.isEmpty()) {
      return unknown(run.request().requester());
    }
    Optional<Instant> over =
        run.request().glassUntil().filter(until -> authorizer.now().isAfter(until));
    return over.isPresent()
        ? new Decision.Deny(
            new Decision.Reasons(
                List.of(), "The glass was broken until " + over.get() + "; ask for it as usual."))
        : decide(authorizer, startRequests(requester.get(), run.plan(), plan(run), run.request()));
  }

  /** The strictest answer to several questions; the first question's, where all are allowed. */
  public static Decision decide(Authorizer authorizer, List<AccessRequest> asked) {
    return asked.stream()
        .map(authorizer::decide)
        .min(Comparator.comparingInt(Decision::leniency))
        .orElseThrow(() -> new IllegalArgumentException("nothing was asked"));
  }

  /** An approval counts for the plan as it is, not for what is written beside it. */
  private static AccessRequest.PlanReference plan(Run run) {
    String digest = run.approvals().isEmpty() ? run.digest() : RunEventJson.digest(run.plan());
    return new AccessRequest.PlanReference(
        digest, inputs(run.plan()), run.approvals(), goingSince(run));
  }

  /** A run that waits for hours, as its approved plan says, needs no other approval after that. */
  private static Optional<Instant> goingSince(Run run) {
    return run.phase() instanceof Run.Phase.Running running
        ? Optional.of(running.since())
        : Optional.empty();
  }

  private static Map<String, String> inputs(RunPlan plan) {
    Map<String, String> texts = new TreeMap<>();
    plan.inputs().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  /**
   * Whether a step may act on its target now: requester, runbook and target. What was done may be
   * taken back by whoever may act on the target, also when it may not be done any more.
   */
  Decision perform(TenantId tenant, Run run, StepRef ref) {
    Optional<Principal> requester = people.principal(tenant, run.request().requester());
    if (requester.isEmpty()) {
      return unknown(run.request().requester());
    }
    if (ref.direction() == StepRef.Direction.DO) {
      Decision start = start(tenant, run);
      if (!(start instanceof Decision.Allow)) {
        return start;
      }
    }
    Target target = run.plan().targets().get(run.plan().call(ref).target());
    if (target == null) {
      throw new IllegalStateException(ref + " acts on a target that its plan does not list");
    }
    return authorizer.decide(
        new AccessRequest(
            requester.get(),
            Action.PERFORM,
            resource(target),
            run.request().beneficiary(),
            with(
                with(run.request().circumstances(), "runbook", run.plan().runbook().value()),
                "effect",
                run.plan().effect(ref).label()),
            plan(run)));
  }

  /** Why a step may not act on its target now; empty if it may. */
  Optional<String> refusal(TenantId tenant, Run run, StepRef ref) {
    Decision decision = perform(tenant, run, ref);
    return decision instanceof Decision.Allow
        ? Optional.empty()
        : Optional.of(decision.reasons().sentence());
  }

  /**
   * Those of the people who said yes to the rest of a run who may still; nobody while they are too
   * few, each in a place of their own.
   */
  List<PersonId> agreed(TenantId tenant, Run run, List<PersonId> by, Decision.ApprovalRule rule) {
    List<Principal> entitled =
        by.stream()
            .flatMap(id -> people.principal(tenant, id).stream())
            .filter(it -> objection(tenant, run, it, rule).isEmpty())
            .filter(
                it -> authorizer.decide(about(it, Action.APPROVE, run)) instanceof Decision.Allow)
            .toList();
    Set<PersonId> interested = interested(tenant, run);
    int count =
        Authorities.count(entitled.stream().map(it -> rule.places(it, interested)).toList());
    return count < rule.count() ? List.of() : entitled.stream().map(Principal::id).toList();
  }

  /**
   * What stands against somebody's yes to a run, whatever policies say: they hold not the role, or
   * it is their own request.
   *
   * @return a sentence for them; empty if nothing does
   */
  public Optional<String> objection(
      TenantId tenant, Run run, Principal approver, Decision.ApprovalRule rule) {
    if (!(approver.kind() instanceof Principal.Kind.Human)) {
      return Optional.of("A service can't approve anything: that takes a person.");
    }
    if (run.request().requester().equals(approver.id())
        || owner(tenant, run).filter(approver.id()::equals).isPresent()) {
      return Optional.of("Whoever asked for something can't approve it: somebody else has to.");
    }
    if (run.request().beneficiary().equals(approver.id())) {
      return Optional.of("This is done for you, so that somebody else has to approve it.");
    }
    Set<PersonId> interested = interested(tenant, run);
    return rule.admits(approver, interested)
        ? Optional.empty()
        : Optional.of("Only people with the role " + rule.role() + " may approve this.");
  }

  /** Who asked, whom it is for, and who answers for the service that asked. */
  private Set<PersonId> interested(TenantId tenant, Run run) {
    Set<PersonId> interested = new HashSet<>();
    interested.add(run.request().requester());
    interested.add(run.request().beneficiary());
    owner(tenant, run).ifPresent(interested::add);
    return interested;
  }

  /** Who answers for the service that asked, if one did. */
  private Optional<PersonId> owner(TenantId tenant, Run run) {
    return people
        .principal(tenant, run.request().requester())
        .flatMap(
            it ->
                switch (it.kind()) {
                  case Principal.Kind.Service service -> Optional.of(service.owner());
                  case Principal.Kind.Human _ -> Optional.empty();
                });
  }

  /** Whether a planned run may start: that its own runbook may, and each that it takes in. */
  public static List<AccessRequest> startRequests(
      Principal requester, RunPlan plan, String digest, RunRequest request) {
    return startRequests(
        requester, plan, new AccessRequest.PlanReference(digest, inputs(plan), List.of()), request);
  }

  private static List<AccessRequest> startRequests(
      Principal requester, RunPlan plan, AccessRequest.PlanReference exactly, RunRequest request) {
    Stream<Resource> children =
        plan.children().stream()
            .map(
                child ->
                    new Resource(
                        Resource.Type.RUNBOOK, child.runbook().value(), child.attributes()));
    return Stream.concat(Stream.of(resource(plan)), children)
        .map(
            resource ->
                new AccessRequest(
                    requester,
                    Action.START,
                    resource,
                    request.beneficiary(),
                    request.circumstances(),
                    exactly))
        .toList();
  }

  /** What somebody wants to do to a run that exists: approve, cancel, resolve. */
  public static AccessRequest about(Principal principal, Action action, Run run) {
    return new AccessRequest(
        principal,
        action,
        resource(run.plan()),
        run.request().beneficiary(),
        with(run.request().circumstances(), "requester", run.request().requester().value()),
        plan(run));
  }

  /** A runbook as policies see it. */
  public static Resource resource(Runbook runbook) {
    return new Resource(
        Resource.Type.RUNBOOK, runbook.id().value(), new TreeMap<>(runbook.attributes()));
  }

  /** A target as policies see it. */
  public static Resource resource(Target target) {
    Map<String, String> attributes = new TreeMap<>(Map.of("kind", target.kind()));
    target.risk().ifPresent(risk -> attributes.put("risk", risk));
    return new Resource(Resource.Type.TARGET, target.name(), attributes);
  }

  private static Resource resource(RunPlan plan) {
    return new Resource(Resource.Type.RUNBOOK, plan.runbook().value(), plan.attributes());
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new TreeMap<>(all);
    more.put(name, value);
    return more;
  }

  private static Decision unknown(PersonId id) {
    return new Decision.Deny(
        new Decision.Reasons(List.of(), "Nobody here is known as " + id + " any more."));
  }
}
