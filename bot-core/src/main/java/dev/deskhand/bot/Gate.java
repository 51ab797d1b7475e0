package dev.deskhand.bot;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditEntry.Consequence;
import dev.deskhand.journal.AuditEntry.Grounds;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.AccessRequest;
import dev.deskhand.permissions.AccessRequest.PlanReference;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.Walk;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why was I refused? Here every plan meets the policies, and every decision that ends something is
 * audited in the append of what it leads to. Thread-safe.
 */
public final class Gate {
  private final Authorizer authorizer;
  private final RunAccess access;
  private final InstantSource clock;

  public Gate(Authorizer authorizer, IdentityDirectory people, InstantSource clock) {
    this.authorizer = authorizer;
    this.access = new RunAccess(authorizer, people);
    this.clock = clock;
  }

  /** May this principal have somebody guided through a tree? */
  public Decision mayWalk(
      Append.Builder into,
      Principal starter,
      Tree tree,
      PersonId beneficiary,
      Map<String, String> circumstances) {
    return audited(
        into,
        new AccessRequest(
            starter, Action.START, resource(tree), beneficiary, circumstances, PlanReference.NONE));
  }

  /** A tree as policies see it. */
  public static Resource resource(Tree tree) {
    return new Resource(
        Resource.Type.TREE,
        tree.id().value(),
        tree.audience().isEmpty()
            ? Map.of()
            : Map.of("audience", String.join(",", tree.audience())));
  }

  /** May this principal know that there is such a runbook? */
  boolean maySee(Principal principal, Runbook runbook) {
    return maySee(principal, RunAccess.resource(runbook));
  }

  /** May this principal know that there is such a tree? */
  boolean maySee(Principal principal, Tree tree) {
    return maySee(principal, resource(tree));
  }

  /** May this principal read who may do what? */
  boolean mayReadRules(Principal principal) {
    Resource tenant = new Resource(Resource.Type.TENANT, principal.tenant().value(), Map.of());
    return authorizer.decide(AccessRequest.of(principal, Action.READ_EVIDENCE, tenant))
        instanceof Decision.Allow;
  }

  /** Being known is never a matter of approval: whatever is permitted in some way is seen. */
  boolean maySee(Principal principal, Resource resource) {
    return !(authorizer.decide(AccessRequest.of(principal, Action.SEE, resource))
        instanceof Decision.Deny);
  }

  /** May this principal work on somebody's ticket, and so write on it and close it? */
  public Decision mayTake(
      Append.Builder into, Principal taker, TicketRef ticket, Map<String, String> circumstances) {
    Resource resource =
        new Resource(Resource.Type.TICKET, ticket.toString(), Map.of("desk", ticket.desk()));
    return audited(
        into,
        new AccessRequest(
            taker, Action.ANSWER, resource, taker.id(), circumstances, PlanReference.NONE));
  }

  /** May this service speak of a runbook or tree to whoever a ticket is of? */
  Decision mayOffer(
      Append.Builder into,
      Principal service,
      Resource offered,
      PersonId requester,
      Map<String, String> circumstances) {
    return audited(
        into,
        new AccessRequest(
            service, Action.SEE, offered, requester, circumstances, PlanReference.NONE));
  }

  /** May this run start? What is allowed or waits is audited by the run itself. */
  public Decision mayStart(
      Append.Builder into, Principal requester, Planning.Planned planned, RunRequest request) {
    List<AccessRequest> asked =
        RunAccess.startRequests(requester, planned.plan(), planned.digest(), request);
    Decision decision = RunAccess.decide(authorizer, asked);
    return switch (decision) {
      case Decision.Allow _, Decision.NeedsApproval _ -> decision;
      case Decision.Deny _, Decision.HumanOnly _ -> record(into, asked.getFirst(), decision);
    };
  }

  /** Why a run that the policies allow may not start all the same, audited. */
  Decision refuseStart(
      Append.Builder into,
      Principal requester,
      Planning.Planned planned,
      RunRequest request,
      String why) {
    return refused(
        into,
        RunAccess.startRequests(requester, planned.plan(), planned.digest(), request).getFirst(),
        why);
  }

  /** May this principal start it past what is asked for otherwise? A no is audited. */
  Decision mayBreakGlass(
      Append.Builder into, Principal requester, Planning.Planned planned, RunRequest request) {
    AccessRequest start =
        RunAccess.startRequests(requester, planned.plan(), planned.digest(), request).getFirst();
    AccessRequest asked =
        new AccessRequest(
            requester,
            Action.BREAK_GLASS,
            start.resource(),
            requester.id(),
            start.circumstances(),
            PlanReference.NONE);
    Decision decision = authorizer.decide(asked);
    return decision instanceof Decision.Allow ? decision : record(into, asked, decision);
  }

  /** May this principal close the review of an emergency? Never whoever broke the glass. */
  Decision mayReview(Append.Builder into, Principal reviewer, Emergency emergency) {
    AccessRequest asked =
        new AccessRequest(
            reviewer,
            Action.REVIEW,
            new Resource(Resource.Type.RUNBOOK, emergency.runbook().value(), Map.of()),
            reviewer.id(),
            Map.of("requester", emergency.by().value()),
            PlanReference.NONE);
    return emergency.by().equals(reviewer.id())
        ? refused(into, asked, "Whoever broke the glass can't review it: somebody else has to.")
        : audited(into, asked);
  }

  /** May this principal see which emergencies wait to be reviewed? */
  boolean maySee(Principal principal, Emergency emergency) {
    return emergency.by().equals(principal.id())
        || authorizer.decide(
                AccessRequest.of(
                    principal,
                    Action.REVIEW,
                    new Resource(Resource.Type.RUNBOOK, emergency.runbook().value(), Map.of())))
            instanceof Decision.Allow;
  }

  /** May this principal's tree look at a target? */
  public Decision mayCheck(
      Append.Builder into,
      Principal asker,
      Target target,
      PersonId beneficiary,
      Map<String, String> circumstances) {
    return audited(into, check(asker, target, beneficiary, circumstances));
  }

  /** The same for what is only shown; nothing is audited. */
  Decision wouldCheck(
      Principal asker, Target target, PersonId beneficiary, Map<String, String> circumstances) {
    return authorizer.decide(check(asker, target, beneficiary, circumstances));
  }

  private static AccessRequest check(
      Principal asker, Target target, PersonId beneficiary, Map<String, String> circumstances) {
    return new AccessRequest(
        asker,
        Action.PERFORM,
        RunAccess.resource(target),
        beneficiary,
        circumstances,
        PlanReference.NONE);
  }

  /** May this principal approve, cancel or settle this run? A yes is audited by the run itself. */
  public Decision maySpeakTo(Append.Builder into, Principal principal, Action action, Run run) {
    AccessRequest asked = RunAccess.about(principal, action, run);
    Decision decision = authorizer.decide(asked);
    return decision instanceof Decision.Allow ? decision : record(into, asked, decision);
  }

  /**
   * May this principal say yes or no where a rule asks for it? The policies have to allow it, and
   * the rule's role and the four eyes are looked at besides.
   */
  public Decision mayApprove(
      Append.Builder into, Principal principal, Run run, Decision.ApprovalRule rule) {
    Decision decision = maySpeakTo(into, principal, Action.APPROVE, run);
    return decision instanceof Decision.Allow
        ? access
            .objection(into.tenant(), run, principal, rule)
            .map(why -> refused(into, RunAccess.about(principal, Action.APPROVE, run), why))
            .orElse(decision)
        : decision;
  }

  /** The same, without any record of it. */
  boolean couldApprove(Principal principal, Run run, Decision.ApprovalRule rule) {
    return access.objection(principal.tenant(), run, principal, rule).isEmpty()
        && authorizer.decide(RunAccess.about(principal, Action.APPROVE, run))
            instanceof Decision.Allow;
  }

  /** May this principal stop effects? */
  public Decision mayFreeze(Append.Builder into, Principal principal, Freeze.Scope scope) {
    return audited(into, ofTenant(principal, Action.FREEZE, Map.of("scope", scope.value())));
  }

  /** May this principal lift a freeze? Whoever froze may not, whatever policies say. */
  public Decision mayUnfreeze(Append.Builder into, Principal principal, Freeze.Frozen frozen) {
    AccessRequest asked =
        ofTenant(
            principal,
            Action.UNFREEZE,
            Map.of("scope", frozen.scope().value(), "requester", frozen.by()));
    return frozen.by().equals(principal.id().value())
        ? refused(into, asked, "Whoever stopped it can't let it go on: somebody else has to.")
        : audited(into, asked);
  }

  /** May this principal say what sentences mean? */
  Decision mayTeach(Append.Builder into, Principal principal) {
    return audited(into, ofTenant(principal, Action.TEACH, Map.of()));
  }

  /** May this principal see which sentences wait for that? Reading is not audited. */
  boolean mayTeach(Principal principal) {
    return authorizer.decide(ofTenant(principal, Action.TEACH, Map.of())) instanceof Decision.Allow;
  }

  /** May this principal have the catalogue read anew? */
  Decision mayReload(Append.Builder into, Principal principal) {
    return audited(into, ofTenant(principal, Action.RELOAD, Map.of()));
  }

  /**
   * May this principal do something about somebody's accounts or tokens?
   *
   * @param action {@link Action#MANAGE_ACCOUNTS} or {@link Action#MANAGE_TOKENS}
   */
  public Decision mayManage(
      Append.Builder into, Principal principal, Action action, PersonId whose) {
    return audited(into, managing(principal, action, whose));
  }

  /** May this principal see them? Reading is not audited. */
  boolean maySee(Principal principal, Action action, PersonId whose) {
    return authorizer.decide(managing(principal, action, whose)) instanceof Decision.Allow;
  }

  private static AccessRequest managing(Principal principal, Action action, PersonId whose) {
    return new AccessRequest(
        principal,
        action,
        new Resource(Resource.Type.TENANT, principal.tenant().value(), Map.of()),
        whose,
        Map.of(),
        PlanReference.NONE);
  }

  /** May this principal see what is under way while effects are stopped? */
  boolean maySeeFrozen(Principal principal) {
    return authorizer.decide(ofTenant(principal, Action.FREEZE, Map.of()))
        instanceof Decision.Allow;
  }

  private static AccessRequest ofTenant(
      Principal principal, Action action, Map<String, String> circumstances) {
    return new AccessRequest(
        principal,
        action,
        new Resource(Resource.Type.TENANT, principal.tenant().value(), Map.of()),
        principal.id(),
        circumstances,
        PlanReference.NONE);
  }

  /** Why somebody who was not asked for a form's values may not give them, audited. */
  Decision refuseAnswer(Append.Builder into, Principal principal, Run run) {
    return refused(
        into,
        RunAccess.about(principal, Action.ANSWER, run),
        "That question is for somebody else; only they can answer it.");
  }

  /** May this principal read what a run did and found? Reading is not audited. */
  public Decision mayRead(Principal principal, Run run) {
    return authorizer.decide(RunAccess.about(principal, Action.READ_EVIDENCE, run));
  }

  /** May this principal read what somebody gave to a walk? Reading is not audited. */
  Decision mayRead(Principal principal, Walk walk) {
    return authorizer.decide(
        new AccessRequest(
            principal,
            Action.READ_EVIDENCE,
            new Resource(Resource.Type.TREE, walk.tree().value(), Map.of()),
            new PersonId(walk.beneficiary()),
            Map.of("requester", walk.asker().id()),
            PlanReference.NONE));
  }

  /** May this person answer for offers of that? Without any record of it. */
  public Decision mayPublish(Principal owner, Resource subject) {
    return authorizer.decide(AccessRequest.of(owner, Action.PUBLISH, subject));
  }

  /**
   * What the policies would say to a start of which only some values are known, without any record
   * of it.
   */
  Decision wouldStart(
      Principal requester,
      Resource subject,
      PersonId beneficiary,
      Map<String, String> circumstances,
      Map<String, String> inputs) {
    return authorizer.decide(
        new AccessRequest(
            requester,
            Action.START,
            subject,
            beneficiary,
            circumstances,
            new PlanReference("", inputs, List.of())));
  }

  /** What the policies would say to a run, without any record of it. */
  public Decision wouldStart(Principal requester, Planning.Planned planned, RunRequest request) {
    return RunAccess.decide(
        authorizer, RunAccess.startRequests(requester, planned.plan(), planned.digest(), request));
  }

  private Decision refused(Append.Builder into, AccessRequest asked, String why) {
    return record(into, asked, new Decision.Deny(new Decision.Reasons(List.of(), why)));
  }

  private Decision audited(Append.Builder into, AccessRequest asked) {
    return record(into, asked, authorizer.decide(asked));
  }

  private Decision record(Append.Builder into, AccessRequest asked, Decision decision) {
    String outcome =
        switch (decision) {
          case Decision.Allow _ -> "allowed";
          case Decision.NeedsApproval _ -> "needs-approval";
          case Decision.HumanOnly _ -> "human-only";
          case Decision.Deny _ -> "denied";
        };
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            asked.principal().id().value(),
            asked.action().label() + "-" + outcome,
            asked.resource().toString().toLowerCase(Locale.ROOT),
            new Grounds(decision.reasons().sentence(), decision.reasons().policies(), List.of()),
            Consequence.NONE));
    return decision;
  }
}
