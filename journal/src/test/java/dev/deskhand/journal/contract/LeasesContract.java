package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leases promise, and what an append under a lost one meets. */
public abstract class LeasesContract {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private final String here = Given.name("replica");
  private final String there = Given.name("replica");
  private final StreamKey key = Given.keyIn(Given.tenant());

  protected abstract Ports ports();

  private Leases leases() {
    return ports().leases();
  }

  @AfterEach
  void giveBack() {
    leases().release(here);
    leases().release(there);
  }

  @Test
  void a_lone_replica_holds_every_partition() {
    List<Lease> held = leases().hold(here, LENGTH);

    assertThat(held).extracting(Lease::partition).hasSize(StreamKey.PARTITIONS).isSorted();
  }

  @Test
  void a_renewed_lease_keeps_its_epoch() {
    List<Lease> held = leases().hold(here, LENGTH);
    ports().clock().advance(LENGTH.minusSeconds(1));

    assertThat(leases().hold(here, LENGTH)).isEqualTo(held);
    ports().clock().advance(LENGTH.minusSeconds(1));
    assertThat(leases().hold(there, LENGTH)).isEmpty();
  }

  @Test
  void an_expired_lease_passes_on_with_a_higher_epoch() {
    List<Lease> old = leases().hold(here, LENGTH);
    ports().clock().advance(LENGTH);

    List<Lease> taken = leases().hold(there, LENGTH);

    assertThat(taken).hasSize(StreamKey.PARTITIONS);
    for (Lease lease : taken) {
      assertThat(lease.epoch()).isGreaterThan(Given.leaseFor(old, lease.partition()).epoch());
    }
    assertThat(leases().hold(here, LENGTH)).isEmpty();
  }

  @Test
  void whoever_ends_keeps_some_leases_gives_back_the_others_and_takes_none() {
    List<Lease> held = leases().hold(here, LENGTH);
    ports().clock().advance(LENGTH.minusSeconds(1));

    List<Lease> kept = leases().keep(here, Set.of(3, 5), LENGTH);

    assertThat(kept).containsExactly(Given.leaseFor(held, 3), Given.leaseFor(held, 5));
    assertThat(kept).allMatch(leases()::lasts);
    assertThat(leases().lasts(Given.leaseFor(held, 4))).isFalse();
    ports().clock().advance(LENGTH.minusSeconds(1));
    assertThat(leases().hold(there, LENGTH)).extracting(Lease::partition).doesNotContain(3, 5);
    leases().release(there);
    assertThat(leases().keep(here, Set.of(3, 4), LENGTH)).containsExactly(kept.getFirst());
  }

  @Test
  void a_released_lease_is_free_at_once() {
    leases().hold(here, LENGTH);

    leases().release(here);

    assertThat(leases().hold(there, LENGTH)).hasSize(StreamKey.PARTITIONS);
  }

  @Test
  void a_lease_lasts_until_it_is_given_back_or_may_have_passed_on() {
    List<Lease> held = leases().hold(here, LENGTH);
    assertThat(held).allMatch(leases()::lasts);

    leases().hold(here, Duration.ofNanos(1));
    assertThat(held).noneMatch(leases()::lasts);

    leases().hold(here, LENGTH);
    assertThat(held).allMatch(leases()::lasts);
    leases().release(here);
    assertThat(held).noneMatch(leases()::lasts);
  }

  @Test
  void leases_that_were_not_renewed_in_time_are_not_kept() {
    assertThat(leases().areKept()).as("before any is held").isTrue();
    leases().hold(here, Duration.ofNanos(1));
    assertThat(leases().areKept()).isFalse();

    leases().hold(here, LENGTH);

    assertThat(leases().areKept()).isTrue();
  }

  @Test
  void what_another_took_does_not_last_however_soon_it_is_asked_for() {
    List<Lease> old = leases().hold(here, LENGTH);
    ports().clock().advance(LENGTH);
    List<Lease> taken = leases().hold(there, LENGTH);

    leases().hold(here, LENGTH);

    assertThat(old).noneMatch(leases()::lasts);
    assertThat(taken).allMatch(leases()::lasts);
  }

  @Test
  void an_append_under_a_held_lease_is_written() {
    Lease lease = Given.leaseFor(leases().hold(here, LENGTH), key.partition());

    assertThatCode(() -> ports().journal().append(under(lease))).doesNotThrowAnyException();
  }

  @Test
  void an_append_under_a_lease_that_passed_on_is_refused() {
    Lease old = Given.leaseFor(leases().hold(here, LENGTH), key.partition());
    ports().clock().advance(LENGTH);
    leases().hold(there, LENGTH);

    assertThatThrownBy(() -> ports().journal().append(under(old)))
        .isInstanceOf(StaleLeaseException.class)
        .hasMessageContainingAll("partition " + key.partition(), "epoch " + old.epoch());
    assertThat(ports().journal().read(key).isEmpty()).isTrue();
  }

  @Test
  void an_append_under_a_lease_that_was_given_back_is_refused() {
    Lease old = Given.leaseFor(leases().hold(here, LENGTH), key.partition());
    leases().release(here);

    assertThatThrownBy(() -> ports().journal().append(under(old)))
        .isInstanceOf(StaleLeaseException.class);
  }

  private Append under(Lease lease) {
    return Append.in(key.tenant())
        .to(key.stream(), 0, StreamState.live(), List.of(Given.event("one")))
        .under(lease)
        .build();
  }
}
