package dev.deskhand.permissions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiToken;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tokens promise on every database. */
public abstract class ApiTokensContract {
  private static final PersonId ADA = new PersonId("ada");

  private final TenantId tenant = tenant();
  private final TenantId neighbour = tenant();

  /** Two ways to one database. */
  protected abstract List<Journal> replicas();

  /** The clock by which they work. */
  protected abstract SettableClock clock();

  private static TenantId tenant() {
    return new TenantId("t-" + UUID.randomUUID().toString().substring(0, 18));
  }

  private ApiTokens tokens() {
    return new ApiTokens(replicas().getFirst(), clock());
  }

  private ApiTokens others() {
    return new ApiTokens(replicas().getLast(), clock());
  }

  private ApiTokens.Made made() {
    Append.Builder append = Append.in(tenant);
    ApiTokens.Made made =
        tokens()
            .make(
                append,
                new ApiTokens.Wanted(
                    "nightly", ADA, Set.of(Action.START), Set.of("deploy"), Duration.ofDays(30)));
    replicas().getFirst().append(append.build());
    return made;
  }

  private void revoke(ApiToken token) {
    Append.Builder append = Append.in(tenant);
    tokens().revoke(append, token);
    replicas().getFirst().append(append.build());
  }

  @Test
  void a_token_opens_on_every_replica_with_all_that_it_is_for() {
    ApiTokens.Made made = made();

    assertThat(others().open(tenant, made.text()))
        .hasValueSatisfying(
            token -> {
              assertThat(token.owner()).isEqualTo(ADA);
              assertThat(token.name()).isEqualTo("nightly");
              assertThat(token.limit()).isEqualTo(made.token().limit());
              assertThat(token.expires()).isEqualTo(made.token().expires());
            });
  }

  @Test
  void a_token_has_256_random_bits_of_which_nothing_is_stored() {
    ApiTokens.Made made = made();
    String secret = made.text().substring(made.text().length() - 43);
    StringBuilder stored = new StringBuilder();
    Position at = Position.START;
    List<RecordedEvent> next = replicas().getFirst().tail(at, 500);
    while (!next.isEmpty()) {
      next.forEach(event -> stored.append(event.key()).append(event.event().body()));
      at = next.getLast().position();
      next = replicas().getFirst().tail(at, 500);
    }

    assertThat(made.text()).matches("dht_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");
    assertThat(stored.toString()).contains(made.token().id().value()).doesNotContain(secret);
    assertThat(made.toString()).doesNotContain(secret);
    Set<String> several = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      several.add(made().text().substring(20));
    }
    assertThat(several).hasSize(20);
  }

  @Test
  void what_differs_in_one_character_opens_nothing() {
    String text = made().text();
    for (int at : List.of(0, 4, 19, 21, 40, text.length() - 1)) {
      char other = text.charAt(at) == 'a' ? 'b' : 'a';
      String wrong = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(tokens().open(tenant, wrong)).as(wrong).isEmpty();
    }
    assertThat(tokens().open(tenant, "")).isEmpty();
    assertThat(tokens().open(tenant, text + "a")).isEmpty();
    assertThat(tokens().open(neighbour, text)).isEmpty();
  }

  @Test
  void a_token_ends_after_its_time() {
    ApiTokens.Made made = made();
    clock().advance(Duration.ofDays(30));

    assertThat(tokens().open(tenant, made.text())).isEmpty();
  }

  @Test
  void a_revoked_token_opens_nowhere_from_then_on_and_stays_known() {
    ApiTokens.Made made = made();
    revoke(made.token());

    assertThat(others().open(tenant, made.text())).isEmpty();
    assertThat(tokens().find(tenant, made.token().id()))
        .hasValueSatisfying(token -> assertThat(token.revoked()).isPresent());
    assertThatThrownBy(() -> revoke(made.token())).isInstanceOf(VersionConflictException.class);
  }

  @Test
  void the_last_use_is_kept_to_the_hour() {
    ApiTokens.Made made = made();
    tokens().used(tenant, tokens().open(tenant, made.text()).orElseThrow());
    ApiToken first = others().open(tenant, made.text()).orElseThrow();
    assertThat(first.lastUsed()).isPresent();

    clock().advance(Duration.ofMinutes(10));
    tokens().used(tenant, first);
    assertThat(tokens().find(tenant, first.id())).contains(first);

    clock().advance(Duration.ofMinutes(51));
    tokens().used(tenant, first);
    assertThat(tokens().find(tenant, first.id()).flatMap(ApiToken::lastUsed))
        .hasValueSatisfying(at -> assertThat(at).isAfter(first.lastUsed().orElseThrow()));
  }

  @Test
  void all_tokens_of_a_tenant_are_listed_and_none_of_another() {
    ApiTokens.Made one = made();
    ApiTokens.Made two = made();

    assertThat(tokens().all(tenant))
        .extracting(ApiToken::id)
        .containsExactlyInAnyOrder(one.token().id(), two.token().id());
    assertThat(tokens().all(neighbour)).isEmpty();
  }
}
