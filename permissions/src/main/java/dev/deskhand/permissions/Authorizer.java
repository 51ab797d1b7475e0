package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policies. The only caller of Cedar and the only maker of {@link Grant}s. Thread-safe; a
 * call takes well under a millisecond and touches no network.
 */
public final class Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

  private final IdentityDirectory directory;
  private final InstantSource clock;
  private final Supplier<Policies> policies;

  /**
   * Makes an authorizer.
   *
   * @param directory who approvers are, now
   * @param clock what approvals expire by
   */
  public Authorizer(Policies policies, IdentityDirectory directory, InstantSource clock) {
    this(() -> policies, directory, clock);
  }

  /**
   * Makes one whose policies may be replaced, all at once.
   *
   * @param policies those of now; a decision asks once, and ends with what it was given
   */
  public Authorizer(Supplier<Policies> policies, IdentityDirectory directory, InstantSource clock) {
    this.policies = policies;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What the policies say to a request, now.
   *
   * <p>A forbidding policy outweighs all; among the permitting ones, automatic outweighs approval,
   * and approval outweighs human-only. What the policies can't answer is denied. So is what the
   * token is not for by which somebody acts.
   */
  public Decision decide(AccessRequest request) {
    return request.principal().limit().filter(limit -> !limit.admits(request)).isPresent()
        ? new Decision.Deny(new Decision.Reasons(List.of(), Wording.notOfThisToken(request)))
        : decide(policies.get(), request);
  }

  /** The answer to a request, the policies that gave it, and what would change it. */
  public Explanation explain(AccessRequest request) {
    return new Explainer(this::decide, policies.get()).explain(request);
  }

  /** Who may start these, and how. */
  public AuthorityMatrix matrix(List<Resource> startable) {
    return policies.get().matrix(startable);
  }

  /** What time it is for its decisions. */
  public Instant now() {
    return clock.instant();
  }

  /** Makes one decision for nothing, so that the first real one is as fast as the others. */
  public void warmUp() {
    Principal nobody =
        new Principal(
            TenantId.DEFAULT,
            new PersonId("nobody"),
            "Nobody",
            Set.of(),
            new Principal.Kind.Human());
    decide(
        AccessRequest.of(
            nobody, Action.SEE, new Resource(Resource.Type.TREE, "nothing", Map.of())));
  }

  /** What the policies are asked: the request, and what time it is. */
  private AccessRequest timed(AccessRequest request) {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    Map<String, String> circumstances = new HashMap<>(request.circumstances());
    circumstances.putIfAbsent("hour", String.valueOf(now.getHour()));
    circumstances.putIfAbsent("weekday", now.getDayOfWeek().name().toLowerCase(Locale.ROOT));
    return request.under(circumstances);
  }

  private Decision decide(Policies now, AccessRequest request) {
    return switch (now.ask(timed(request))) {
      case Verdict.Permitted(List<Rule> by) -> permitted(now, request, by);
      case Verdict.Forbidden(List<Rule> by) -> new Decision.Deny(reasons(by));
      case Verdict.Unspoken _ -> new Decision.Deny(unspoken(now, request));
      case Verdict.Broken(String detail) -> {
        LOG.error(
            "policies failed: tenant={} principal={} action={} resource={}: {}",
            request.principal().tenant(),
            request.principal().id(),
            request.action().label(),
            request.resource(),
            detail);
        yield new Decision.Deny(new Decision.Reasons(List.of(), Wording.BROKEN));
      }
    };
  }

  private Decision permitted(Policies now, AccessRequest request, List<Rule> by) {
    List<Rule> automatic =
        by.stream().filter(rule -> rule.effect() instanceof Rule.Effect.Automatic).toList();
    if (!automatic.isEmpty()) {
      return allow(request, reasons(automatic));
    }
    Optional<Decision> approved = afterApproval(now, request, by);
    return approved.orElseGet(() -> byHand(by));
  }

  /** The first rule whose approvals are there, else the one that asks for the fewest. */
  private Optional<Decision> afterApproval(Policies now, AccessRequest request, List<Rule> by) {
    Quorum quorum =
        new Quorum(
            request,
            id -> directory.principal(request.principal().tenant(), id),
            approver -> decide(now, approver),
            clock.instant());
    List<Decision.NeedsApproval> open = new ArrayList<>();
    for (Rule rule : by) {
      if (rule.effect() instanceof Rule.Effect.AfterApproval(Decision.ApprovalRule needed)) {
        List<String> refused = new ArrayList<>();
        if (quorum.standing(needed, refused) >= needed.count()) {
          return Optional.of(allow(request, reasons(List.of(rule))));
        }
        refused.addFirst(rule.sentence());
        open.add(
            new Decision.NeedsApproval(
                needed,
                new Decision.Reasons(List.of(rule.versionedId()), String.join(" ", refused))));
      }
    }
    return open.stream()
        .min(Comparator.comparingInt(decision -> decision.rule().count()))
        .map(decision -> decision);
  }

  private static Decision byHand(List<Rule> by) {
    for (Rule rule : by) {
      if (rule.effect() instanceof Rule.Effect.ByHand(Role role)) {
        return new Decision.HumanOnly(role, reasons(List.of(rule)));
      }
    }
    throw new IllegalStateException("policies " + by + " permit, but say not how");
  }

  private static Decision allow(AccessRequest request, Decision.Reasons reasons) {
    return new Decision.Allow(new Grant(request, reasons), reasons);
  }

  private static Decision.Reasons unspoken(Policies now, AccessRequest request) {
    String sentence =
        now.rolesThatMay(request)
            .map(roles -> Wording.others(request, roles))
            .orElseGet(() -> Wording.nobody(request));
    return new Decision.Reasons(List.of(), sentence);
  }

  private static Decision.Reasons reasons(List<Rule> rules) {
    return new Decision.Reasons(
        rules.stream().map(Rule::versionedId).toList(),
        String.join(" ", rules.stream().map(Rule::sentence).distinct().toList()));
  }
}
