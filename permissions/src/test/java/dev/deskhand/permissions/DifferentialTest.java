package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Seeds;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Our decisions and those of a small reference model are the same. {@code -Ddeskhand.decisions=…}
 * says how many requests are generated; a failure names the world, which is the seed that {@code
 * -Ddeskhand.seed=…} gives back.
 */
final class DifferentialTest {
  private static final int REQUESTS = Integer.getInteger("deskhand.decisions", 20_000);
  private static final int REQUESTS_OF_A_WORLD = 400;
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final List<Principal> PEOPLE = ModelPolicy.people();
  private static final People DIRECTORY =
      new People(
          TenantId.DEFAULT, PEOPLE.stream().map(it -> new People.Member(it, List.of())).toList());

  @Test
  void generated_worlds_decide_as_the_model_does() {
    for (long world : Seeds.each(Math.max(1, REQUESTS / REQUESTS_OF_A_WORLD / 2)).toArray()) {
      Random random = new Random(world);
      List<ModelPolicy> policies = new ArrayList<>();
      int count = 1 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        policies.add(ModelPolicy.random("p%02d".formatted(i), random));
      }
      Pair pair = new Pair(policies);
      for (int i = 0; i < REQUESTS_OF_A_WORLD; i++) {
        pair.compare(request(random), "world " + world + ", request " + i);
      }
    }
  }

  /** Every set of six policies, every person, self and other, each risk, each action. */
  @Test
  void every_small_world_decides_as_the_model_does() {
    List<ModelPolicy> all = new ArrayList<>();
    for (ModelPolicy.Effect effect : ModelPolicy.Effect.values()) {
      all.add(policy("of-sre-" + effect, effect, Optional.of("sre"), Set.of()));
    }
    all.add(
        policy(
            "for-self",
            ModelPolicy.Effect.AUTOMATIC,
            Optional.empty(),
            Set.of(ModelPolicy.Condition.FOR_SELF, ModelPolicy.Condition.LOW_RISK)));
    for (int bits = 0; bits < 1 << all.size(); bits++) {
      List<ModelPolicy> some = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if ((bits & 1 << i) != 0) {
          some.add(all.get(i));
        }
      }
      compareEverything(new Pair(some), "world " + bits);
    }
  }

  private static void compareEverything(Pair pair, String world) {
    for (Principal who : PEOPLE) {
      for (Principal whom : List.of(who, PEOPLE.getFirst())) {
        for (Map<String, String> facts : List.of(Map.<String, String>of(), Map.of("risk", "low"))) {
          for (Action action : ModelPolicy.ACTIONS) {
            AccessRequest asked =
                new AccessRequest(
                    who,
                    action,
                    ModelPolicy.resource("one"),
                    whom.id(),
                    facts,
                    AccessRequest.PlanReference.NONE);
            pair.compare(asked, world + " " + asked);
          }
        }
      }
    }
  }

  private static ModelPolicy policy(
      String id,
      ModelPolicy.Effect effect,
      Optional<String> role,
      Set<ModelPolicy.Condition> conditions) {
    return new ModelPolicy(
        id, effect, Optional.of(Action.START), Optional.of("one"), role, conditions);
  }

  private static AccessRequest request(Random random) {
    Map<String, String> facts = new HashMap<>();
    ModelPolicy.some(List.of("low", "high"), random).ifPresent(it -> facts.put("risk", it));
    ModelPolicy.some(List.of("verified", "unverified"), random)
        .ifPresent(it -> facts.put("verification", it));
    Map<String, String> inputs = new HashMap<>();
    ModelPolicy.some(List.of("999", "1000", "-1", "x", "1e2"), random)
        .ifPresent(it -> inputs.put("cost", it));
    List<Approval> approvals = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      approvals.add(
          new Approval(
              any(PEOPLE, random).id(),
              any(List.of("plan", "plan", "plan", "other"), random),
              NOW.minusSeconds(random.nextInt(5000))));
    }
    Principal who = any(PEOPLE, random);
    return new AccessRequest(
        who,
        any(ModelPolicy.ACTIONS, random),
        ModelPolicy.resource(any(ModelPolicy.RUNBOOKS, random)),
        random.nextBoolean() ? who.id() : any(PEOPLE, random).id(),
        facts,
        new AccessRequest.PlanReference(
            any(List.of("plan", "plan", ""), random), inputs, approvals));
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** The same policies, twice. */
  private static final class Pair {
    private final ModelAuthorizer model;
    private final Authorizer authorizer;

    Pair(List<ModelPolicy> policies) {
      String text = String.join("", policies.stream().map(ModelPolicy::cedar).toList());
      this.model = new ModelAuthorizer(policies, PEOPLE, NOW);
      this.authorizer = new Authorizer(Company.policies(text), DIRECTORY, InstantSource.fixed(NOW));
    }

    void compare(AccessRequest asked, String where) {
      assertThat(say(authorizer.decide(asked))).as(where).isEqualTo(model.decide(asked));
    }

    private static String say(Decision decision) {
      String kind =
          switch (decision) {
            case Decision.Allow _ -> "allow ";
            case Decision.NeedsApproval _ -> "approval ";
            case Decision.HumanOnly _ -> "by hand ";
            case Decision.Deny _ -> "deny ";
          };
      return kind + decision.reasons().policyIds();
    }
  }
}
