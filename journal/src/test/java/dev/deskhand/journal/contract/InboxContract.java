package dev.deskhand.journal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an inbox promises. */
public abstract class InboxContract {
  private final TenantId acme = Given.tenant();
  private final TenantId globex = Given.tenant();

  protected abstract Ports ports();

  private Inbox inbox() {
    return ports().inbox();
  }

  @Test
  void an_accepted_delivery_waits_as_it_came() {
    Delivery delivery = Given.delivery(acme, "d1", "lane");

    InboxId id = accept(delivery);

    assertThat(waiting(delivery))
        .containsExactly(new InboxRow(id, ports().clock().instant().minusNanos(789), delivery));
  }

  @Test
  void a_full_lane_lets_the_others_have_their_turns() {
    Delivery first = Given.delivery(acme, "d1", "noisy");
    settleAll(first.partition());
    accept(first);
    for (int i = 2; i <= 50; i++) {
      accept(Given.delivery(acme, "d" + i, "noisy"));
    }
    List<Delivery> quiet =
        IntStream.range(0, 500)
            .mapToObj(i -> Given.delivery(globex, "q" + i, "quiet" + i))
            .filter(it -> it.partition() == first.partition())
            .limit(2)
            .toList();
    quiet.forEach(this::accept);

    assertThat(inbox().pending(first.partition(), 4).stream().map(it -> it.delivery().deliveryId()))
        .containsExactly("d1", quiet.getFirst().deliveryId(), quiet.getLast().deliveryId(), "d2");
  }

  /** What other tests left waiting in a partition. */
  private void settleAll(int partition) {
    inbox()
        .pending(partition, 10_000)
        .forEach(row -> inbox().quarantine(row.id(), "left by another test"));
  }

  @Test
  void a_doubled_delivery_is_accepted_once() {
    Delivery delivery = Given.delivery(acme, "d1", "lane");
    accept(delivery);

    assertThat(inbox().accept(delivery)).isEmpty();
    assertThat(waiting(delivery)).hasSize(1);
  }

  @Test
  void a_delivery_that_comes_many_times_at_once_is_accepted_once() throws Exception {
    Delivery delivery = Given.delivery(acme, "d1", "lane");
    List<Callable<Optional<InboxId>>> copies =
        Collections.nCopies(16, () -> inbox().accept(delivery));

    List<InboxId> accepted = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<InboxId>> copy : threads.invokeAll(copies)) {
        copy.get().ifPresent(accepted::add);
      }
    }

    assertThat(accepted).hasSize(1);
  }

  @Test
  void the_same_id_of_another_source_or_tenant_is_another_delivery() {
    Delivery delivery = Given.delivery(acme, "d1", "lane");
    accept(delivery);

    Delivery otherSource =
        new Delivery(acme, "slack/T2", "d1", "lane", delivery.type(), 1, delivery.body());

    assertThat(inbox().accept(otherSource)).isPresent();
    assertThat(inbox().accept(Given.delivery(globex, "d1", "lane"))).isPresent();
  }

  @Test
  void waiting_rows_come_in_order_of_acceptance() {
    Delivery first = Given.delivery(acme, "d1", "lane");
    Delivery second = Given.delivery(acme, "d2", "lane");
    accept(first);
    accept(second);

    assertThat(waiting(first)).extracting(InboxRow::delivery).containsExactly(first, second);
    assertThat(waiting(first)).extracting(row -> row.id().value()).isSorted();
  }

  @Test
  void a_row_is_handled_in_the_commit_of_its_effects() {
    Delivery delivery = Given.delivery(acme, "d1", "lane");
    InboxId id = accept(delivery);
    StreamKey key = Given.keyIn(acme);

    ports().journal().append(handling(key, id));

    assertThat(waiting(delivery)).isEmpty();
    assertThat(inbox().outcome(acme, "slack/T1", "d1")).contains("noted");
    assertThat(ports().journal().read(key).sequence()).isEqualTo(1);
  }

  @Test
  void a_row_is_handled_once() {
    InboxId id = accept(Given.delivery(acme, "d1", "lane"));
    ports().journal().append(handling(Given.keyIn(acme), id));
    StreamKey again = Given.keyIn(acme);

    assertThatThrownBy(() -> ports().journal().append(handling(again, id)))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("inbox row " + id.value());
    assertThat(ports().journal().read(again).isEmpty()).isTrue();
  }

  @Test
  void another_tenants_row_is_not_handled() {
    Delivery delivery = Given.delivery(acme, "d1", "lane");
    InboxId id = accept(delivery);

    assertThatThrownBy(() -> ports().journal().append(handling(Given.keyIn(globex), id)))
        .isInstanceOf(VersionConflictException.class);
    assertThat(waiting(delivery)).hasSize(1);
  }

  @Test
  void a_row_in_quarantine_no_longer_waits() {
    Delivery bad = Given.delivery(acme, "bad", "lane");
    Delivery good = Given.delivery(acme, "good", "lane");
    InboxId id = accept(bad);
    accept(good);

    inbox().quarantine(id, "always throws");

    assertThat(waiting(bad)).extracting(InboxRow::delivery).containsExactly(good);
    assertThat(inbox().outcome(acme, "slack/T1", "bad")).contains("quarantined: always throws");
    assertThat(inbox().accept(bad)).isEmpty();
  }

  @Test
  void what_waits_or_never_came_has_no_outcome() {
    accept(Given.delivery(acme, "d1", "lane"));

    assertThat(inbox().outcome(acme, "slack/T1", "d1")).isEmpty();
    assertThat(inbox().outcome(acme, "slack/T1", "never")).isEmpty();
  }

  @Test
  void listeners_hear_of_what_was_accepted_alone() {
    List<InboxRow> heard = Collections.synchronizedList(new ArrayList<>());
    inbox().onAccept(row -> hear(row, heard));
    Delivery delivery = Given.delivery(acme, "d1", "lane");

    InboxId id = accept(delivery);
    assertThat(inbox().accept(delivery)).isEmpty();

    assertThat(heard).extracting(InboxRow::id).containsExactly(id);
  }

  private void hear(InboxRow row, List<InboxRow> heard) {
    if (row.delivery().tenant().equals(acme)) {
      heard.add(row);
    }
  }

  private InboxId accept(Delivery delivery) {
    return inbox().accept(delivery).orElseThrow(() -> new AssertionError("was there before"));
  }

  private List<InboxRow> waiting(Delivery delivery) {
    return inbox().pending(delivery.partition(), 10_000).stream()
        .filter(row -> row.delivery().tenant().equals(delivery.tenant()))
        .toList();
  }

  private static Append handling(StreamKey key, InboxId id) {
    return Append.in(key.tenant())
        .to(key.stream(), 0, StreamState.live(), List.of(Given.event("one")))
        .handling(id, "noted")
        .build();
  }
}
