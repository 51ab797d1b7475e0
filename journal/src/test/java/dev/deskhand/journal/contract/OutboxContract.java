package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an outbox promises. */
public abstract class OutboxContract {
  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();
  private final DeliveryKey first = new DeliveryKey("first");
  private final DeliveryKey second = new DeliveryKey("second");
  private final String replica = Given.name("replica");

  protected abstract Ports ports();

  private Outbox outbox() {
    return ports().outbox();
  }

  private Instant now() {
    return ports().clock().instant();
  }

  @Test
  void a_row_that_was_sent_is_due_at_once() {
    send(acme, Given.row("first", "lane"));

    List<PendingDelivery> due = due("lane", now());
    assertThat(due).extracting(PendingDelivery::row).containsExactly(Given.row("first", "lane"));
    assertThat(due).extracting(PendingDelivery::attempts).containsExactly(0);
    assertThat(outbox().nextDue(partition("lane"))).isPresent();
  }

  @Test
  void a_key_that_is_sent_twice_goes_out_once() {
    send(acme, Given.row("first", "lane"));
    OutboxRow changed = new OutboxRow(first, "lane", "channel-post", 1, "{\"other\":true}");

    send(acme, changed);
    outbox().delivered(acme, first, "m1");
    send(acme, changed);

    assertThat(due("lane", farFuture())).isEmpty();
    assertThat(outbox().receipt(acme, first)).contains("m1");
  }

  @Test
  void the_same_key_of_another_tenant_is_another_row() {
    send(acme, Given.row("first", "lane"));
    send(globex, Given.row("first", "lane"));

    outbox().delivered(acme, first, "m1");

    assertThat(outbox().receipt(acme, first)).contains("m1");
    assertThat(outbox().receipt(globex, first)).isEmpty();
  }

  @Test
  void the_rows_of_a_lane_go_out_one_after_another() {
    send(acme, Given.row("first", "lane"), Given.row("second", "lane"));

    assertThat(keys(due("lane", farFuture()))).containsExactly(first);
    outbox().delivered(acme, first, "m1");
    assertThat(keys(due("lane", farFuture()))).containsExactly(second);
  }

  @Test
  void lanes_do_not_wait_for_each_other() {
    String other = otherLaneOfThePartition();
    send(acme, Given.row("first", "lane"), Given.row("second", other));

    outbox().retryAt(acme, first, now().plusSeconds(60), "down");

    assertThat(keys(due("lane", now()))).containsExactly(second);
  }

  @Test
  void an_attempt_that_reached_nobody_does_not_count() {
    send(acme, Given.row("first", "lane"));
    Instant later = now().plusSeconds(600);

    begin(first());
    begin(first());
    outbox().unmade(acme, first, later, "rate limited");

    assertThat(due("lane", later.minusSeconds(1))).isEmpty();
    assertThat(due("lane", later)).extracting(PendingDelivery::attempts).containsExactly(1);
  }

  @Test
  void a_row_that_is_put_off_is_due_later_and_its_lane_waits() {
    send(acme, Given.row("first", "lane"), Given.row("second", "lane"));
    Instant later = now().plusSeconds(600);

    begin(first());
    outbox().retryAt(acme, first, later, "rate limited");

    assertThat(due("lane", later.minusSeconds(1))).isEmpty();
    List<PendingDelivery> due = due("lane", later);
    assertThat(keys(due)).containsExactly(first);
    assertThat(due.getFirst().attempts()).isEqualTo(1);
    assertThat(due.getFirst().dueAt()).isEqualTo(later.minusNanos(789));
  }

  @Test
  void the_first_row_of_a_lane_is_found_before_it_is_due_and_not_once_it_is_settled() {
    send(acme, Given.row("first", "lane"), Given.row("second", "lane"), Given.row("else", "other"));
    send(globex, Given.row("foreign", "lane"));
    outbox().retryAt(acme, first, now().plusSeconds(600), "rate limited");

    assertThat(outbox().first(acme, "lane"))
        .hasValueSatisfying(it -> assertThat(it.row().key()).isEqualTo(first));
    outbox().delivered(acme, first, "m1");
    assertThat(outbox().first(acme, "lane"))
        .hasValueSatisfying(it -> assertThat(it.row().key()).isEqualTo(second));
    outbox().undeliverable(acme, second, "gone");
    assertThat(outbox().first(acme, "lane")).isEmpty();
  }

  @Test
  void a_row_that_is_given_up_lets_its_lane_flow() {
    send(acme, Given.row("first", "lane"), Given.row("second", "lane"));

    outbox().undeliverable(acme, first, "channel is gone");

    assertThat(keys(due("lane", now()))).containsExactly(second);
    assertThat(outbox().receipt(acme, first)).isEmpty();
  }

  @Test
  void a_settled_row_is_not_begun_again_and_keeps_its_first_receipt() {
    send(acme, Given.row("first", "lane"));
    PendingDelivery seen = first();
    outbox().delivered(acme, first, "m1");

    assertThatThrownBy(() -> begin(seen))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("first");
    outbox().delivered(acme, first, "m2");
    outbox().retryAt(acme, first, now(), "late");
    outbox().undeliverable(acme, first, "late");

    assertThat(outbox().receipt(acme, first)).contains("m1");
    assertThat(due("lane", farFuture())).isEmpty();
  }

  @Test
  void a_row_that_never_was_cannot_be_marked() {
    DeliveryKey never = new DeliveryKey("never");
    PendingDelivery unseen =
        new PendingDelivery(acme, 1, Given.row("never", "lane"), 0, ports().clock().instant());

    assertThatThrownBy(() -> outbox().delivered(acme, never, "m1"))
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("never", "there is none");
    assertThatThrownBy(() -> begin(unseen)).isInstanceOf(JournalException.class);
  }

  @Test
  void whoever_saw_a_row_before_another_began_it_does_not_begin_it_too() {
    send(acme, Given.row("first", "lane"));
    PendingDelivery seen = first();
    begin(first());

    assertThatThrownBy(() -> begin(seen))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("first");
    assertThat(first().attempts()).isEqualTo(1);
  }

  @Test
  void nothing_is_begun_under_a_lease_that_was_given_back() {
    send(acme, Given.row("first", "lane"));
    Lease lease = lease();
    ports().leases().release(replica);

    assertThatThrownBy(() -> outbox().beginAttempt(first(), lease))
        .isInstanceOf(StaleLeaseException.class);
    assertThat(first().attempts()).isZero();
  }

  @AfterEach
  void giveBack() {
    ports().leases().release(replica);
  }

  private PendingDelivery first() {
    return outbox().first(acme, "lane").orElseThrow();
  }

  private void begin(PendingDelivery seen) {
    outbox().beginAttempt(seen, lease());
  }

  private Lease lease() {
    return Given.leaseFor(
        ports().leases().hold(replica, Duration.ofSeconds(10)), partition("lane"));
  }

  @Test
  void the_next_due_time_is_the_earliest_of_the_lanes_first_rows() {
    String other = otherLaneOfThePartition();
    send(acme, Given.row("first", "lane"), Given.row("second", other));
    Instant soon = Instant.parse("1999-01-01T00:00:01Z");

    outbox().retryAt(acme, first, soon.plusSeconds(5), "down");
    outbox().retryAt(acme, second, soon, "down");

    assertThat(outbox().nextDue(partition("lane"))).contains(soon);
    outbox().delivered(acme, first, "m1");
    outbox().delivered(acme, second, "m2");
    assertThat(outbox().nextDue(partition("lane"))).isNotEqualTo(Optional.of(soon));
  }

  private void send(TenantId tenant, OutboxRow... rows) {
    Append.Builder append = Append.in(tenant);
    List.of(rows).forEach(append::send);
    ports().journal().append(append.build());
  }

  private List<PendingDelivery> due(String lane, Instant now) {
    return outbox().due(partition(lane), now, 10_000).stream()
        .filter(pending -> pending.tenant().equals(acme))
        .toList();
  }

  private static List<DeliveryKey> keys(List<PendingDelivery> due) {
    return due.stream().map(pending -> pending.row().key()).toList();
  }

  private int partition(String lane) {
    return StreamKey.partitionOf(acme, lane);
  }

  private String otherLaneOfThePartition() {
    String lane = Given.name("lane");
    return partition(lane) == partition("lane") ? lane : otherLaneOfThePartition();
  }

  private Instant farFuture() {
    return now().plusSeconds(1_000_000);
  }
}
