package dev.deskhand.permissions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out what would have to be different for a milder answer, by asking: first with one thing
 * changed, and, where that does not help, with two.
 */
final class Explainer {
  private final Function<AccessRequest, Decision> decide;
  private final Policies policies;

  Explainer(Function<AccessRequest, Decision> decide, Policies policies) {
    this.decide = decide;
    this.policies = policies;
  }

  /** A request that differs from the real one. */
  private record Changed(String words, AccessRequest request) {}

  Explanation explain(AccessRequest request) {
    Decision now = decide.apply(request);
    if (now instanceof Decision.Allow) {
      return new Explanation(now, List.of());
    }
    List<Changed> once = changes(request);
    List<Explanation.Difference> found = milder(now, once);
    if (found.isEmpty()) {
      List<Changed> twice = new ArrayList<>();
      for (Changed first : once) {
        for (Changed second : changes(first.request())) {
          twice.add(new Changed(first.words() + " and " + second.words(), second.request()));
        }
      }
      found = milder(now, twice);
    }
    return new Explanation(now, found);
  }

  /** One for each answer that some set of changes gives, however many give the same. */
  private List<Explanation.Difference> milder(Decision now, List<Changed> changes) {
    List<Explanation.Difference> found = new ArrayList<>();
    Set<AccessRequest> seen = new HashSet<>();
    for (Changed change : changes) {
      Decision then = decide.apply(change.request());
      if (then.leniency() > now.leniency() && seen.add(change.request())) {
        found.add(new Explanation.Difference(change.words(), then));
      }
    }
    return found;
  }

  private List<Changed> changes(AccessRequest request) {
    List<Changed> all = new ArrayList<>();
    Principal principal = request.principal();
    for (Role role : policies.roles()) {
      if (!principal.hasRole(role)) {
        Set<Role> more = new HashSet<>(principal.roles());
        more.add(role);
        all.add(
            new Changed(
                "with the role " + role, request.by(principal.with(more), request.beneficiary())));
      }
    }
    if (!request.beneficiary().equals(principal.id())) {
      all.add(new Changed("for themselves", request.by(principal, principal.id())));
    }
    with(all, request, "verification", "verified", "with a verified sender");
    with(all, request, "risk", "low", "at low risk");
    if (request.circumstances().containsKey("calendar")) {
      all.add(new Changed("while its calendar is open", without(request, "calendar")));
    }
    if (principal.id().value().equals(request.circumstances().get("requester"))) {
      all.add(new Changed("if somebody else had asked", without(request, "requester")));
      with(all, request, "requester", "somebody.else", "if somebody else had asked");
    }
    return all;
  }

  private static void with(
      List<Changed> all, AccessRequest request, String name, String value, String words) {
    if (!value.equals(request.circumstances().get(name))) {
      Map<String, String> circumstances = new HashMap<>(request.circumstances());
      circumstances.put(name, value);
      all.add(new Changed(words, request.under(circumstances)));
    }
  }

  private static AccessRequest without(AccessRequest request, String name) {
    Map<String, String> circumstances = new HashMap<>(request.circumstances());
    circumstances.remove(name);
    return request.under(circumstances);
  }
}
