package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Freeze.Frozen;
import dev.deskhand.journal.Freeze.Scope;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a freeze promises. */
public abstract class FreezeContract {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00.000007Z");

  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();
  private final Frozen all = new Frozen(Scope.EVERYTHING, "ada", "odd changes", TEN);
  private final Frozen deploy =
      new Frozen(Scope.runbook("deploy"), "bob", "it fails", TEN.plusSeconds(1));

  protected abstract Ports ports();

  private List<Frozen> frozen(TenantId tenant) {
    return ports().freeze().frozen(tenant);
  }

  private void change(Freeze.Change change, String entry) {
    ports().journal().append(Append.in(acme).changing(change).audit(Given.entry(entry)).build());
  }

  private void stop(Frozen frozen) {
    change(new Freeze.Change.Stop(frozen), "freeze");
  }

  private void lift(Frozen frozen) {
    change(new Freeze.Change.Lift(frozen), "unfreeze");
  }

  @Test
  void nothing_is_frozen_to_begin_with() {
    assertThat(frozen(acme)).isEmpty();
  }

  @Test
  void appends_that_need_a_frozen_scope_to_be_free_are_refused() {
    stop(all);
    StreamKey key = Given.keyIn(acme);

    assertThatThrownBy(() -> ports().journal().append(needing(key, Scope.EVERYTHING)))
        .isInstanceOf(FrozenException.class)
        .hasMessageContainingAll(acme.value(), "ada", "odd changes");
    assertThat(ports().journal().read(key).isEmpty()).isTrue();
    assertThat(frozen(acme)).containsExactly(all);
  }

  @Test
  void other_scopes_other_appends_and_other_tenants_go_on() {
    stop(deploy);

    assertThatThrownBy(
            () ->
                ports()
                    .journal()
                    .append(needing(Given.keyIn(acme), Scope.EVERYTHING, deploy.scope())))
        .isInstanceOf(FrozenException.class)
        .hasMessageContaining("runbook/deploy is frozen");
    assertThatCode(
            () -> {
              ports().journal().append(Given.appendTo(Given.keyIn(acme), 0, Given.event("one")));
              ports()
                  .journal()
                  .append(needing(Given.keyIn(acme), Scope.EVERYTHING, Scope.runbook("other")));
              ports().journal().append(needing(Given.keyIn(globex), deploy.scope()));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void the_first_reason_of_a_scope_stays() {
    stop(all);
    stop(deploy);

    stop(new Frozen(Scope.EVERYTHING, "bob", "me too", TEN.plusSeconds(9)));

    assertThat(frozen(acme)).containsExactly(all, deploy);
  }

  @Test
  void after_the_unfreeze_effects_are_allowed_again() {
    stop(all);

    lift(all);

    assertThat(frozen(acme)).isEmpty();
    assertThatCode(() -> ports().journal().append(needing(Given.keyIn(acme), Scope.EVERYTHING)))
        .doesNotThrowAnyException();
  }

  @Test
  void only_the_freeze_that_was_looked_at_is_lifted() {
    stop(all);

    lift(new Frozen(Scope.EVERYTHING, "bob", "odd changes", TEN));

    assertThat(frozen(acme)).containsExactly(all);
  }

  @Test
  void each_change_is_in_the_audit() {
    stop(all);
    lift(all);

    assertThat(ports().journal().audit(acme, 0, 10))
        .extracting(AuditRecord::entry)
        .containsExactly(Given.entry("freeze"), Given.entry("unfreeze"));
  }

  private static Append needing(StreamKey key, Scope... free) {
    return Append.in(key.tenant())
        .to(key.stream(), 0, StreamState.live(), List.of(Given.event("one")))
        .unlessFrozen(Set.of(free))
        .build();
  }
}
