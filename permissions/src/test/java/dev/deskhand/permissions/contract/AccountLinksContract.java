package dev.deskhand.permissions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.LinkedPeople;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What links of accounts and their codes promise on every database. */
public abstract class AccountLinksContract {
  private static final Account SLACK = new Account("slack", "T1", "U1");
  private static final Account OTHER = new Account("slack", "T1", "U2");
  private static final PersonId ADA = new PersonId("ada");
  private static final PersonId BOB = new PersonId("bob");

  private final TenantId tenant = tenant();
  private final TenantId neighbour = tenant();

  /** Two ways to one database. */
  protected abstract List<Journal> replicas();

  /** The clock by which they work. */
  protected abstract SettableClock clock();

  private static TenantId tenant() {
    return new TenantId("t-" + UUID.randomUUID().toString().substring(0, 18));
  }

  private Journal journal() {
    return replicas().getFirst();
  }

  private AccountLinks links(Journal journal) {
    return new AccountLinks(journal, clock());
  }

  private LinkCodes codes() {
    return new LinkCodes(journal(), clock());
  }

  private void link(AccountLinks links, Account account, PersonId person) {
    Append.Builder append = Append.in(tenant);
    links.link(append, links.read(tenant), account, person);
    journal().append(append.build());
  }

  private String shown(LinkCodes codes) {
    Append.Builder append = Append.in(tenant);
    String code = codes.make(append, ADA);
    journal().append(append.build());
    return code;
  }

  private LinkCodes.Entered entered(LinkCodes codes, String code) {
    Append.Builder append = Append.in(tenant);
    LinkCodes.Entered entered = codes.enter(append, SLACK, code);
    journal().append(append.build());
    return entered;
  }

  @Test
  void a_link_is_read_by_every_replica_and_by_one_that_starts_later() {
    link(links(journal()), SLACK, ADA);

    for (Journal replica : replicas()) {
      AccountLinks.Links read = links(replica).read(tenant);
      assertThat(read.find(SLACK)).map(AccountLinks.Link::person).contains(ADA);
      assertThat(read.of(ADA)).hasSize(1);
    }
  }

  @Test
  void a_tenants_links_are_its_own() {
    link(links(journal()), SLACK, ADA);

    assertThat(links(journal()).read(neighbour).byAccount()).isEmpty();
  }

  @Test
  void a_link_that_was_ended_is_gone_and_may_be_made_again() {
    AccountLinks links = links(journal());
    link(links, SLACK, ADA);
    link(links, OTHER, ADA);
    Append.Builder append = Append.in(tenant);
    links.unlink(append, links.read(tenant), SLACK);
    journal().append(append.build());

    assertThat(links.recent(tenant).find(SLACK)).isEmpty();
    assertThat(links.recent(tenant).find(OTHER)).isPresent();

    link(links, SLACK, BOB);
    assertThat(links.recent(tenant).find(SLACK)).map(AccountLinks.Link::person).contains(BOB);
  }

  @Test
  void of_two_links_that_were_decided_at_once_one_is_made() {
    AccountLinks one = links(journal());
    AccountLinks two = links(replicas().getLast());
    Append.Builder first = Append.in(tenant);
    Append.Builder second = Append.in(tenant);
    one.link(first, one.read(tenant), SLACK, ADA);
    two.link(second, two.read(tenant), SLACK, BOB);
    journal().append(first.build());

    assertThatThrownBy(() -> replicas().getLast().append(second.build()))
        .isInstanceOf(VersionConflictException.class);
    assertThat(two.read(tenant).find(SLACK)).map(AccountLinks.Link::person).contains(ADA);
  }

  @Test
  void a_code_proves_a_person_once() {
    LinkCodes codes = codes();
    String code = shown(codes);

    assertThat(entered(codes, code)).isEqualTo(new LinkCodes.Entered.Proved(ADA));
    assertThat(entered(codes, code)).isInstanceOf(LinkCodes.Entered.Wrong.class);
  }

  @Test
  void a_code_that_is_entered_twice_at_once_proves_once() {
    LinkCodes codes = codes();
    String code = shown(codes);
    Append.Builder first = Append.in(tenant);
    Append.Builder second = Append.in(tenant);
    assertThat(codes.enter(first, SLACK, code)).isInstanceOf(LinkCodes.Entered.Proved.class);
    assertThat(codes.enter(second, OTHER, code)).isInstanceOf(LinkCodes.Entered.Proved.class);
    journal().append(first.build());

    assertThatThrownBy(() -> replicas().getLast().append(second.build()))
        .isInstanceOf(VersionConflictException.class);
  }

  @Test
  void a_code_ends_after_its_time() {
    String code = shown(codes());
    clock().advance(LinkCodes.LIFE);

    assertThat(entered(codes(), code)).isInstanceOf(LinkCodes.Entered.Wrong.class);
  }

  @Test
  void wrong_codes_are_counted_over_restarts() {
    for (int i = 0; i < 5; i++) {
      assertThat(entered(codes(), "0000-0000-000" + i)).isInstanceOf(LinkCodes.Entered.Wrong.class);
    }
    String code = shown(codes());

    assertThat(entered(codes(), code)).isInstanceOf(LinkCodes.Entered.TooMany.class);
  }

  @Test
  void the_people_file_wins_over_a_link_and_a_link_makes_nobody() {
    AccountLinks links = links(journal());
    link(links, SLACK, ADA);
    link(links, OTHER, new PersonId("gone"));
    var directory =
        new LinkedPeople(
            new People(
                tenant,
                List.of(
                    new People.Member(person(ADA), List.of()),
                    new People.Member(person(BOB), List.of(SLACK)))),
            links);

    assertThat(directory.principal(tenant, SLACK)).map(Principal::id).contains(BOB);
    assertThat(directory.accounts(tenant, ADA)).isEmpty();
    assertThat(directory.principal(tenant, OTHER)).isEmpty();
  }

  @Test
  void a_linked_account_is_its_person_with_no_role_more() {
    AccountLinks links = links(journal());
    link(links, SLACK, ADA);
    var directory =
        new LinkedPeople(
            new People(tenant, List.of(new People.Member(person(ADA), List.of(OTHER)))), links);

    assertThat(directory.principal(tenant, SLACK)).contains(person(ADA));
    assertThat(directory.accounts(tenant, ADA)).containsExactly(OTHER, SLACK);
  }

  private Principal person(PersonId id) {
    return new Principal(
        tenant, id, id.value(), Set.of(new Role("staff")), new Principal.Kind.Human());
  }
}
