package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a freeze promises. */
public abstract class FreezeContract {
  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();
  private final Freeze.Frozen reason =
      new Freeze.Frozen("ada", "odd changes", Instant.parse("2026-03-01T10:00:00.000007Z"));

  protected abstract Ports ports();

  private Freeze freeze() {
    return ports().freeze();
  }

  @Test
  void nobody_is_frozen_to_begin_with() {
    assertThat(freeze().frozen(acme)).isEmpty();
  }

  @Test
  void a_frozen_tenants_guarded_appends_are_refused() {
    freeze().freeze(acme, reason, Given.entry("freeze"));
    StreamKey key = Given.keyIn(acme);

    assertThatThrownBy(() -> ports().journal().append(guarded(key)))
        .isInstanceOf(FrozenException.class)
        .hasMessageContainingAll(acme.value(), "ada", "odd changes");
    assertThat(ports().journal().read(key).isEmpty()).isTrue();
    assertThat(freeze().frozen(acme)).contains(reason);
  }

  @Test
  void what_is_not_guarded_and_other_tenants_go_on() {
    freeze().freeze(acme, reason, Given.entry("freeze"));

    assertThatCode(
            () -> {
              ports().journal().append(Given.appendTo(Given.keyIn(acme), 0, Given.event("one")));
              ports().journal().append(guarded(Given.keyIn(globex)));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void the_first_reason_stays() {
    freeze().freeze(acme, reason, Given.entry("freeze"));

    Freeze.Frozen second = new Freeze.Frozen("bob", "me too", reason.since());
    freeze().freeze(acme, second, Given.entry("freeze"));

    assertThat(freeze().frozen(acme)).contains(reason);
  }

  @Test
  void after_the_unfreeze_effects_are_allowed_again() {
    freeze().freeze(acme, reason, Given.entry("freeze"));

    freeze().unfreeze(acme, Given.entry("unfreeze"));

    assertThat(freeze().frozen(acme)).isEmpty();
    assertThatCode(() -> ports().journal().append(guarded(Given.keyIn(acme))))
        .doesNotThrowAnyException();
  }

  @Test
  void each_change_is_in_the_audit() {
    freeze().freeze(acme, reason, Given.entry("freeze"));
    freeze().unfreeze(acme, Given.entry("unfreeze"));

    assertThat(ports().journal().audit(acme, 0, 10))
        .extracting(AuditRecord::entry)
        .containsExactly(Given.entry("freeze"), Given.entry("unfreeze"));
  }

  private static Append guarded(StreamKey key) {
    return Append.in(key.tenant())
        .to(key.stream(), 0, StreamState.live(), List.of(Given.event("one")))
        .guardedBy(Append.Guard.NOT_FROZEN)
        .build();
  }
}
