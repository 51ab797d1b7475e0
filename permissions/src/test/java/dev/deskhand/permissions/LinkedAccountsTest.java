package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** However up to five accounts are linked, nobody approves what an account of theirs asked for. */
final class LinkedAccountsTest {
  private static final int MOST = 5;
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @Test
  void no_way_of_linking_accounts_lets_anybody_approve_their_own_request() {
    int worlds = 0;
    for (int accounts = 1; accounts <= MOST; accounts++) {
      for (int[] owner : partitions(accounts)) {
        requireFourEyes(owner);
        worlds++;
      }
    }
    // The Bell numbers of 1 to 5: every way to divide so many accounts among people.
    assertThat(worlds).isEqualTo(1 + 2 + 5 + 15 + 52);
  }

  private static void requireFourEyes(int[] owner) {
    People people = people(owner);
    Authorizer authorizer = new Authorizer(Company.SHIPPED, people, InstantSource.fixed(NOW));
    for (int asking = 0; asking < owner.length; asking++) {
      for (int approving = 0; approving < owner.length; approving++) {
        Principal requester = principal(people, asking);
        Principal approver = principal(people, approving);
        Decision decision =
            authorizer.decide(
                new AccessRequest(
                    requester,
                    Action.START,
                    Company.RESTART,
                    requester.id(),
                    Map.of("risk", "high"),
                    new AccessRequest.PlanReference(
                        "ab", Map.of(), List.of(new Approval(approver.id(), "ab", NOW)))));
        assertThat(decision instanceof Decision.Allow)
            .as("%s: %d asks, %d approves", List.of(owner), asking, approving)
            .isEqualTo(owner[asking] != owner[approving]);
      }
    }
  }

  private static Principal principal(People people, int account) {
    return people.principal(TenantId.DEFAULT, account(account)).orElseThrow();
  }

  private static Account account(int number) {
    return new Account("slack", "T1", "U" + number);
  }

  private static People people(int[] owner) {
    Map<Integer, List<Account>> accounts = new HashMap<>();
    for (int i = 0; i < owner.length; i++) {
      accounts.computeIfAbsent(owner[i], _ -> new ArrayList<>()).add(account(i));
    }
    List<People.Member> members = new ArrayList<>();
    accounts.forEach(
        (person, theirs) ->
            members.add(
                new People.Member(
                    new Principal(
                        TenantId.DEFAULT,
                        new PersonId("p" + person),
                        "p" + person,
                        Set.of(new Role("sre")),
                        new Principal.Kind.Human()),
                    theirs)));
    return new People(TenantId.DEFAULT, members);
  }

  /** Restricted growth strings: each account is of a person seen before, or of the next one. */
  private static List<int[]> partitions(int accounts) {
    List<int[]> all = new ArrayList<>();
    grow(new int[accounts], 0, 0, all);
    return all;
  }

  private static void grow(int[] owner, int at, int people, List<int[]> all) {
    if (at == owner.length) {
      all.add(owner.clone());
      return;
    }
    for (int person = 0; person <= people; person++) {
      owner[at] = person;
      grow(owner, at + 1, Math.max(people, person + 1), all);
    }
  }
}
