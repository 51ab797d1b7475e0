package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever acts by a token may do what its owner may and the token is for, and nothing else. */
final class LimitTest {
  private static final TokenId TOKEN = new TokenId("0123456789abcdef");
  private static final Resource TENANT = new Resource(Resource.Type.TENANT, "default", Map.of());

  private final Authorizer authorizer =
      new Authorizer(Company.SHIPPED, Company.everybody(), InstantSource.system());

  private Decision decide(Principal who, Set<Action> actions, Set<String> runbooks, Resource what) {
    return authorizer.decide(
        AccessRequest.of(who.within(new Limit(TOKEN, actions, runbooks)), Action.START, what));
  }

  @Test
  void a_token_gives_what_its_owner_may_and_it_is_for() {
    Resource unlock = Company.runbook("unlock-account");

    assertThat(decide(Company.ADA, Set.of(Action.START), Set.of(), unlock))
        .isInstanceOf(Decision.Allow.class);
    assertThat(decide(Company.ADA, Set.of(Action.START), Set.of("unlock-account"), unlock))
        .isInstanceOf(Decision.Allow.class);
    assertThat(decide(Company.ADA, Set.of(Action.START), Set.of("other"), unlock).reasons())
        .extracting(Decision.Reasons::sentence)
        .isEqualTo("The token is not one to start the runbook unlock-account.");
    assertThat(decide(Company.ADA, Set.of(Action.APPROVE), Set.of(), unlock))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void a_token_gives_nothing_that_its_owner_may_not() {
    Resource restart = Company.runbook("restart-service");

    assertThat(authorizer.decide(AccessRequest.of(Company.ADA, Action.START, restart)))
        .isInstanceOf(Decision.Deny.class);
    assertThat(decide(Company.ADA, Limit.GRANTABLE, Set.of(), restart))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void a_token_for_some_runbooks_freezes_nothing_and_none_makes_tokens_or_accounts() {
    Principal some = Company.SOPHIE.within(new Limit(TOKEN, Limit.GRANTABLE, Set.of("deploy")));
    Principal all = Company.SOPHIE.within(new Limit(TOKEN, Limit.GRANTABLE, Set.of()));

    assertThat(authorizer.decide(AccessRequest.of(all, Action.FREEZE, TENANT)))
        .isInstanceOf(Decision.Allow.class);
    assertThat(authorizer.decide(AccessRequest.of(some, Action.FREEZE, TENANT)))
        .isInstanceOf(Decision.Deny.class);
    for (Action action : Set.of(Action.MANAGE_TOKENS, Action.MANAGE_ACCOUNTS)) {
      assertThat(authorizer.decide(AccessRequest.of(Company.SOPHIE, action, TENANT)))
          .isInstanceOf(Decision.Allow.class);
      assertThat(authorizer.decide(AccessRequest.of(all, action, TENANT)))
          .isInstanceOf(Decision.Deny.class);
    }
  }
}
